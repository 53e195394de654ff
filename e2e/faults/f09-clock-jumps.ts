import { orderEvent } from '@baton/platforms/standard-webhooks'
import { until } from '../../scripts/processes.ts'
import { benchOrder } from '../bench/harness/events.ts'
import { callApi, signIn } from '../session.ts'
import { untilFlowing } from './f03-postgres-restarted.ts'
import type { Fault } from './fault.ts'
import { ErpScript } from './harness/erp.ts'
import type { Ground } from './harness/ground.ts'
import { runJob } from './harness/job.ts'
import { placeOrders } from './harness/packed-orders.ts'
import { isAck } from './harness/pusher.ts'
import { ScanDevice } from './harness/scan-device.ts'
import { DOUYIN_SHOP, ownShopPush } from './harness/stories.ts'
import { type Subscriber, startSubscriber } from './harness/subscriber.ts'
import { startTraffic } from './harness/traffic.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** By how much the clock of server and worker jumps, and how far ahead of the machine's the device's own clock is then. */
const JUMPS = [
  { name: 'J1', by: 5 * MINUTE, deviceAhead: -DAY },
  { name: 'J2', by: -5 * MINUTE, deviceAhead: 5 * MINUTE },
  { name: 'J3', by: DAY, deviceAhead: -5 * MINUTE },
  { name: 'J4', by: -DAY, deviceAhead: DAY },
] as const
type Jump = (typeof JUMPS)[number]

/** Parcels loaded before a jump, and as many after it. */
const PARCELS = 10
/** What was put off under the wrong clock is done this soon after the clock is right again, also what a killed worker had in hand. */
const SOON_MS = 90_000
/** More than an address has in a minute. */
const SIGN_INS = 12
/** The catch-up leaves this much to the pushes. */
const GRACE_MS = 2 * MINUTE

/** The clock of server and worker jumps and comes back: nothing is lost, done twice, done for all at once or put off for a day. */
export const clockJumps: Fault = {
  id: 'F9',
  title: 'clock jumps ±5 min, ±1 day',
  movesClock: true,
  async run(ground) {
    const subscriber = await startSubscriber()
    try {
      const world = await prepare(ground, subscriber)
      for (const jump of JUMPS) await jumpAndReturn(ground, world, jump)
      await expectAllTold(ground, subscriber)
    } finally {
      await subscriber.close()
    }
  },
}

interface World {
  readonly subscriber: Subscriber
  readonly device: ScanDevice
  readonly trip: string
  /** Of parcels that nobody has loaded yet. */
  readonly waybills: string[]
  /** On hold until noon tomorrow. */
  readonly heldId: string
  readonly shopId: string
}

async function prepare(ground: Ground, subscriber: Subscriber): Promise<World> {
  const { system, owner } = ground
  const waybills = [...(await placeOrders(ground, 2 * PARCELS * JUMPS.length + 1))]
  const cookie = await signIn(system, 'admin')
  const script = await ErpScript.create(system, cookie, { name: 'WMS', grants: ['shipped'] })
  const input = { erpId: script.id, url: subscriber.url, types: ['order.shipped'] }
  await callApi(system, cookie, { path: 'erp.subscribe', input })
  const [held] = await owner<{ id: string }[]>`
    SELECT o.id FROM orders o WHERE native_number = ${`S-${waybills.length - 1}`}`
  waybills.pop()
  const heldId = held?.id ?? ''
  const hold = { orders: { ids: [heldId] }, reason: 'risk', until: new Date(Date.now() + DAY / 2).toISOString() }
  await callApi(system, cookie, { path: 'orders.hold', input: hold })
  const [shop] = await owner<{ id: string }[]>`SELECT id FROM shops WHERE native_number = ${DOUYIN_SHOP}`
  const device = await ScanDevice.enrol(system, '华东仓')
  const { code: trip } = await device.openTrip('SF')
  return { subscriber, device, trip, waybills, heldId, shopId: shop?.id ?? '' }
}

async function jumpAndReturn(ground: Ground, world: World, jump: Jump): Promise<void> {
  const { clock, system, pusher, check } = ground
  const { server, worker } = system
  const isKilled = jump.by === DAY
  const traffic = startTraffic(pusher, { prefix: jump.name, rate: 40, connections: 8, now: () => clock.now() })
  await untilFlowing(ground, `before ${jump.name}`)
  await load(ground, world, jump)
  await clock.move(jump.by, [server.pid, worker.pid])
  await judgeWindow(ground, jump)
  await untilFlowing(ground, `during ${jump.name}`)
  await load(ground, world, jump)
  await runJob(ground, 'channels.catch-up', { shopId: world.shopId })
  await expectStillHeld(ground, world, jump)
  for (let time = 0; time < SIGN_INS; time += 1) await signIn(system, 'ops').catch(() => {})
  world.subscriber.isWell = false
  const refused = world.subscriber.refused
  check(await until(() => world.subscriber.refused > refused, SOON_MS), `${jump.name}: nobody was told anything`)
  if (isKilled) await worker.kill('SIGKILL')
  await clock.move(0, isKilled ? [server.pid] : [server.pid, worker.pid])
  world.subscriber.isWell = true
  if (isKilled) await worker.restart()
  await untilFlowing(ground, `after ${jump.name}`)
  await traffic.stop()
  await expectNormal(ground, world, jump)
}

/** The next parcels, scanned by a device whose own clock is wrong and which knows how wrong. */
async function load({ clock, owner, check }: Ground, world: World, jump: Jump): Promise<void> {
  const { device, trip, waybills } = world
  const at = new Date(Date.now() + jump.deviceAhead)
  const told = { at, offsetMs: clock.now().getTime() - at.getTime() }
  const scans = waybills
    .splice(0, PARCELS)
    .flatMap((code) => [
      device.scan({ kind: 'pack_start', code }, told),
      device.scan({ kind: 'load', waybill: code, trip }, told),
    ])
  await device.sync()
  const answers = scans.map((scan) => device.outcomes.get(scan.id)?.answer)
  const wrong = answers.filter((answer) => answer !== 'packing_started' && answer !== 'loaded')
  check(wrong.length === 0, `${jump.name}: parcels were not loaded: ${wrong}`)
  const [kept] = await owner<{ count: number }[]>`
    SELECT count(*)::int AS count FROM scans
    WHERE id = ANY(${scans.map((scan) => scan.id)}) AND device_at = ${at} AND offset_ms = ${told.offsetMs}
      AND abs(extract(epoch FROM received_at - ${clock.now()}::timestamptz)) < 30`
  check(kept?.count === scans.length, `${jump.name}: ${kept?.count} of ${scans.length} scans keep both clocks`)
}

/** What is signed within five minutes of the server's own clock is heard, anything else is not, as the scheme has it. */
async function judgeWindow({ pusher, clock, check }: Ground, { name }: Jump): Promise<void> {
  const event = orderEvent('order.updated', benchOrder(`${name}-W`), new Date())
  const signedAt = (minutes: number) =>
    ownShopPush(`${name}.${minutes}`, event, { sentAt: new Date(clock.now().getTime() + minutes * MINUTE) })
  for (const minutes of [-4, 4])
    check(isAck('own-shop', await pusher.once(signedAt(minutes))), `${name}: ${minutes} min was not acknowledged`)
  for (const minutes of [-6, 6]) {
    const reply = await pusher.post('own-shop', signedAt(minutes).sign())
    check(reply.kind === 'answered' && reply.status === 401, `${name}: ${minutes} min heard ${JSON.stringify(reply)}`)
  }
}

/** A clock that has just jumped frees nobody. */
async function expectStillHeld(ground: Ground, { heldId }: World, { name }: Jump): Promise<void> {
  await runJob(ground, 'orders.lift-expired-holds', {})
  const [order] = await ground.owner<{ holdReasons: string[] }[]>`
    SELECT hold_reasons AS "holdReasons" FROM orders WHERE id = ${heldId}`
  ground.check(order?.holdReasons.includes('risk') === true, `${name}: a hold until noon tomorrow is over`)
}

async function expectNormal(ground: Ground, world: World, { name }: Jump): Promise<void> {
  const { owner, system, check, notes } = ground
  const started = performance.now()
  const told = await until(
    async () => (await owner`SELECT FROM deliveries WHERE state <> 'done' LIMIT 1`).length === 0,
    SOON_MS,
  )
  const left = await owner`
    SELECT d.state, d.tries, d.code, d.next_at, r.slot_at, r.open_until, r.failures, clock_timestamp() AS now
    FROM deliveries d JOIN delivery_routes r USING (route) WHERE d.state <> 'done' LIMIT 5`
  check(
    told,
    `${name}: somebody waits to be told ${SOON_MS / 1000} s after the clock is right: ${JSON.stringify(left)}`,
  )
  const signsIn = () =>
    signIn(system, 'admin')
      .then(() => true)
      .catch(() => false)
  check(await until(signsIn, SOON_MS), `${name}: nobody can sign in`)
  await runJob(ground, 'channels.catch-up', { shopId: world.shopId })
  const [pull] = await owner<{ behindMs: number }[]>`
    SELECT (extract(epoch FROM clock_timestamp() - up_to) * 1000)::float8 AS "behindMs" FROM catch_ups WHERE shop_id = ${world.shopId}`
  const behind = pull?.behindMs ?? -1
  check(behind > GRACE_MS - MINUTE && behind < GRACE_MS + MINUTE, `${name}: caught up to ${behind} ms ago`)
  await expectChangeInForce(ground, name)
  notes.push(`${name} over ${Math.round(performance.now() - started)} ms after`)
}

/** Who is switched off is heard no more, as soon as ever. */
async function expectChangeInForce({ owner, system, pusher, clock, check }: Ground, name: string): Promise<void> {
  const cookie = await signIn(system, 'admin')
  const [app] = await owner<{ id: string }[]>`SELECT id FROM channel_apps WHERE platform = 'own-shop'`
  const enable = (enabled: boolean) =>
    callApi(system, cookie, { path: 'channels.enable', input: { id: app?.id, enabled } })
  const event = orderEvent('order.updated', benchOrder(`${name}-E`), new Date())
  let sent = 0
  const isHeard = async () => {
    sent += 1
    return isAck('own-shop', await pusher.once(ownShopPush(`${name}.E${sent}`, event, { sentAt: clock.now() })))
  }
  await enable(false)
  check(await until(async () => !(await isHeard()), SOON_MS), `${name}: a channel that is switched off is still heard`)
  await enable(true)
  check(await until(isHeard, SOON_MS), `${name}: a channel that is switched on is not heard`)
}

async function expectAllTold({ owner, pusher, check, notes }: Ground, { taken }: Subscriber): Promise<void> {
  const rows = await owner<{ key: string }[]>`SELECT key FROM deliveries WHERE kind = 'webhook.event'`
  const heard = new Set(taken)
  const untold = rows.filter((row) => !heard.has(row.key))
  check(untold.length === 0, `${untold.length} of ${rows.length} events were never told`)
  const [moves] = await owner<{ shipped: number }[]>`
    SELECT count(*)::int AS shipped FROM orders WHERE state IN ('shipped', 'completed')`
  check(
    rows.length > 0 && rows.length === moves?.shipped,
    `${rows.length} events told of ${moves?.shipped} shipped orders`,
  )
  notes.push(`${pusher.acked.length} messages, ${rows.length} events told`)
}
