import { GLOBAL_ID_PATTERN } from '@baton/contract'
import { describe, expect, it } from 'vitest'
import { newGlobalId } from './global-id.ts'

describe('global ids', () => {
  it('carry prefix and the year in the merchant’s zone', () => {
    const newYear = new Date('2026-12-31T16:30:00Z')
    expect(newGlobalId('DB', newYear, 'Asia/Shanghai')).toMatch(/^DB2027/)
    expect(newGlobalId('QH', newYear, 'UTC')).toMatch(/^QH2026/)
  })

  it('use every one of the 36 characters about equally', () => {
    const counts = new Map<string, number>()
    for (let index = 0; index < 20_000; index += 1) {
      const id = newGlobalId('DB', new Date('2026-03-03'), 'UTC')
      expect(id).toMatch(GLOBAL_ID_PATTERN)
      for (const letter of id.slice(6)) counts.set(letter, (counts.get(letter) ?? 0) + 1)
    }
    expect(counts.size).toBe(36)
    const expected = (20_000 * 8) / 36
    for (const count of counts.values()) expect(Math.abs(count - expected) / expected).toBeLessThan(0.1)
  })
})
