import { DRIVERS } from '@baton/platforms'
import { expect, test } from 'vitest'
import { createOrders } from '../control/create-orders.ts'
import type { Change } from '../orders/order.ts'
import { sliceData, TestWorld } from '../sandbox.fixture.ts'

const HTTP_PLATFORMS = ['douyin', 'weixin-shop', 'own-shop', 'shopify', 'woocommerce'] as const

test.each(HTTP_PLATFORMS)(
  "%s: every push is accepted by the platform's driver and names its order",
  async (platform) => {
    const world = new TestWorld(await sliceData())
    const states: readonly Change[] = [
      'completed',
      'closed',
      'refund_rejected',
      'refunded',
      'memo_changed',
      'address_changed',
    ]
    const numbers = states.flatMap((state) => createOrders(world.sandbox, { channel: platform, state, count: 20 }))
    await world.pass(5000)
    expect(world.arrivals.length).toBeGreaterThan(200)
    for (const { outcome } of world.arrivals) {
      if (outcome.kind !== 'messages') throw new Error(`The driver refused: ${outcome.reason}.`)
      for (const message of outcome.messages) {
        expect(numbers.map((one) => one.number)).toContain(message.orderNumber)
        expect(DRIVERS[platform].read(message).kind).not.toBe('nothing')
      }
    }
    expect(new Set(world.accepted(platform)).size).toBe(world.accepted(platform).length)
  },
)

test('an own shop tells the whole order, the latest version last', async () => {
  const world = new TestWorld(await sliceData())
  createOrders(world.sandbox, { channel: 'own-shop', state: 'shipped' })
  await world.pass(1000)
  const statuses = world.arrivals.map(({ outcome }) => {
    const [message] = outcome.kind === 'messages' ? outcome.messages : []
    const reading = message && DRIVERS['own-shop'].read(message)
    return reading?.kind === 'order' ? reading.order.nativeStatus : null
  })
  expect(statuses).toEqual(['pending_payment', 'to_ship', 'shipped'])
})

test('Douyin pushes come in every published spelling', async () => {
  const world = new TestWorld(await sliceData())
  createOrders(world.sandbox, { channel: 'douyin', count: 60 })
  await world.pass(5000)
  const bodies = world.arrivals.map(({ push }) => Buffer.from(push.body).toString('utf8'))
  for (const spelling of [/"tag":"\d/, /"tag":\d/, /"msg_id"/, /"msgId"/, /"data":"/, /"data":\{/]) {
    expect(
      bodies.some((body) => spelling.test(body)),
      String(spelling),
    ).toBe(true)
  }
})

test('a push is sent again up its ladder until the exact acknowledgement', async () => {
  const world = new TestWorld(await sliceData())
  world.reply = () => ({ status: 200, body: 'ok' })
  createOrders(world.sandbox, { channel: 'weixin-shop', state: 'created' })
  await world.pass(11_000)
  expect(world.arrivals.length).toBe(4)
  world.reply = null
  await world.pass(61_000, 1000)
  expect(world.arrivals.length).toBe(5)
  await world.pass(3_600_000, 60_000)
  expect(world.arrivals.length).toBe(5)
  expect(world.sandbox.ledger.list({ limit: 1 })[0]).toMatchObject({ fate: 'acked', answer: '200 success' })
})

test('at higher speed the ladder is climbed faster; at its end the platform gives up', async () => {
  const world = new TestWorld(await sliceData())
  world.sandbox.clock.setSpeed(1000)
  world.reply = () => ({ status: 500, body: '' })
  createOrders(world.sandbox, { channel: 'own-shop', state: 'created' })
  await world.pass(400_000, 200)
  expect(world.arrivals).toHaveLength(10)
  expect(world.sandbox.ledger.list({ limit: 1 })[0]?.fate).toBe('given_up')
  expect(new Set(world.accepted('own-shop')).size).toBe(1)
})

test('without an address pushes wait and lose no attempt', async () => {
  const world = new TestWorld(await sliceData())
  const channel = world.channel('douyin')
  world.sandbox.addresses.find = () => undefined
  createOrders(world.sandbox, { channel: 'douyin', state: 'created' })
  await world.pass(60_000, 1000)
  expect(world.arrivals).toHaveLength(0)
  world.sandbox.addresses.find = () => 'http://hub/douyin'
  await world.pass(1000)
  expect(world.arrivals).toHaveLength(1)
  expect(world.sandbox.ledger.tallyOf(channel)).toMatchObject({ made: 1, sent: 1, acked: 1 })
})
