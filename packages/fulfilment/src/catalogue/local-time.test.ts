import { describe, expect, it } from 'vitest'
import { readInstant } from './local-time.ts'

const read = (text: string, zone = 'Asia/Shanghai') => readInstant(text, zone)?.toISOString() ?? null

describe('an instant as people write it', () => {
  it('is by the clock of the zone, or with its own offset', () => {
    expect(read('2026-11-30 09:15')).toBe('2026-11-30T01:15:00.000Z')
    expect(read('2026/11/30 9:15:07')).toBe('2026-11-30T01:15:07.000Z')
    expect(read('2026-11-30T09:15:07.500')).toBe('2026-11-30T01:15:07.000Z')
    expect(read('2026-11-30T09:15:07+01:00')).toBe('2026-11-30T08:15:07.000Z')
    expect(read('2026-11-30T09:15:07Z')).toBe('2026-11-30T09:15:07.000Z')
  })

  it('is the first of an hour that the clock has twice', () => {
    expect(read('2026-10-25 02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z')
    expect(read('2026-10-25 03:30', 'Europe/Berlin')).toBe('2026-10-25T02:30:00.000Z')
    expect(read('2026-07-01 12:00', 'America/St_Johns')).toBe('2026-07-01T14:30:00.000Z')
  })

  it('is none where there is no such time', () => {
    for (const text of [
      'yesterday',
      '2026-02-30 10:00',
      '2026-13-01 10:00',
      '2026-11-30 25:00',
      '2026-11-30',
      '+01:00',
    ])
      expect(read(text)).toBeNull()
  })
})
