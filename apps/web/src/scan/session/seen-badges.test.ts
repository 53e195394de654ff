import { describe, expect, it } from 'vitest'
import { BADGE_BELIEVED_MS, believed, hashOf, isOver, withBadge } from './seen-badges.ts'

const seen = [{ hash: 'a', operatorId: 'li', at: 1000 }]

describe('a badge without network', () => {
  it('is believed for twelve hours after it signed in here', () => {
    expect(believed(seen, 'a', 1000)).toBe('li')
    expect(believed(seen, 'a', 1000 + BADGE_BELIEVED_MS - 1)).toBe('li')
  })
  it('is not believed later, nor when the clock was put back, nor when it was never here', () => {
    expect(believed(seen, 'a', 1000 + BADGE_BELIEVED_MS)).toBeNull()
    expect(believed(seen, 'a', 999)).toBeNull()
    expect(believed(seen, 'b', 1000)).toBeNull()
  })
  it('is seen once, by its latest time, and old ones go', () => {
    const later = { hash: 'a', operatorId: 'li', at: 2000 }
    expect(withBadge(seen, later)).toEqual([later])
    const nextDay = { hash: 'b', operatorId: 'wang', at: 1000 + BADGE_BELIEVED_MS }
    expect(withBadge(seen, nextDay)).toEqual([nextDay])
  })
  it('ends the hold of its person after twelve hours, unless another of theirs is younger', () => {
    expect(isOver(seen, 'li', 1000 + BADGE_BELIEVED_MS - 1)).toBe(false)
    expect(isOver(seen, 'li', 1000 + BADGE_BELIEVED_MS)).toBe(true)
    expect(isOver([...seen, { hash: 'b', operatorId: 'li', at: 2000 }], 'li', 1000 + BADGE_BELIEVED_MS)).toBe(false)
  })
  it('says nothing of who was never seen with one', () => {
    expect(isOver(seen, 'wang', 1000 + BADGE_BELIEVED_MS)).toBe(false)
  })
  it('is kept as a hash', async () => {
    expect(await hashOf('BG-LIMEI01X')).toMatch(/^[0-9a-f]{64}$/)
  })
})
