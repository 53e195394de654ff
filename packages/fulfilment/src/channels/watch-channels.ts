import type { AlertParams } from '@baton/contract'
import { DRIVERS } from '@baton/platforms'
import { matchAlerts } from '../alerts/index.ts'
import { readChannelApps } from '../catalogue/index.ts'
import type { Context } from '../runtime/context.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { listenerLease } from './list-channels.ts'

const SILENT_MINUTES = 5
const REFUSED_FROM = 20
const DAYS_AHEAD = 7
const DAY_MS = 24 * 3_600_000

/**
 * Looks at every channel once a minute: broken ones, authorisations that end, calls that were given up. Opens and closes
 * their alerts. `subscribers`: the addresses behind routes that are no channel's, by id.
 */
export async function watchChannels(ctx: Context, subscribers: ReadonlyMap<string, string>): Promise<void> {
  const apps = (await readChannelApps(ctx)).filter((app) => app.enabled)
  await inTransaction(ctx, async (tx) => {
    const broken = new Map<string, AlertParams['channel_broken']['why']>()
    const rows = await tx<
      { appId: string; refused: number; failing: number; leaseNote: string | null; leaseSince: Date | null }[]
    >`
      SELECT a.id AS app_id,
        (SELECT coalesce(sum(count), 0)::int FROM push_refusals r WHERE r.app_id = a.id
          AND r.last_at > ${ctx.now()}::timestamptz - ${SILENT_MINUTES} * interval '1 minute') AS refused,
        (SELECT count(*)::int FROM channel_events e WHERE e.app_id = a.id AND e.state = 'failed' AND e.tries > 2
          AND e.received_at < ${ctx.now()}::timestamptz - ${SILENT_MINUTES} * interval '1 minute') AS failing,
        l.note AS lease_note, l.taken_at AS lease_since
      FROM channel_apps a LEFT JOIN leases l ON l.name = ${listenerLease('')} || a.id::text`
    for (const row of rows) {
      const silentSince = row.leaseNote !== null && row.leaseSince !== null ? row.leaseSince.getTime() : null
      if (row.refused >= REFUSED_FROM) broken.set(row.appId, 'pushes_refused')
      if (row.failing > 0) broken.set(row.appId, 'fetch_failing')
      if (silentSince !== null && ctx.now().getTime() - silentSince > SILENT_MINUTES * 60_000)
        broken.set(row.appId, 'disconnected')
    }
    await matchAlerts(
      ctx,
      tx,
      'channel_broken',
      apps.flatMap((app) => {
        const why = broken.get(app.id)
        return why ? [{ subject: app.id, params: { channel: app.name, why } }] : []
      }),
    )
    await matchAlerts(ctx, tx, 'credential_expiring', expiring(apps, ctx.now()))
    const dead = await tx<{ route: string; count: number }[]>`
      SELECT route, count(*)::int AS count FROM deliveries WHERE state = 'dead' GROUP BY route ORDER BY route`
    await matchAlerts(
      ctx,
      tx,
      'delivery_dead',
      dead.map(({ route, count }) => ({ subject: route, params: { route: nameOf(route, apps, subscribers) }, count })),
    )
  })
}

type Apps = Awaited<ReturnType<typeof readChannelApps>>

/** Tokens that renew themselves are only spoken of once that failed. */
function expiring(apps: Apps, now: Date) {
  return apps.flatMap((app) =>
    app.shops.flatMap((shop) => {
      if (!shop.enabled || !shop.tokenExpiresAt) return []
      const leftMs = shop.tokenExpiresAt.getTime() - now.getTime()
      const ahead = DRIVERS[app.platform].calls.refreshToken ? 0 : DAYS_AHEAD * DAY_MS
      const days = Math.max(0, Math.ceil(leftMs / DAY_MS))
      return leftMs > ahead ? [] : [{ subject: shop.id, params: { shop: shop.name, days } }]
    }),
  )
}

function nameOf(route: string, apps: Apps, subscribers: ReadonlyMap<string, string>): string {
  const id = route.split(':')[1] ?? ''
  return apps.find((app) => app.id === id)?.name ?? subscribers.get(id) ?? route
}
