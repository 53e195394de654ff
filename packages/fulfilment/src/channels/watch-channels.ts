import type { AlertParams } from '@baton/contract'
import { matchAlerts } from '../alerts/index.ts'
import { readChannelApps, renewsToken } from '../catalogue/index.ts'
import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { listenerLease } from './list-channels.ts'
import { permitLease } from './permit-messages.ts'

const SILENT_MINUTES = 5
const REFUSED_FROM = 20
const DAYS_AHEAD = 7
/** For a token that lives no longer than that. */
const DAYS_AHEAD_IF_SHORT = 1
const DAY_MS = 24 * 3_600_000

/**
 * Looks at every channel once a minute: broken ones, authorisations that end, calls that were given up. Opens and closes
 * their alerts. `subscribers`: the addresses behind routes that are no channel's, by id.
 */
export async function watchChannels(ctx: Context, subscribers: ReadonlyMap<string, string>): Promise<void> {
  const apps = (await readChannelApps(ctx)).filter((app) => app.enabled)
  await inTransaction(ctx, async (tx) => {
    const broken = await findBroken(ctx, tx)
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
    const dead = await findGivenUp(tx)
    await matchAlerts(
      ctx,
      tx,
      'delivery_dead',
      dead.map(({ route, count }) => ({ subject: route, params: { route: nameOf(route, apps, subscribers) }, count })),
    )
  })
}

/** Calls given up since a person last closed the alert about their route: what that person saw is not told every day anew. */
async function findGivenUp(tx: Tx): Promise<readonly { route: string; count: number }[]> {
  return tx<{ route: string; count: number }[]>`
    WITH seen AS (
      SELECT subject, max(closed_at) AS at FROM alerts WHERE kind = 'delivery_dead' AND closed_by IS NOT NULL GROUP BY subject)
    SELECT d.route, count(*)::int AS count FROM deliveries d LEFT JOIN seen ON seen.subject = d.route
    WHERE d.state = 'dead' AND d.settled_at > coalesce(seen.at, '-infinity') GROUP BY d.route ORDER BY d.route`
}

type Why = AlertParams['channel_broken']['why']

/**
 * A socket counts as down since its holder first noted that, or since its lease ran out with nobody to renew it. Refused
 * pushes are counted by the clock's hours: those of this hour and the one before, while they still come in. A platform
 * that answers that it does not know an order is not broken; one that twice in a row refuses to send a shop's messages is.
 */
async function findBroken(ctx: Context, tx: Tx): Promise<ReadonlyMap<string, Why>> {
  const now = ctx.now()
  const silent = new Date(now.getTime() - SILENT_MINUTES * 60_000)
  const rows = await tx<
    { appId: string; refused: number; failing: number; isSilent: boolean; downSince: Date | null }[]
  >`
    SELECT a.id AS app_id,
      (SELECT CASE WHEN max(r.last_at) > ${silent} THEN sum(r.count)::int ELSE 0 END FROM push_refusals r
       WHERE r.app_id = a.id AND r.hour >= date_trunc('hour', ${now}::timestamptz - interval '1 hour')) AS refused,
      (SELECT count(*)::int FROM channel_events e
       WHERE e.app_id = a.id AND e.state = 'failed' AND e.tries > 2 AND e.received_at < ${silent}
         AND e.verdict IS DISTINCT FROM 'unmatched') AS failing,
      EXISTS (
        SELECT FROM shops s JOIN leases p ON p.name = ${permitLease('')} || s.id::text
        WHERE s.app_id = a.id AND s.enabled AND p.note IS NOT NULL AND p.down_since < p.taken_at) AS is_silent,
      CASE WHEN l.note IS NOT NULL THEN coalesce(l.down_since, l.taken_at) WHEN l.expires_at < ${now} THEN l.expires_at END AS down_since
    FROM channel_apps a LEFT JOIN leases l ON l.name = ${listenerLease('')} || a.id::text`
  const broken = new Map<string, Why>()
  for (const { appId, refused, failing, isSilent, downSince } of rows) {
    if (isSilent) broken.set(appId, 'messages_not_permitted')
    if (refused >= REFUSED_FROM) broken.set(appId, 'pushes_refused')
    if (failing > 0) broken.set(appId, 'fetch_failing')
    if (downSince && downSince < silent) broken.set(appId, 'disconnected')
  }
  return broken
}

type Apps = Awaited<ReturnType<typeof readChannelApps>>

/** Tokens that renew themselves are only spoken of once that failed. */
function expiring(apps: Apps, now: Date) {
  return apps.flatMap((app) =>
    app.shops.flatMap((shop) => {
      if (!shop.enabled || !shop.tokenExpiresAt) return []
      const leftMs = shop.tokenExpiresAt.getTime() - now.getTime()
      const lifetimeMs = shop.tokenStoredAt ? shop.tokenExpiresAt.getTime() - shop.tokenStoredAt.getTime() : null
      const isShort = lifetimeMs !== null && lifetimeMs <= DAYS_AHEAD * DAY_MS
      const renews = renewsToken({ platform: app.platform, fieldNames: Object.keys(shop.fields) })
      const ahead = renews ? 0 : (isShort ? DAYS_AHEAD_IF_SHORT : DAYS_AHEAD) * DAY_MS
      const days = Math.max(0, Math.ceil(leftMs / DAY_MS))
      return leftMs > ahead ? [] : [{ subject: shop.id, params: { shop: shop.name, days } }]
    }),
  )
}

function nameOf(route: string, apps: Apps, subscribers: ReadonlyMap<string, string>): string {
  const id = route.split(':')[1] ?? ''
  return apps.find((app) => app.id === id)?.name ?? subscribers.get(id) ?? route
}
