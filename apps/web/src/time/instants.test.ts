import { afterEach, describe, expect, it } from 'vitest'
import { countdownSpan, fullTime, roughSpan, shortTime } from './instants.ts'
import { keepZone, merchantZone } from './zone.ts'

const NOON = Date.parse('2026-11-23T04:00:00Z')

describe('times on the merchant’s clock', () => {
  it('are shown in Shanghai until the server tells another zone, whatever the machine’s', () => {
    expect(fullTime('2026-11-22T16:30:05.000Z')).toBe('2026-11-23 00:30:05')
  })
  it('are as short as the day allows', () => {
    expect(shortTime('2026-11-22T16:30:00Z', NOON)).toBe('00:30')
    expect(shortTime('2026-11-22T15:30:00Z', NOON)).toBe('11-22 23:30')
    expect(shortTime('2025-12-31T15:59:00Z', NOON)).toBe('2025-12-31')
  })
})

describe('times on another merchant’s clock', () => {
  afterEach(() => keepZone('Asia/Shanghai'))

  it('are shown in his zone', () => {
    keepZone('Asia/Tokyo')
    expect(fullTime('2026-11-22T16:30:05.000Z')).toBe('2026-11-23 01:30:05')
  })
  it('stay as they were for a zone that the browser does not know', () => {
    keepZone('Mars/Base')
    expect(merchantZone()).toBe('Asia/Shanghai')
  })
})

describe('spans', () => {
  it('are rough by their largest unit', () => {
    expect(roughSpan(999)).toEqual({ unit: 'second', count: 0 })
    expect(roughSpan(-5_400_000)).toEqual({ unit: 'hour', count: 1 })
    expect(roughSpan(86_400_000 * 3 + 1)).toEqual({ unit: 'day', count: 3 })
  })
  it('count down by their two largest units', () => {
    expect(countdownSpan(5_400_000)).toEqual([
      { unit: 'hour', count: 1 },
      { unit: 'minute', count: 30 },
    ])
    expect(countdownSpan(90_000_000)).toEqual([
      { unit: 'day', count: 1 },
      { unit: 'hour', count: 1 },
    ])
    expect(countdownSpan(3_600_000)).toEqual([{ unit: 'hour', count: 1 }])
    expect(countdownSpan(59_000)).toEqual([{ unit: 'second', count: 59 }])
    expect(countdownSpan(0)).toEqual([{ unit: 'second', count: 0 }])
  })
})
