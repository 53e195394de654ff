import { setTimeout as pause } from 'node:timers/promises'
import type { ChannelView } from '@baton/contract'
import postgres from 'postgres'
import { ErpScript } from '../faults/harness/erp.ts'
import { callApi, query, signIn } from '../session.ts'
import { startBenchSystem } from './harness/bench-system.ts'
import { benchOrder, ownShopRequest } from './harness/events.ts'
import { httpLoad, percentile } from './harness/http-load.ts'
import { Receiver } from './harness/receiver.ts'
import { median, report, say } from './harness/report.ts'
import { writeBenchWorld } from './harness/world.ts'

const ROUNDS = 2
const ORDERS = Number(process.argv.find((word) => /^\d+$/.test(word)) ?? 1000)
/** Calls a second that each system takes: what ops set for the channel, and what a subscriber gets. */
const SHOP_RATE = 100
const SUBSCRIBER_RATE = 50
const IDLE_CALLS = 60
const LOOK_EVERY_MS = 50

say(`fanout: ${ORDERS} orders are shipped, each told to two systems, against calls ÷ the rate that they allow`)
const shop = await Receiver.open(SHOP_RATE)
const subscriber = await Receiver.open(SUBSCRIBER_RATE)
const system = await startBenchSystem({}, writeBenchWorld({ shopEvents: shop.url }))
const sql = postgres(system.ownerUrl, { max: 1, onnotice: () => {} })
try {
  const cookie = await signIn(system, 'ops')
  const admin = await signIn(system, 'admin')
  const script = await connect(admin)
  const runs: { subject: number; limit: number; ratio: number }[] = []
  const idle: number[] = []
  const busy: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const numbers = await placeOrders(round)
    for (let call = 0; call < IDLE_CALLS; call += 1) idle.push(await look(cookie))
    const subject = await drain(script, numbers, { cookie, busy })
    const limit = ORDERS / Math.min(SHOP_RATE, SUBSCRIBER_RATE)
    runs.push({ subject, limit, ratio: subject / limit })
    say(`  round ${round + 1} of ${ROUNDS}: told in ${subject.toFixed(1)} s, allowed rates need ${limit.toFixed(1)} s`)
  }
  const p99 = (values: number[]) =>
    percentile(
      values.sort((a, b) => a - b),
      0.99,
    )
  report({
    name: 'fanout',
    ratio: median(runs.map((run) => run.ratio)),
    goal: 1.1,
    subject: median(runs.map((run) => run.subject)),
    limit: median(runs.map((run) => run.limit)),
    unit: 's',
    runs,
    ordersARound: ORDERS,
    toldShop: shop.taken,
    toldSubscriber: subscriber.taken,
    refusedForTheRate: shop.refused + subscriber.refused,
    serverIdleP99Ms: p99(idle),
    serverMeanwhileP99Ms: p99(busy),
    serverP99Ratio: p99(busy) / p99(idle),
    serverP99RatioGoal: 2,
  })
} finally {
  await sql.end()
  await system.stop()
  shop.close()
  subscriber.close()
}

/** The shop's rate is set, one ERP ships, another is told. */
async function connect(admin: string): Promise<ErpScript> {
  const channels = await query<readonly ChannelView[]>(system, admin, { path: 'channels.list' })
  const app = channels.find((one) => one.platform === 'own-shop')
  await callApi(system, admin, {
    path: 'channels.setRate',
    input: { id: app?.id, perMinute: SHOP_RATE * 60 },
  })
  const listener = await ErpScript.create(system, admin, { name: 'Listener', grants: [] })
  const input = { erpId: listener.id, url: subscriber.url, types: ['order.shipped'] }
  await callApi(system, admin, { path: 'erp.subscribe', input })
  return ErpScript.create(system, admin, { name: 'WMS', grants: ['shipped'] })
}

async function placeOrders(round: number): Promise<readonly string[]> {
  const numbers = Array.from({ length: ORDERS }, (_, index) => `F${round}-${index}`)
  const path = system.pushPath('own-shop')
  const requests = numbers.map((number) => ownShopRequest(path, number, benchOrder(number)))
  await httpLoad({ port: system.port, connections: 32, requests, seconds: 60 })
  await until(async () => {
    const [left] = await sql`SELECT FROM channel_events WHERE state IN ('pending', 'failed') LIMIT 1`
    return left === undefined
  })
  return numbers
}

/** Seconds from the first report to the last call of each system; the list of orders is read meanwhile. */
async function drain(
  script: ErpScript,
  numbers: readonly string[],
  watching: { cookie: string; busy: number[] },
): Promise<number> {
  const goal = [shop.taken + numbers.length, subscriber.taken + numbers.length]
  const isDone = () => shop.taken >= (goal[0] ?? 0) && subscriber.taken >= (goal[1] ?? 0)
  const started = performance.now()
  const shipping = (async () => {
    for (let from = 0; from < numbers.length; from += 100) {
      const { status } = await script.write(`ship-${numbers[from]}`, numbers.slice(from, from + 100).map(shipped))
      if (status >= 300) throw new Error(`the report of shipments was answered ${status}`)
    }
  })()
  while (!isDone()) {
    watching.busy.push(await look(watching.cookie))
    await pause(LOOK_EVERY_MS)
    if (performance.now() - started > 600_000) throw new Error('not every system was told within ten minutes')
  }
  const seconds = (performance.now() - started) / 1000
  await shipping
  return seconds
}

function shipped(number: string): object {
  const parcels = [{ carrier: 'SF', waybill: `SF${number.replace(/\D/g, '').padStart(12, '0')}` }]
  return { order: { number }, report: { kind: 'status', to: 'shipped', parcels } }
}

async function look(cookie: string): Promise<number> {
  const started = performance.now()
  await query(system, cookie, { path: 'orders.list', input: { limit: 50 } })
  return performance.now() - started
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await pause(20)
}
