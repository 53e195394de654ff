import { DRIVERS, type LinkedReport, type ShipInput } from '@baton/platforms'
import { expect, test } from 'vitest'
import { createOrders } from '../control/create-orders.ts'
import { snapshotOf } from '../orders/snapshot.ts'
import { given } from './caller.fixture.ts'

const { report, calls } = DRIVERS['own-shop']

/** Not every order was paid in the mini-program. */
async function givenPaid() {
  const { caller } = await given('own-shop', 'paid')
  const { sandbox } = caller.test
  const made = createOrders(sandbox, { channel: 'own-shop', state: 'paid', count: 20 })
  const order = made.map(({ number }) => sandbox.book.find(number)).find((one) => one && snapshotOf(one).payment)
  if (!order) throw new Error('No order was paid in the mini-program.')
  return { caller, order }
}

test('the mini-program takes the shipment of what was paid there, once', async () => {
  const { caller, order } = await givenPaid()
  const desk = caller.test.sandbox.gateways.find((one) => one.prefix === '/mini')
  const asked = {
    ...(desk && { gateway: desk }),
    shop: order.shop,
    channel: { ...order.channel, endpoints: { mini: 'http://127.0.0.1/mini' } },
  }
  const ask = <I, O>(call: Parameters<typeof caller.ask<I, O>>[1], input: I) => caller.ask(asked, call, input)
  const { ship } = report as LinkedReport
  const input: ShipInput = {
    ...{ orderNumber: order.number, requestKey: 'k', isFirst: true, isLast: true, receiverPhone: '138****1234' },
    parcels: [{ carrier: 'SF', carrierName: '顺丰速运', waybill: 'SF1', lines: [] }],
    payment: snapshotOf(order).payment ?? null,
    progress: null,
  }
  expect(ask(ship, input)).toMatchObject({ fault: { action: 'token' } })
  const token = ask(calls.refreshToken, {})
  caller.token = token.ok ? token.value.accessToken : undefined
  expect(ask(ship, input)).toEqual({ ok: true, value: { kind: 'continue', progress: 'send' } })
  expect(ask(ship, { ...input, progress: 'send' })).toEqual({ ok: true, value: { kind: 'shipped' } })
  expect(ask(ship, input)).toEqual({ ok: true, value: { kind: 'already_shipped' } })
  expect(ask(ship, { ...input, progress: 'send' })).toEqual({ ok: true, value: { kind: 'already_shipped' } })
  const again = (waybill: string) => ({
    ...input,
    progress: 'send',
    parcels: input.parcels.map((parcel) => ({ ...parcel, waybill })),
  })
  expect(ask(ship, again('SF2'))).toEqual({ ok: true, value: { kind: 'shipped' } })
  expect(ask(ship, again('SF3'))).toMatchObject({ fault: { code: '10060003', action: 'check' } })
  const stranger = { key: { by: 'transaction', transactionId: '42009' }, payerId: 'o-1' } as const
  expect(ask(ship, { ...input, payment: stranger })).toMatchObject({ fault: { action: 'absent' } })
})
