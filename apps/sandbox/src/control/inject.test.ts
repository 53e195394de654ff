import { DRIVERS } from '@baton/platforms'
import { expect, test } from 'vitest'
import { sliceData, TestWorld } from '../sandbox.fixture.ts'
import { buildServer } from '../server.ts'
import { createOrders } from './create-orders.ts'
import { inject } from './inject.ts'

async function given(): Promise<TestWorld> {
  return new TestWorld(await sliceData())
}

test('duplicate sends every message of an order again with its own ids', async () => {
  const world = await given()
  const [order] = createOrders(world.sandbox, { channel: 'own-shop', state: 'completed' })
  await world.pass(500)
  const ids = world.accepted('own-shop')
  inject(world.sandbox, { kind: 'duplicate', times: 3, orderNumber: order?.number ?? '' })
  await world.pass(500)
  expect(world.accepted('own-shop')).toHaveLength(ids.length * 4)
  expect(new Set(world.accepted('own-shop'))).toEqual(new Set(ids))
})

test('reorder lets the next messages out in reverse', async () => {
  const world = await given()
  inject(world.sandbox, { kind: 'reorder', channel: 'own-shop', times: 5 })
  const [order] = createOrders(world.sandbox, { channel: 'own-shop', state: 'completed' })
  await world.pass(1000)
  expect(order?.messages).toHaveLength(6)
  const [sixth, ...first] = [...(order?.messages ?? [])].map(({ id }) => id).toReversed()
  expect([...world.accepted('own-shop')].toSorted()).toEqual([...first, sixth].toSorted())
  expect(world.accepted('own-shop').filter((id) => id !== sixth)).toEqual(first)
})

test('reorder can be ended before enough messages came', async () => {
  const world = await given()
  inject(world.sandbox, { kind: 'reorder', times: 100 })
  createOrders(world.sandbox, { channel: 'douyin' })
  await world.pass(1000)
  expect(world.arrivals).toHaveLength(0)
  inject(world.sandbox, { kind: 'release' })
  await world.pass(1000)
  expect(world.arrivals).toHaveLength(2)
})

test('delay holds a message for 26 hours of sandbox time', async () => {
  const world = await given()
  world.sandbox.clock.setSpeed(1000)
  inject(world.sandbox, { kind: 'delay', channel: 'douyin' })
  createOrders(world.sandbox, { channel: 'douyin', state: 'created' })
  await world.pass(93_000, 1000)
  expect(world.arrivals).toHaveLength(0)
  await world.pass(1000, 100)
  expect(world.arrivals).toHaveLength(1)
})

test.each(['douyin', 'weixin-shop', 'own-shop', 'shopify', 'woocommerce'] as const)(
  '%s refuses a bad signature, and it is not tried again',
  async (platform) => {
    const world = await given()
    createOrders(world.sandbox, { channel: platform, state: 'created' })
    await world.pass(500)
    inject(world.sandbox, { kind: 'bad_signature', channel: platform })
    await world.pass(120_000, 1000)
    expect(world.arrivals.map(({ outcome }) => outcome.kind)).toEqual(['messages', 'refused'])
    expect(world.arrivals[1]?.outcome).toMatchObject({ reason: 'signature_wrong' })
  },
)

test('replay repeats bytes; signed an hour ago they are outside the window of the own shop', async () => {
  const world = await given()
  createOrders(world.sandbox, { channel: 'own-shop', state: 'created' })
  await world.pass(500)
  inject(world.sandbox, { kind: 'replay', channel: 'own-shop' })
  inject(world.sandbox, { kind: 'replay', channel: 'own-shop', hours: 1 })
  await world.pass(500)
  const [first, repeated, old] = world.arrivals
  expect(repeated?.push).toEqual(first?.push)
  expect(old?.outcome).toMatchObject({ kind: 'refused', reason: 'timestamp_outside_window' })
})

test.each(['douyin', 'weixin-shop', 'own-shop', 'shopify', 'woocommerce'] as const)(
  '%s: garbage is signed, and makes no sense',
  async (platform) => {
    const world = await given()
    inject(world.sandbox, { kind: 'garbage', channel: platform })
    await world.pass(500)
    const [arrival] = world.arrivals
    if (arrival?.outcome.kind !== 'messages') throw new Error('The driver refused it.')
    const [message] = arrival.outcome.messages
    expect(message?.orderNumber).toBeNull()
    expect(() => message && DRIVERS[platform].read(message)).toThrow()
  },
)

test('a gateway meets as many faults as were asked for', async () => {
  const world = await given()
  const server = await buildServer(world.sandbox)
  inject(world.sandbox, { kind: 'fault_429', channel: 'weixin-shop', times: 1 })
  inject(world.sandbox, { kind: 'fault_500', channel: 'weixin-shop', times: 1 })
  const statuses: number[] = []
  for (let call = 0; call < 3; call += 1) {
    const answer = await server.inject({ method: 'POST', url: '/weixin/channels/ec/order/get', payload: '{}' })
    statuses.push(answer.statusCode)
  }
  expect(statuses).toEqual([429, 500, 200])
  await server.close()
})

test('the control API makes, moves and lists, and says what is wrong', async () => {
  const world = await given()
  const server = await buildServer(world.sandbox)
  const post = (url: string, payload: object) =>
    server.inject({ method: 'POST', url, payload, headers: { host: 'localhost:3010' } })
  const made = await post('/control/orders', { channel: 'taobao', count: 2, state: 'shipped' })
  const [order] = made.json().orders
  expect(order.messages.map((one: { topic: string }) => one.topic)).toEqual([
    'taobao_trade_TradeCreate',
    'taobao_trade_TradeBuyerPay',
    'taobao_trade_TradeSellerShip',
  ])
  const moved = await post(`/control/orders/${order.number}/advance`, { to: 'signed' })
  expect(moved.json()).toMatchObject({ number: order.number, stage: 'signed' })
  expect((await post(`/control/orders/${order.number}/advance`, { to: 'paid' })).statusCode).toBe(409)
  expect((await post('/control/orders/none/advance', { to: 'paid' })).statusCode).toBe(404)
  expect((await post('/control/inject', { kind: 'nonsense' })).statusCode).toBe(400)
  expect((await post('/control/orders', { channel: 'ebay' })).statusCode).toBe(404)
  const ledger = await server.inject({
    url: `/control/ledger?orderNumber=${order.number}`,
    headers: { host: '127.0.0.1' },
  })
  expect(ledger.json().messages).toHaveLength(4)
  await server.close()
})

test('another site cannot drive the sandbox', async () => {
  const world = await given()
  const server = await buildServer(world.sandbox)
  const headers = { host: 'localhost:3010', origin: 'https://evil.example' }
  const answer = await server.inject({ method: 'POST', url: '/control/start', headers })
  expect(answer.statusCode).toBe(409)
  expect(world.sandbox.clock.running).toBe(false)
  await server.close()
})
