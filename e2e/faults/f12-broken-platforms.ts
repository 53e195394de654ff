import type { PlatformId } from '@baton/contract'
import { until } from '../../scripts/processes.ts'
import { signIn } from '../session.ts'
import type { Fault } from './fault.ts'
import { ErpScript } from './harness/erp.ts'
import type { Ground } from './harness/ground.ts'
import { PLATFORMS, placeEverywhere, shippedInOne, toldOnceEach } from './harness/shipments.ts'
import { worldControl } from './harness/world-control.ts'

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

/** Platforms that hang, limit, fail, answer garbage or lose answers: the others hear at once, and nobody ships twice. */
export const brokenPlatforms: Fault = {
  id: 'F12',
  title: 'platforms that hang, limit, fail, answer garbage and lose answers',
  sandbox: true,
  async run(ground) {
    const world = worldControl(ground.system.sandboxUrl ?? '')
    const orders = await placeEverywhere(ground, world, { each: EACH, milliseconds: 60_000 })
    for (const [platform, [kind, times]] of Object.entries(BROKEN))
      await world.inject({ kind, channel: platform, times })
    const cookie = await signIn(ground.system, 'ops')
    const script = await ErpScript.create(ground.system, cookie, { name: 'WMS', grants: ['shipped'] })
    for (const platform of PLATFORMS)
      await script.write(`ship-${platform}`, (orders.get(platform) ?? []).map(shippedInOne))
    await wellOnesFirst(ground)
    await toldOnceEach(ground, world, { each: EACH, milliseconds: LONGEST_MS })
    ground.check(
      await until(async () => (await world.waiting()) === 0, 60_000),
      'platforms still wait to be acknowledged',
    )
  },
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
    return (row?.count ?? 0) === PLATFORMS.length * EACH
  }, 30_000)
  check(planned, 'not every shipment is in the outbox')
  check(await until(async () => (await left(WELL)) === 0, 30_000), 'the healthy platforms were not told')
  check((await left(['taobao'])) > 0, 'the hanging platform was done before the healthy ones')
}
