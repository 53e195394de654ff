import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { fullTime } from './instants.ts'
import { merchantDay, merchantInstant, merchantMonth, startOfMerchantDay } from './merchant-days.ts'
import { keepZone } from './zone.ts'

describe('days on the merchant’s clock', () => {
  it('begin and end at his midnight, whatever the machine’s', () => {
    expect(merchantDay(Date.parse('2026-12-31T16:00:00Z'))).toBe('2027-01-01')
  })
  it('have months of whole days, also over a new year and in a leap year', () => {
    expect(merchantMonth('2026-11-30')).toEqual({ from: '2026-11-01', to: '2026-11-30' })
    expect(merchantMonth('2027-01-31', -1)).toEqual({ from: '2026-12-01', to: '2026-12-31' })
    expect(merchantMonth('2028-03-31', -1)).toEqual({ from: '2028-02-01', to: '2028-02-29' })
  })
  it('turn days into instants', () => {
    expect(startOfMerchantDay('2026-11-23')).toBe('2026-11-22T16:00:00.000Z')
    expect(startOfMerchantDay('2026-11-30', 1)).toBe('2026-11-30T16:00:00.000Z')
  })
})

describe('days on another merchant’s clock', () => {
  afterEach(() => keepZone('Asia/Shanghai'))

  it('are read in his zone', () => {
    keepZone('Asia/Tokyo')
    expect(merchantInstant('2026-11-23T14:05')).toBe('2026-11-23T05:05:00.000Z')
  })
  it('begin days where clocks are changed, also after a night of 23 or 25 hours', () => {
    keepZone('America/New_York')
    expect(startOfMerchantDay('2026-03-08')).toBe('2026-03-08T05:00:00.000Z')
    expect(startOfMerchantDay('2026-03-08', 1)).toBe('2026-03-09T04:00:00.000Z')
    expect(startOfMerchantDay('2026-11-01', 1)).toBe('2026-11-02T05:00:00.000Z')
  })
  it('mean the first of two where clocks are put back, and an hour later where an hour is left out', () => {
    keepZone('America/New_York')
    expect(merchantInstant('2026-11-01T01:30')).toBe('2026-11-01T05:30:00.000Z')
    expect(merchantInstant('2026-03-08T02:30')).toBe('2026-03-08T07:30:00.000Z')
  })
  it.each(['America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia', 'UTC'])(
    'written in %s are read back as the same, or as the same hour once more',
    (zone) => {
      keepZone(zone)
      fc.assert(
        fc.property(
          fc.date({ min: new Date('1990-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
          (at) => {
            const local = fullTime(at.toISOString()).replace(' ', 'T')
            const read = merchantInstant(local)
            expect(fullTime(read).replace(' ', 'T')).toBe(local)
            expect(Math.floor(at.getTime() / 1000) * 1000 - Date.parse(read)).toBeOneOf([0, 1_800_000, 3_600_000])
          },
        ),
        { numRuns: 300 },
      )
    },
  )
})
