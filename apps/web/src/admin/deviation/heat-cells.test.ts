import { afterEach, describe, expect, it } from 'vitest'
import { keepZone } from '#time/zone.ts'
import { heatCells, heatColumns, heatDays, percentText, sumOf } from './heat-cells.ts'

const FROM = '2026-11-23T15:00:00.000Z'

describe('the heat map', () => {
  afterEach(() => keepZone('Asia/Shanghai'))
  it('places UTC hours on the merchant’s clock, over midnight', () => {
    const channel = {
      appId: 'a',
      name: 'x',
      platform: 'douyin' as const,
      cells: [
        [0, 10, 0],
        [1, 20, 5],
      ] as const,
    }
    expect(heatCells(channel, FROM)).toEqual([
      { hour: FROM, day: '11-23', column: '23', begin: '11-23 23:00', checked: 10, differing: 0, share: 0 },
      {
        hour: '2026-11-23T16:00:00.000Z',
        day: '11-24',
        column: '0',
        begin: '11-24 00:00',
        checked: 20,
        differing: 5,
        share: 0.25,
      },
    ])
    expect(heatDays(FROM, 26)).toEqual(['11-23', '11-24', '11-25'])
    expect(sumOf(heatCells(channel, FROM), Date.parse(FROM))).toEqual({ checked: 20, differing: 5 })
  })
  it('gives both hours that a clock has twice a place of their own', () => {
    keepZone('Europe/Berlin')
    const cells = [0, 1, 2, 3].map((hour) => [hour, 10, hour] as const)
    const channel = { appId: 'a', name: 'x', platform: 'douyin' as const, cells }
    const places = heatCells(channel, '2026-10-24T23:00:00.000Z')
    expect(places.map(({ day, column, begin }) => [day, column, begin])).toEqual([
      ['10-25', '1', '10-25 01:00'],
      ['10-25', '2', '10-25 02:00 GMT+2'],
      ['10-25', '2*', '10-25 02:00 GMT+1'],
      ['10-25', '3', '10-25 03:00'],
    ])
    expect(heatColumns(places).slice(0, 5)).toEqual(['0', '1', '2', '2*', '3'])
    expect(heatColumns(places)).toHaveLength(25)
    expect(heatColumns([])).toHaveLength(24)
  })

  it('never shows a share that is not nothing as nothing', () => {
    expect([percentText(0), percentText(0.0001), percentText(0.0312)]).toEqual(['0.0 %', '< 0.1 %', '3.1 %'])
  })
})
