import { PLATFORMS, type PlatformId } from '@baton/contract'
import { type Answer, DRIVERS, type ShipInput, type ShipOutcome, type ShipParcel } from '@baton/platforms'
import { expect, test } from 'vitest'
import { type Caller, given } from '../gateways/caller.fixture.ts'
import type { Order } from '../orders/order.ts'
import { snapshotOf } from '../orders/snapshot.ts'

/** What a merchant would tell of an order: the lines in so many parcels. */
function shipmentOf(order: Order, count: 1 | 2 = 1): ShipInput {
  const platform = order.channel.platform
  const lines = snapshotOf(order).lines
  const half = Math.ceil(lines.length / count)
  const parcels = Array.from(
    { length: count },
    (_, at): ShipParcel => ({
      carrier: DRIVERS[platform].carriers.SF ?? '',
      carrierName: '顺丰速运',
      waybill: `SF10000000${at}`,
      lines: lines.slice(at * half, (at + 1) * half),
    }),
  )
  const fixed = { isFirst: true, isLast: true, receiverPhone: null, payment: null, progress: null }
  return { orderNumber: order.number, parcels, requestKey: `ship-${order.number}`, ...fixed }
}

/** Asks until the channel says something else than `continue`. */
function ship(caller: Caller, order: Order, input: ShipInput): Answer<ShipOutcome> {
  const call = DRIVERS[order.channel.platform].calls.ship
  let progress: string | null = null
  for (let asked = 0; asked < 10; asked += 1) {
    const answer: Answer<ShipOutcome> = caller.ask(order, call, { ...input, progress })
    if (!answer.ok || answer.value.kind !== 'continue') return answer
    progress = answer.value.progress
  }
  throw new Error('The channel never ends.')
}

const tally = (caller: Caller, order: Order) => caller.test.sandbox.shipments.tallyOf(order.channel)

/** What a second telling of the same shipment meets. */
const REPEATED = {
  taobao: { ok: false, fault: { action: 'check' } },
  pinduoduo: { ok: false, fault: { action: 'check' } },
  douyin: { ok: true, value: { kind: 'shipped' } },
  'weixin-shop': { ok: false, fault: { action: 'check' } },
  'own-shop': { ok: true, value: { kind: 'shipped' } },
  shopify: { ok: true, value: { kind: 'already_shipped' } },
  woocommerce: { ok: true, value: { kind: 'shipped' } },
} as const satisfies Record<PlatformId, object>

test.each(PLATFORMS)('%s: a shipment takes effect once, moves the order, and is told back', async (platform) => {
  const { caller, order } = await given(platform, 'paid')
  const input = shipmentOf(order)
  const before = order.version
  expect(ship(caller, order, input)).toEqual({ ok: true, value: { kind: 'shipped' } })
  expect(order).toMatchObject({ stage: 'shipped' })
  expect(order.version).toBeGreaterThan(before)
  const read = DRIVERS[platform].calls.readOrder
  if (read !== undefined) {
    const answer = caller.ask(order, read, { orderNumber: order.number })
    const parcels = platform === 'woocommerce' ? [] : [{ waybill: 'SF100000000' }]
    expect(answer).toMatchObject({ ok: true, value: { nativeStatus: snapshotOf(order).nativeStatus, parcels } })
  }
  await caller.test.pass(2000)
  const echoes = caller.test.sandbox.ledger.list({ orderNumber: order.number, limit: 100 })
  expect(echoes.filter((message) => message.cause === 'shipped').length).toBeGreaterThan(0)

  expect(ship(caller, order, input)).toMatchObject(REPEATED[platform])
  expect(tally(caller, order)).toMatchObject({ shipped: 1, doubled: 0 })
})

test.each(PLATFORMS)('%s: two parcels are told as its waybills allow', async (platform) => {
  const { caller, order } = await given(platform, 'paid')
  expect(ship(caller, order, shipmentOf(order, 2))).toMatchObject({ ok: true, value: { kind: 'shipped' } })
  expect(order.stage).toBe('shipped')
  expect(tally(caller, order)).toMatchObject({ shipped: platform === 'pinduoduo' ? 1 : 2, doubled: 0 })
})

test.each(['taobao', 'douyin', 'weixin-shop', 'own-shop', 'shopify'] as const)(
  '%s: a part leaves the order partly shipped, the rest completes it',
  async (platform) => {
    const { caller, order } = await given(platform, 'paid')
    const { parcels, ...rest } = shipmentOf(order, 2)
    const [first, second] = parcels
    if (first === undefined || second === undefined) throw new Error('Not two parcels.')
    const part = { ...rest, parcels: [first], isLast: false }
    expect(ship(caller, order, part)).toMatchObject({ ok: true, value: { kind: 'shipped' } })
    expect(order.stage).toBe('part_shipped')
    const end = { ...rest, parcels: [second], isFirst: false, requestKey: 'second' }
    expect(ship(caller, order, end)).toMatchObject({ ok: true, value: { kind: 'shipped' } })
    expect(order.stage).toBe('shipped')
    expect(snapshotOf(order).parcels.map((parcel) => parcel.waybill)).toEqual([first.waybill, second.waybill])
  },
)

test.each(PLATFORMS)('%s does not know an order of somebody else', async (platform) => {
  const { caller, order } = await given(platform, 'paid')
  const answer = ship(caller, order, { ...shipmentOf(order), orderNumber: '1234567890' })
  expect(answer).toMatchObject({ ok: false, fault: { action: expect.stringMatching(/absent|check/) } })
  expect(tally(caller, order).shipped).toBe(0)
})

test.each(['taobao', 'douyin', 'weixin-shop', 'own-shop', 'shopify'] as const)(
  '%s: an unpaid order does not leave',
  async (platform) => {
    const { caller, order } = await given(platform, 'created')
    ship(caller, order, shipmentOf(order))
    expect(order.stage).toBe('created')
    expect(tally(caller, order)).toMatchObject({ shipped: 0, refused: 1 })
  },
)

test('pinduoduo: an open refund is asked for first, and nothing is sent', async () => {
  const { caller, order } = await given('pinduoduo', 'refund_requested')
  const held = { ok: true, value: { kind: 'held', reason: 'refund_requested' } }
  expect(ship(caller, order, shipmentOf(order))).toEqual(held)
  expect(tally(caller, order)).toMatchObject({ shipped: 0, refused: 0 })
})

test.each(PLATFORMS)('%s: beyond its rate it answers in its own words, and the driver knows why', async (platform) => {
  const { caller, order } = await given(platform, 'paid')
  caller.test.sandbox.rates.set(order.channel, 0)
  const answer = ship(caller, order, shipmentOf(order))
  expect(answer).toMatchObject({ ok: false, fault: { action: 'later', limited: true } })
  caller.test.sandbox.rates.set(order.channel, null)
  expect(ship(caller, order, shipmentOf(order)).ok).toBe(true)
})

test('a receiver that is told of one parcel under two ids counts it twice', async () => {
  const { caller, order } = await given('own-shop', 'paid')
  ship(caller, order, shipmentOf(order))
  ship(caller, order, { ...shipmentOf(order), requestKey: 'another' })
  expect(tally(caller, order)).toMatchObject({ shipped: 1, doubled: 1 })
})

test.each(['own-shop', 'shopify', 'woocommerce', 'taobao'] as const)('%s takes a cancellation', async (platform) => {
  const { cancel } = DRIVERS[platform].calls
  const { caller, order } = await given(platform, cancel?.scope === 'unpaid' ? 'created' : 'paid')
  const input = { orderNumber: order.number, reason: '缺货', requestKey: 'cancel-1' }
  expect(caller.ask(order, cancel, input)).toMatchObject({ ok: true })
  expect(order.stage).toBe('closed')
})

test.each(['taobao', 'pinduoduo', 'douyin', 'weixin-shop'] as const)('%s lists its carriers', async (platform) => {
  const { caller, order } = await given(platform, 'paid')
  const answer = caller.ask(order, DRIVERS[platform].calls.listCarriers, {})
  expect(answer).toMatchObject({ ok: true })
  const codes = answer.ok ? answer.value.map((carrier) => carrier.code) : []
  expect(codes).toContain(DRIVERS[platform].carriers.SF)
})
