import { describe, expect, it } from 'vitest'
import { heatCells, heatDays, percentText, sumOf } from './heat-cells.ts'

const FROM = '2026-11-23T15:00:00.000Z'

describe('the heat map', () => {
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
      { hour: FROM, day: '11-23', clock: 23, begin: '11-23 23:00', checked: 10, differing: 0, share: 0 },
      {
        hour: '2026-11-23T16:00:00.000Z',
        day: '11-24',
        clock: 0,
        begin: '11-24 00:00',
        checked: 20,
        differing: 5,
        share: 0.25,
      },
    ])
    expect(heatDays(FROM, 26)).toEqual(['11-23', '11-24', '11-25'])
    expect(sumOf(heatCells(channel, FROM), Date.parse(FROM))).toEqual({ checked: 20, differing: 5 })
  })
  it('never shows a share that is not nothing as nothing', () => {
    expect([percentText(0), percentText(0.0001), percentText(0.0312)]).toEqual(['0.0 %', '< 0.1 %', '3.1 %'])
  })
})
