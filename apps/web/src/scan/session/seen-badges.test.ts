import { pbkdf2Sync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { BADGE_BELIEVED_MS, believed, hashOf, isOver, withBadge, withMisses } from './seen-badges.ts'

const BADGE = { hash: 'a', proof: 'p', operatorId: 'li', at: 1000 }
const seen = [BADGE]

describe('a badge without network', () => {
  it('is believed for twelve hours after it signed in here', () => {
    expect(believed(seen, 'a', 1000)).toBe(BADGE)
    expect(believed(seen, 'a', 1000 + BADGE_BELIEVED_MS - 1)).toBe(BADGE)
  })
  it('is not believed later, nor when the clock was put back, nor when it was never here', () => {
    expect(believed(seen, 'a', 1000 + BADGE_BELIEVED_MS)).toBeNull()
    expect(believed(seen, 'a', 999)).toBeNull()
    expect(believed(seen, 'b', 1000)).toBeNull()
  })
  it('is seen once, by its latest time, and old ones go', () => {
    const later = { ...BADGE, at: 2000 }
    expect(withBadge(seen, later)).toEqual([later])
    const nextDay = { ...BADGE, hash: 'b', operatorId: 'wang', at: 1000 + BADGE_BELIEVED_MS }
    expect(withBadge(seen, nextDay)).toEqual([nextDay])
  })
  it('ends the hold of its person after twelve hours, unless another of theirs is younger', () => {
    expect(isOver(seen, 'li', 1000 + BADGE_BELIEVED_MS - 1)).toBe(false)
    expect(isOver(seen, 'li', 1000 + BADGE_BELIEVED_MS)).toBe(true)
    expect(isOver([...seen, { ...BADGE, hash: 'b', at: 2000 }], 'li', 1000 + BADGE_BELIEVED_MS)).toBe(false)
  })
  it('says nothing of who was never seen with one', () => {
    expect(isOver(seen, 'wang', 1000 + BADGE_BELIEVED_MS)).toBe(false)
  })
  it('is forgotten with the fifth wrong PIN in a row, and no other', () => {
    const other = { ...BADGE, hash: 'b' }
    expect(withMisses([BADGE, other], BADGE, 4)).toEqual([{ ...BADGE, misses: 4 }, other])
    expect(withMisses([BADGE, other], BADGE, 5)).toEqual([other])
  })
  it('is kept as a hash, by PBKDF2', async () => {
    expect(await hashOf('BG-LIMEI01X')).toBe(
      pbkdf2Sync('BG-LIMEI01X', 'baton.scan.badges', 100_000, 32, 'sha256').toString('hex'),
    )
  })
})
