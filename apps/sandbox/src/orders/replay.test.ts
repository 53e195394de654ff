import { expect, test } from 'vitest'
import { ledgerLine } from '../messages/ledger.ts'
import { sliceData, TestWorld } from '../sandbox.fixture.ts'

async function played(seed: number): Promise<TestWorld> {
  const test = new TestWorld(await sliceData(), { seed })
  test.sandbox.start()
  await test.pass(16_000, 100)
  test.sandbox.clock.setSpeed(1000)
  await test.pass(20_000, 100)
  return test
}

const story = ({ sandbox }: TestWorld) => sandbox.ledger.list({ limit: 4000 }).map(ledgerLine)

test('the same seed under the same clock replays the same messages', async () => {
  const [one, again, other] = [await played(3), await played(3), await played(4)]
  expect(story(again)).toEqual(story(one))
  expect(story(other).map((line) => line.orderNumber)).not.toEqual(story(one).map((line) => line.orderNumber))
})

test('a first viewer finds orders of the past hours in many states', async () => {
  const test = new TestWorld(await sliceData())
  test.sandbox.start()
  await test.pass(15_000, 100)
  const stages = test.sandbox.book.countByStage()
  expect(test.sandbox.book.total).toBeGreaterThanOrEqual(150)
  expect(stages.paid).toBeGreaterThan(20)
  expect(stages.shipped).toBeGreaterThan(20)
})

test('nothing is told twice with the same version, and nothing lies in the future', async () => {
  const test = await played(5)
  const orders = test.world.channels.flatMap(({ shops }) =>
    shops.flatMap((shop) => test.sandbox.book.changed(shop, { from: 0, to: Number.POSITIVE_INFINITY })),
  )
  expect(orders.length).toBeGreaterThan(1000)
  for (const order of orders) {
    expect(order.version).toBeLessThanOrEqual(test.now)
    expect(order.createdAt).toBeLessThanOrEqual(order.version)
  }
})

test('paused, no order arrives and none moves', async () => {
  const test = new TestWorld(await sliceData(), { volume: 24_000 })
  test.sandbox.start()
  await test.pass(30_000, 100)
  test.sandbox.pause()
  const before = { total: test.sandbox.book.total, stages: test.sandbox.book.countByStage() }
  await test.pass(60_000, 1000)
  expect({ total: test.sandbox.book.total, stages: test.sandbox.book.countByStage() }).toEqual(before)
})

test('over simulated days orders are shipped, signed, completed and refunded', async () => {
  const test = new TestWorld(await sliceData(), { volume: 300 })
  test.sandbox.start()
  test.sandbox.clock.setSpeed(1000)
  await test.pass(14 * 86_400, 50)
  const stages = test.sandbox.book.countByStage()
  for (const stage of ['paid', 'shipped', 'signed', 'completed', 'closed', 'refunded'] as const) {
    expect(stages[stage], stage).toBeGreaterThan(0)
  }
})
