import type { OrderPage, OrderRow } from '@baton/contract'
import { describe, expect, it } from 'vitest'
import { mergeRows, newcomers, prependRows, rowsOf, shownIds, splitChanged } from './merge-rows.ts'

function row(id: string, minute: number, changes: Partial<OrderRow> = {}): OrderRow {
  const at = `2026-11-23T04:${String(minute).padStart(2, '0')}:00.000Z`
  return {
    id,
    platform: 'douyin',
    shopId: 's',
    shopName: 'shop',
    nativeNumber: `n-${id}`,
    state: 'to_ship',
    shown: 'to_ship',
    holds: [],
    sellerFlag: null,
    sellerFlagLabel: null,
    amountFen: 100,
    currency: 'CNY',
    receiverMask: null,
    province: null,
    lineSummary: '',
    itemCount: 1,
    warehouseName: null,
    orderedAt: at,
    paidAt: null,
    shipBy: null,
    updatedAt: at,
    ...changes,
  }
}
function page(...rows: OrderRow[]): OrderPage {
  return { rows, next: null, position: 1, asOf: '2026-11-23T05:00:00.000Z' }
}

describe('live rows', () => {
  const pages = [page(row('C', 30), row('B', 20)), page(row('A', 10))]

  it('change in place and keep the order of the list', () => {
    const shipped = row('B', 20, { shown: 'shipped', updatedAt: '2026-11-23T04:40:00.000Z' })
    const merged = mergeRows(pages, [shipped])
    expect(shownIds(merged)).toEqual(['C', 'B', 'A'])
    expect(merged[0]?.rows[1]?.shown).toBe('shipped')
  })
  it('never step back to an older version', () => {
    const older = row('B', 20, { shown: 'pending_payment', updatedAt: '2026-11-23T04:00:00.000Z' })
    expect(mergeRows(pages, [older])).toEqual(pages)
  })
  it('put new orders on top, once', () => {
    const first = [row('E', 50), row('D', 40), row('C', 30)]
    expect(newcomers(pages, first).map(({ id }) => id)).toEqual(['E', 'D'])
    const twice = prependRows(prependRows(pages, first), first)
    expect(shownIds(twice)).toEqual(['E', 'D', 'C', 'B', 'A'])
  })
  it('do not take an order of a later page for a new one', () => {
    expect(newcomers(pages, [row('Z', 5)])).toEqual([])
  })
  it('appear once when they moved between two reads', () => {
    expect(rowsOf([page(row('B', 20)), page(row('B', 20), row('A', 10))]).map(({ id }) => id)).toEqual(['B', 'A'])
  })
  it('are told apart from orders elsewhere', () => {
    expect(splitChanged(pages, ['A', 'A', 'X'])).toEqual({ known: ['A'], others: true })
    expect(splitChanged(pages, ['A', 'B'])).toEqual({ known: ['A', 'B'], others: false })
  })
})
