import type { PlatformId, SetupView } from '@baton/contract'
import { DRIVERS } from '@baton/platforms'
import { countUnassigned } from '../orders/index.ts'
import { isPublicUrl } from '../runtime/addresses.ts'
import type { Context } from '../runtime/context.ts'

type Counts = Omit<
  SetupView,
  'unassigned' | 'publicUrl' | 'isPublic' | 'isPushedTo' | 'channels' | 'shops' | 'shopsToAuthorise'
>

interface ShopRow {
  readonly platform: PlatformId
  readonly name: string
  readonly fieldNames: readonly string[]
  readonly enabled: boolean
}

/** What the set-up has and what it still lacks; switched-off things do not count. */
export async function readSetup(ctx: Context): Promise<SetupView> {
  const [counts, unassigned, apps, shops] = await Promise.all([
    readCounts(ctx),
    countUnassigned(ctx),
    ctx.sql<{ platform: PlatformId }[]>`SELECT platform FROM channel_apps WHERE enabled AND actor_kind = 'channel'`,
    ctx.sql<ShopRow[]>`SELECT platform, name, field_names, enabled FROM shops ORDER BY name, id`,
  ])
  return {
    ...counts,
    unassigned,
    publicUrl: ctx.env.BATON_PUBLIC_URL,
    isPublic: isPublicUrl(ctx.env.BATON_PUBLIC_URL),
    isPushedTo: apps.some(({ platform }) => DRIVERS[platform].arrival === 'http'),
    channels: apps.length,
    shops: shops.filter((shop) => shop.enabled).length,
    shopsToAuthorise: shops.filter(lacksFields).map((shop) => shop.name),
  }
}

function lacksFields({ platform, fieldNames }: ShopRow): boolean {
  return DRIVERS[platform].shopFields.some(({ key, required }) => required && !fieldNames.includes(key))
}

async function readCounts(ctx: Context): Promise<Counts> {
  const now = ctx.now()
  const [counts] = await ctx.sql<[Counts]>`
    SELECT
      (SELECT count(*)::int FROM warehouses WHERE enabled) AS warehouses,
      (SELECT count(*)::int FROM assignment_rules r JOIN warehouses w ON w.id = r.warehouse_id
        WHERE r.enabled AND w.enabled) AS rules,
      EXISTS (SELECT FROM products) AS products,
      EXISTS (SELECT FROM channel_events) OR EXISTS (SELECT FROM orders) AS has_heard,
      (SELECT count(*)::int FROM badges b JOIN staff s ON s.id = b.staff_id
        WHERE b.expires_at > ${now} AND s.enabled) AS badges,
      (SELECT count(*)::int FROM devices WHERE kind <> 'agent' AND revoked_at IS NULL) AS devices,
      (SELECT count(*)::int FROM printers WHERE enabled) AS printers,
      (SELECT count(*)::int FROM message_channels m
        WHERE m.enabled AND (m.kind <> 'push' OR EXISTS (SELECT FROM push_subscriptions))) AS ways_to_people`
  return counts
}
