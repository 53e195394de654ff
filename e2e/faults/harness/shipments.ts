import type { PlatformId } from '@baton/contract'
import { until } from '../../../scripts/processes.ts'
import type { Ground } from './ground.ts'
import { quiet } from './quiet.ts'
import type { WorldControl } from './world-control.ts'

/** Whoever sells in the sandbox. */
export const PLATFORMS = [
  'taobao',
  'pinduoduo',
  'douyin',
  'weixin-shop',
  'shopify',
  'own-shop',
  'woocommerce',
] as const satisfies readonly PlatformId[]

/** So many paid orders at every platform, once all of them are orders of the hub. */
export async function placeEverywhere(
  { owner, check }: Ground,
  world: WorldControl,
  { each, milliseconds }: { each: number; milliseconds: number },
): Promise<ReadonlyMap<PlatformId, readonly string[]>> {
  const orders = new Map<PlatformId, readonly string[]>()
  for (const platform of PLATFORMS) orders.set(platform, await world.orders(platform, each))
  const numbers = [...orders.values()].flat()
  const arrived = await until(async () => {
    const rows = await owner`SELECT FROM orders WHERE native_number = ANY(${numbers}) AND state = 'to_ship'`
    return rows.length === numbers.length
  }, milliseconds)
  check(arrived && (await quiet(owner)) === null, 'not every order arrived')
  return orders
}

/** What an ERP writes of an order that left in one parcel. */
export function shippedInOne(number: string): object {
  const parcels = [{ carrier: 'SF', waybill: `SF${number.replace(/\D/g, '').slice(-12)}` }]
  return { order: { number }, report: { kind: 'status', to: 'shipped', parcels } }
}

/** Every platform is told of every parcel, and of none twice; what they say to that has come. */
export async function toldOnceEach(
  { owner, check, notes }: Ground,
  world: WorldControl,
  { each, milliseconds }: { each: number; milliseconds: number },
): Promise<void> {
  const all = PLATFORMS.length * each
  const done = await until(async () => {
    const [row] = await owner<{ done: number; left: number }[]>`
      SELECT count(*) FILTER (WHERE state = 'done' AND kind = 'channel.ship')::int AS done,
             count(*) FILTER (WHERE state <> 'done')::int AS left FROM deliveries`
    return row?.left === 0 && row.done === all
  }, milliseconds)
  const left = await owner`SELECT kind, route, state, code, count(*)::int FROM deliveries GROUP BY 1, 2, 3, 4`
  check(done, `not told in the end: ${JSON.stringify(left)}`)
  const heard = await until(async () => (await world.waiting()) === 0, milliseconds)
  check(heard, 'platforms have said what nobody has acknowledged')
  let repeated = 0
  for (const { platform, shipments } of await world.shipments()) {
    check(shipments.doubled === 0, `${platform} shipped ${shipments.doubled} twice`)
    check(shipments.shipped === each, `${platform} shipped ${shipments.shipped} of ${each}`)
    repeated += shipments.repeated
  }
  const [attempts] = await owner<{ count: number }[]>`SELECT count(*)::int AS count FROM delivery_attempts`
  notes.push(`${all} shipments by ${attempts?.count} attempts, ${repeated} repeats recognised, 0 doubled`)
}
