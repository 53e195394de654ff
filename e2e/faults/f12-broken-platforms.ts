import type { PlatformId } from '@baton/contract'
import { until } from '../../scripts/processes.ts'
import type { Fault } from './fault.ts'
import { ErpScript } from './harness/erp.ts'
import type { Ground } from './harness/ground.ts'
import { quiet } from './harness/quiet.ts'
import { signIn } from './harness/session.ts'
import { type WorldControl, worldControl } from './harness/world-control.ts'

const EACH = 20
const LONGEST_MS = 150_000

/** What each platform does with its next calls; those without are well. */
const BROKEN = {
  taobao: ['fault_timeout', 6],
  pinduoduo: ['fault_429', 12],
  douyin: ['fault_lost', 12],
  'weixin-shop': ['fault_garbage', 8],
  shopify: ['fault_500', 8],
} as const satisfies Partial<Record<PlatformId, readonly [string, number]>>
const WELL = ['own-shop', 'woocommerce'] as const satisfies readonly PlatformId[]
const ALL: readonly PlatformId[] = [...(Object.keys(BROKEN) as (keyof typeof BROKEN)[]), ...WELL]

/** Platforms that hang, limit, fail, answer garbage or lose answers: the others hear at once, and nobody ships twice. */
export const brokenPlatforms: Fault = {
  id: 'F12',
  title: 'platforms that hang, limit, fail, answer garbage and lose answers',
  sandbox: true,
  async run(ground) {
    const world = worldControl(ground.system.sandboxUrl ?? '')
    const orders = await placeOrders(ground, world)
    for (const [platform, [kind, times]] of Object.entries(BROKEN))
      await world.inject({ kind, channel: platform, times })
    const cookie = await signIn(ground.system, 'ops')
    const script = await ErpScript.create(ground.system, cookie, { name: 'WMS', grants: ['shipped'] })
    for (const platform of ALL) await script.write(`ship-${platform}`, (orders.get(platform) ?? []).map(shipped))
    await wellOnesFirst(ground)
    await allInTheEnd(ground, world)
    ground.check(
      await until(async () => (await world.waiting()) === 0, 60_000),
      'platforms still wait to be acknowledged',
    )
  },
}

function shipped(number: string): object {
  const parcels = [{ carrier: 'SF', waybill: `SF${number.replace(/\D/g, '').slice(-12)}` }]
  return { order: { number }, report: { kind: 'status', to: 'shipped', parcels } }
}

async function placeOrders({ owner, check }: Ground, world: WorldControl): Promise<Map<PlatformId, readonly string[]>> {
  const orders = new Map<PlatformId, readonly string[]>()
  for (const platform of ALL) orders.set(platform, await world.orders(platform, EACH))
  const numbers = [...orders.values()].flat()
  const arrived = await until(async () => {
    const rows = await owner`SELECT FROM orders WHERE native_number = ANY(${numbers}) AND state = 'to_ship'`
    return rows.length === numbers.length
  }, 60_000)
  check(arrived && (await quiet(owner)) === null, 'not every order arrived')
  return orders
}

/** The healthy routes are done while the hanging one still has its calls open: none waits for another. */
async function wellOnesFirst({ owner, check }: Ground): Promise<void> {
  const left = async (platforms: readonly PlatformId[]) => {
    const [row] = await owner<{ left: number }[]>`
      SELECT count(*)::int AS left FROM deliveries d JOIN channel_apps a ON a.id = (d.payload->>'appId')::uuid
      WHERE d.state <> 'done' AND a.platform = ANY(${platforms as string[]})`
    return row?.left ?? 0
  }
  const planned = await until(async () => {
    const [row] = await owner<
      { count: number }[]
    >`SELECT count(*)::int AS count FROM deliveries WHERE kind = 'channel.ship'`
    return (row?.count ?? 0) === ALL.length * EACH
  }, 30_000)
  check(planned, 'not every shipment is in the outbox')
  check(await until(async () => (await left(WELL)) === 0, 30_000), 'the healthy platforms were not told')
  check((await left(['taobao'])) > 0, 'the hanging platform was done before the healthy ones')
}

async function allInTheEnd({ owner, check, notes }: Ground, world: WorldControl): Promise<void> {
  const done = await until(async () => {
    const [row] = await owner<{ left: number }[]>`SELECT count(*)::int AS left FROM deliveries WHERE state <> 'done'`
    return row?.left === 0
  }, LONGEST_MS)
  const left =
    await owner`SELECT kind, route, state, code, count(*)::int FROM deliveries WHERE state <> 'done' GROUP BY 1, 2, 3, 4`
  check(done, `not told in the end: ${JSON.stringify(left)}`)
  let repeated = 0
  for (const { platform, shipments } of await world.shipments()) {
    check(shipments.doubled === 0, `${platform} shipped ${shipments.doubled} twice`)
    check(shipments.shipped === EACH, `${platform} shipped ${shipments.shipped} of ${EACH}`)
    repeated += shipments.repeated
  }
  const [attempts] = await owner<{ count: number }[]>`SELECT count(*)::int AS count FROM delivery_attempts`
  notes.push(`${ALL.length * EACH} shipments by ${attempts?.count} attempts, ${repeated} repeats recognised, 0 doubled`)
}
