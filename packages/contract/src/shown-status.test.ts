import { describe, expect, it } from 'vitest'
import { type StatusAxes, shownStatus } from './shown-status.ts'

const axes = (told: Partial<StatusAxes>): StatusAxes => ({
  state: 'shipped',
  signed: false,
  traces: [],
  afterSales: [],
  fullyRefunded: false,
  ...told,
})

describe('the one status people see', () => {
  it.each([
    ['an open after-sale speaks first', axes({ state: 'done', afterSales: ['requested'] }), 'refunding'],
    ['then a full refund', axes({ fullyRefunded: true, traces: ['signed'] }), 'refunded'],
    ['a closed after-sale is silent', axes({ state: 'to_ship', afterSales: ['rejected'] }), 'to_ship'],
    ['an unshipped order shows its own state', axes({ state: 'packing', traces: ['in_transit'] }), 'packing'],
    ['a shipped one without traces is shipped', axes({}), 'shipped'],
    ['已揽收 shows 已发货', axes({ traces: ['picked_up'] }), 'shipped'],
    ['the parcel furthest from its end speaks', axes({ traces: ['signed', 'in_transit'] }), 'in_transit'],
    ['any exception shows', axes({ traces: ['signed', 'exception'] }), 'exception'],
    ['all signed is signed', axes({ traces: ['signed', 'signed'] }), 'signed'],
    ['the channel may know better than the traces', axes({ signed: true, traces: ['in_transit'] }), 'signed'],
    ['part shipped stays part shipped', axes({ state: 'part_shipped', traces: ['signed'] }), 'part_shipped'],
    ['unless its parcel is in trouble', axes({ state: 'part_shipped', traces: ['exception'] }), 'exception'],
    ['done is done', axes({ state: 'done', traces: ['in_transit'] }), 'done'],
  ] as const)('%s', (_name, given, shown) => {
    expect(shownStatus(given)).toBe(shown)
  })
})
