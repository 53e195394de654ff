import { describe, expect, it } from 'vitest'
import { keepZone } from '#time/zone.ts'
import { fieldTime, instantOfField, momentOfLine, momentsOfFiles, presetMoment, presetMoments } from './moments.ts'

const NOW = Date.parse('2026-11-24T10:30:00Z')

describe('moments', () => {
  it('are typed on the merchant’s clock', () => {
    expect(fieldTime('2026-11-24T10:30:00Z')).toBe('2026-11-24T18:30')
    expect(instantOfField('2026-11-24T18:30')).toBe('2026-11-24T10:30:00.000Z')
    expect(instantOfField('')).toBeNull()
  })
  it('of “yesterday 18:00” are the merchant’s yesterday and now', () => {
    expect(presetMoments('yesterday18', NOW)).toEqual({
      before: '2026-11-23T10:00:00.000Z',
      after: '2026-11-24T10:30:00.000Z',
    })
    expect(presetMoments('yesterday', NOW).before).toBe('2026-11-23T16:00:00.000Z')
  })
  it('of a month end are its midnights on the merchant’s clock, also over a new year', () => {
    expect(presetMoments('lastMonth', NOW)).toEqual({
      before: '2026-09-30T16:00:00.000Z',
      after: '2026-10-31T16:00:00.000Z',
    })
    expect(presetMoments('thisMonth', NOW)).toEqual({
      before: '2026-10-31T16:00:00.000Z',
      after: '2026-11-24T10:30:00.000Z',
    })
    expect(presetMoment('monthEnd', NOW)).toBe('2026-10-31T16:00:00.000Z')
    expect(presetMoment('today', NOW)).toBe('2026-11-23T16:00:00.000Z')
    expect(presetMoments('lastMonth', Date.parse('2026-12-31T16:30:00Z')).before).toBe('2026-11-30T16:00:00.000Z')
  })
  it('of “yesterday 18:00” are so also on a day that clocks are changed', () => {
    keepZone('America/New_York')
    const before = presetMoments('yesterday18', Date.parse('2026-11-01T20:00:00Z')).before
    keepZone('Asia/Shanghai')
    expect(before).toBe('2026-10-31T22:00:00.000Z')
  })
  it('are read from the first line of our own files only, also after a spreadsheet', () => {
    const line = '\uFEFFbaton-orders,2026-11-24T10:00:00.000Z,"{""platform"":[""douyin"",""taobao""]}"\r'
    const one = momentOfLine(line)
    expect(one).toEqual({ at: '2026-11-24T10:00:00.000Z', filter: { platform: ['douyin', 'taobao'] } })
    expect(momentOfLine('baton-orders,2026-11-24T09:00:00.000Z,{}')).toEqual({
      at: '2026-11-24T09:00:00.000Z',
      filter: {},
    })
    const padded = 'baton-orders,2026-11-24T10:00:00.000Z,"{""platform"":[""douyin"",""taobao""]}",,,,\r'
    expect(momentOfLine(padded)).toEqual(one)
    expect(momentOfLine('订单号,渠道')).toBeNull()
    expect(momentOfLine('baton-orders,2026-11-24T10:00:00.000Z,"{""evil"":1}"')).toBeNull()
  })
  it('of two files are put in order, or refused', () => {
    const at = (time: string, filter = {}) => ({ at: `2026-11-24T${time}:00.000Z`, filter })
    expect(momentsOfFiles(at('10:00'), at('09:00'))).toMatchObject({ before: at('09:00').at, after: at('10:00').at })
    expect(momentsOfFiles(at('10:00'), at('10:00'))).toBe('same_moment')
    expect(momentsOfFiles(at('10:00'), at('09:00', { platform: ['douyin'] }))).toBe('other_filter')
  })
})
