import { describe, expect, it } from 'vitest'
import { type InboxRow, readInboxRow } from './inbox-row.ts'

const EMPTY: InboxRow = {
  id: 1,
  login: 'baton_erp_0123456789abcdef',
  address: '192.0.2.7',
  key: 'k1',
  orderNumber: 'G1',
  shop: null,
  report: 'status',
  status: null,
  carrier: null,
  waybill: null,
  lines: null,
  holdReason: null,
  note: null,
  expectedSeq: null,
  occurredAt: null,
}

describe('a row of a database connector', () => {
  it('is a request of one write, as over HTTP', () => {
    const parcel = { carrier: 'YTO', waybill: 'YT1001' }
    const cases: readonly (readonly [Partial<InboxRow>, object])[] = [
      [{ status: 'packing' }, { order: { number: 'G1' }, report: { kind: 'status', to: 'packing', parcels: [] } }],
      [
        { orderNumber: 'DB2026XK9F2N1L', status: 'shipped', ...parcel, lines: '1, 2', expectedSeq: 3 },
        {
          order: { id: 'DB2026XK9F2N1L' },
          expectedSeq: 3,
          report: { kind: 'status', to: 'shipped', parcels: [{ ...parcel, lines: ['1', '2'] }] },
        },
      ],
      [
        { shop: 'S1', report: 'waybill', ...parcel, occurredAt: new Date('2026-07-01T02:15:00Z') },
        {
          order: { number: 'G1', shop: 'S1' },
          occurredAt: '2026-07-01T02:15:00.000Z',
          report: { kind: 'waybill', parcels: [{ ...parcel, lines: [] }] },
        },
      ],
      [
        { report: 'hold', holdReason: 'stock_out', note: '缺货' },
        { order: { number: 'G1' }, report: { kind: 'hold', reason: 'stock_out', note: '缺货' } },
      ],
      [
        { report: 'lift', holdReason: 'stock_out' },
        { order: { number: 'G1' }, report: { kind: 'lift', reason: 'stock_out' } },
      ],
    ]
    for (const [row, write] of cases)
      expect(readInboxRow({ ...EMPTY, ...row })).toMatchObject({ key: 'k1', writes: [write] })
  })

  it('may be padded with blanks and hold empty texts; the same report has the same hash', () => {
    const plain = readInboxRow({ ...EMPTY, status: 'packing' })
    const padded = { key: 'k1  ', orderNumber: 'G1   ', shop: '', status: ' packing ', note: '  ', carrier: '' }
    expect(readInboxRow({ ...EMPTY, ...padded })).toEqual(plain)
    expect(readInboxRow({ ...EMPTY, status: 'to_ship' })).not.toEqual(plain)
  })

  it('says which of its columns are wrong', () => {
    const ok = { status: 'packing' }
    const cases: readonly (readonly [Partial<InboxRow>, RegExp])[] = [
      [{ status: '已发货' }, /: status: .* "packing", "cancelled", /],
      [{}, /: status: /],
      [{ ...ok, report: 'stauts' }, /: report: /],
      [{ ...ok, report: null }, /: report: /],
      [{ ...ok, orderNumber: ' ' }, /: order_number: /],
      [{ ...ok, orderNumber: 'x'.repeat(101) }, /: order_number: /],
      [{ ...ok, shop: 'x'.repeat(101) }, /shop: /],
      [{ ...ok, carrier: 'YTO' }, /: waybill: /],
      [{ ...ok, waybill: 'YT' }, /carrier: .*waybill: /],
      [{ ...ok, note: 'why?' }, /: note: not part of a report "status"$/],
      [{ report: 'hold', holdReason: 'no reason' }, /: hold_reason: /],
      [{ report: 'hold', holdReason: 'risk', note: 'x'.repeat(201) }, /: note: /],
      [{ report: 'waybill' }, /: waybill: /],
      [{ ...ok, expectedSeq: 0 }, /: expected_seq: /],
      [{ ...ok, occurredAt: new Date(Number.NaN) }, /: occurred_at: /],
      [{ ...ok, occurredAt: new Date('-000044-03-15T00:00:00Z') }, /: occurred_at: /],
    ]
    for (const [row, message] of cases)
      expect(readInboxRow({ ...EMPTY, ...row })).toMatchObject({
        code: 'INPUT_INVALID',
        verdict: null,
        message: expect.stringMatching(message),
      })
    for (const key of [null, ' ', 'k'.repeat(201)])
      expect(readInboxRow({ ...EMPTY, ...ok, key })).toMatchObject({ code: 'IDEMPOTENCY_KEY_MISSING', verdict: null })
  })
})
