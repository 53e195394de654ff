import type { ChannelConnection, ChannelCounts, ChannelView, DriverView, RefusalView } from '@baton/contract'
import { DRIVERS, WRITE_BACK_RATES } from '@baton/platforms'
import { readChannelApps } from '../catalogue/index.ts'
import type { Context } from '../runtime/context.ts'
import { redirectUriOf } from './begin-authorisation.ts'
import { permitLease } from './permit-messages.ts'

/** The lease name under which one worker holds an app's socket. */
export function listenerLease(appId: string): string {
  return `listener:${appId}`
}

export function listDrivers(ctx: Context): readonly DriverView[] {
  return Object.values(DRIVERS).map(
    ({ platform, arrival, appFields, shopFields, endpoints, authorisation, calls }) => ({
      platform,
      arrival,
      appFields,
      shopFields,
      endpoints,
      issuesTokens: calls.issueToken !== undefined,
      redirectUri: authorisation ? redirectUriOf(ctx, platform) : null,
    }),
  )
}

interface CountRow {
  readonly appId: string
  readonly state: string
  readonly verdict: string | null
  readonly count: number
  readonly repeats: number
}

const DAY = '24 hours'

/** Every channel app with its connection, its last event and the counts of the last 24 hours. */
export async function listChannels(ctx: Context): Promise<readonly ChannelView[]> {
  const [apps, facts] = await Promise.all([readChannelApps(ctx), readFacts(ctx)])
  return apps.map((app) => channelView(app, facts))
}

type Facts = Awaited<ReturnType<typeof readFacts>>

async function readFacts(ctx: Context) {
  const { sql } = ctx
  const now = ctx.now()
  const [counts, refused, lasts, leases, catchUps, kept] = await Promise.all([
    sql<CountRow[]>`
      SELECT a.id AS app_id, e.* FROM channel_apps a CROSS JOIN LATERAL (
        SELECT state, verdict, count(*)::int AS count, sum(repeats)::int AS repeats FROM channel_events
        WHERE app_id = a.id AND received_at > ${now}::timestamptz - ${DAY}::interval GROUP BY state, verdict) e`,
    sql<{ appId: string; count: number }[]>`
      SELECT app_id, sum(count)::int AS count FROM push_refusals
      WHERE hour > ${now}::timestamptz - ${DAY}::interval GROUP BY app_id`,
    sql<{ appId: string; lastAt: Date | null; lagMs: number | null }[]>`
      SELECT a.id AS app_id,
        (SELECT received_at FROM channel_events WHERE app_id = a.id ORDER BY received_at DESC LIMIT 1) AS last_at,
        (SELECT max(extract(epoch FROM coalesce(applied_at, ${now}::timestamptz) - received_at) * 1000)::int FROM channel_events
         WHERE app_id = a.id AND received_at > ${now}::timestamptz - interval '1 hour'
           AND (tries = 1 OR (state = 'pending' AND tries = 0 AND a.paused_at IS NULL))) AS lag_ms
      FROM channel_apps a`,
    sql<(Lease & { name: string })[]>`
      SELECT name, expires_at > now() AS live, taken_at, expires_at, down_since, note FROM leases
      WHERE name LIKE 'listener:%' OR name LIKE 'permit:%'`,
    sql<CatchUpRow[]>`
      SELECT c.*, (SELECT count(*)::int FROM missed_changes m
                   WHERE m.shop_id = c.shop_id AND m.found_at > ${now}::timestamptz - ${DAY}::interval) AS missed
      FROM catch_ups c`,
    sql<{ appId: string; count: number }[]>`
      SELECT app_id, count(*)::int AS count FROM channel_events
      WHERE state IN ('pending', 'failed') AND app_id IN (SELECT id FROM channel_apps WHERE paused_at IS NOT NULL) GROUP BY app_id`,
  ])
  return { counts, refused, lasts, leases, catchUps, kept }
}

type App = Awaited<ReturnType<typeof readChannelApps>>[number]

function channelView(app: App, facts: Facts): ChannelView {
  const driver = DRIVERS[app.platform]
  const isOfApp = (row: { readonly appId: string }) => row.appId === app.id
  const lease = facts.leases.find((one) => one.name === listenerLease(app.id))
  const last = facts.lasts.find(isOfApp)
  return {
    id: app.id,
    platform: app.platform,
    name: app.name,
    arrival: driver.arrival,
    enabled: app.enabled,
    savedAt: app.updatedAt.toISOString(),
    pausedAt: app.pausedAt?.toISOString() ?? null,
    writeBack: { ...WRITE_BACK_RATES[app.platform], setPerMinute: app.writeBackPerMinute },
    kept: facts.kept.find(isOfApp)?.count ?? 0,
    fieldsSet: Object.keys(app.access.app),
    endpoints: Object.fromEntries(
      Object.entries(app.access.endpoints).filter(([key, url]) => url !== driver.endpoints[key]),
    ),
    pushPath: driver.arrival === 'http' ? `/webhooks/${app.platform}/${app.pushKey}` : null,
    connection: connectionOf(app.enabled, driver.arrival, lease),
    lastEventAt: last?.lastAt?.toISOString() ?? null,
    lagMs: last?.lagMs ?? null,
    counts: countsOf(facts.counts.filter(isOfApp), facts.refused.find(isOfApp)?.count ?? 0),
    catchUp: app.shops.map((shop) => catchUpView(shop, facts)),
    shops: app.shops.map(({ id, name }) => ({ id, name })),
  }
}

interface CatchUpRow {
  readonly shopId: string
  readonly upTo: Date
  readonly lastRunAt: Date | null
  readonly error: string | null
  readonly missed: number
}

function catchUpView(shop: App['shops'][number], facts: Facts): ChannelView['catchUp'][number] {
  const run = facts.catchUps.find((one) => one.shopId === shop.id)
  return {
    shopId: shop.id,
    shopName: shop.name,
    lastRunAt: run?.lastRunAt?.toISOString() ?? null,
    upTo: run?.upTo.toISOString() ?? null,
    missed: run?.missed ?? 0,
    error: run?.error ?? null,
    permitError: facts.leases.find((one) => one.name === permitLease(shop.id))?.note ?? null,
  }
}

interface Lease {
  readonly live: boolean
  readonly takenAt: Date
  readonly expiresAt: Date
  readonly downSince: Date | null
  readonly note: string | null
}

/** A holder's note is what went wrong with its socket; no note: the socket is open. */
function connectionOf(enabled: boolean, arrival: 'http' | 'socket', lease: Lease | undefined): ChannelConnection {
  if (!enabled) return { state: 'disabled', since: null, error: null }
  if (arrival === 'http') return { state: 'listening', since: null, error: null }
  if (!lease?.live) return { state: 'disconnected', since: lease?.expiresAt.toISOString() ?? null, error: null }
  const state = lease.note === null ? 'connected' : 'disconnected'
  const since = lease.note === null ? lease.takenAt : (lease.downSince ?? lease.takenAt)
  return { state, since: since.toISOString(), error: lease.note }
}

function countsOf(rows: readonly CountRow[], refused: number): ChannelCounts {
  const sum = (keep: (row: CountRow) => boolean) => rows.filter(keep).reduce((total, row) => total + row.count, 0)
  return {
    kept: sum(() => true),
    applied: sum((row) => row.verdict === 'applied'),
    duplicate: rows.reduce((total, row) => total + row.repeats, 0) + sum((row) => row.verdict === 'duplicate'),
    refused,
    pending: sum((row) => row.state === 'pending'),
    waiting: sum((row) => row.state === 'waiting'),
    unmapped: sum((row) => row.state === 'unmapped'),
    unparsed: sum((row) => row.state === 'unparsed'),
    failed: sum((row) => row.state === 'failed'),
  }
}

/** Refused pushes of the last 30 days, by reason and address. */
export async function listRefusals(ctx: Context, input: { id: string }): Promise<readonly RefusalView[]> {
  const rows = await ctx.sql<{ reason: string; address: string; count: number; firstAt: Date; lastAt: Date }[]>`
    SELECT reason, address, sum(count)::int AS count, min(first_at) AS first_at, max(last_at) AS last_at
    FROM push_refusals WHERE app_id = ${input.id} AND hour > ${ctx.now()}::timestamptz - interval '30 days'
    GROUP BY reason, address ORDER BY last_at DESC LIMIT 200`
  return rows.map((row) => ({ ...row, firstAt: row.firstAt.toISOString(), lastAt: row.lastAt.toISOString() }))
}
