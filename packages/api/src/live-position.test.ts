import { describe, expect, it } from 'vitest'
import { livePosition } from './live-position.ts'

describe('livePosition', () => {
  it('goes on after the last message seen, else from the page, else from now', () => {
    expect(livePosition({ after: 5, lastEventId: '9' })).toBe(9)
    expect(livePosition({ after: 5, lastEventId: null })).toBe(5)
    expect(livePosition({})).toBeUndefined()
  })
  it('ignores an id that is not a position', () => {
    expect(livePosition({ after: 5, lastEventId: '9e9' })).toBe(5)
    expect(livePosition({ after: 5, lastEventId: '-1' })).toBe(5)
  })
})
