import type { OwnTopic } from '@baton/contract'
import { type ChangedPage, DRIVERS, type PlatformFault } from '@baton/platforms'
import { type ChannelApp, type ChannelShop, hostOf } from '../catalogue/index.ts'
import type { Context } from '../runtime/context.ts'
import type { AppCache } from './app-cache.ts'
import { callPlatform, PlatformFailure } from './call-platform.ts'
import { keepBatch } from './keep.ts'

/** A first pull of a shop looks this far back. */
export const FIRST_LOOK_MS = 24 * 3_600_000
/** A window with more pages is read again in halves: pages that move while they are read are few, and none is left out. */
const PAGES_AT_MOST = 200
/** Platforms count changes by the second. */
const NARROWEST_MS = 1000
/** What changed more recently may still be on its way as a push. */
const GRACE_MS = 2 * 60_000

/**
 * Reads what one shop changed since the last pull. What no push ever told is recorded as missed and queued like a push;
 * it goes through the same lock. Returns how many changes were read and missed.
 */
export async function catchUpShop(
  ctx: Context,
  apps: AppCache,
  shopId: string,
): Promise<{ read: number; missed: number }> {
  const at = await findShop(apps, shopId)
  const call = at && DRIVERS[at.app.platform].calls.listChanged
  if (!at || !call || !at.app.enabled || !at.shop.enabled) return { read: 0, missed: 0 }
  const started = ctx.now()
  const [row] = await ctx.sql<{ upTo: Date }[]>`SELECT up_to FROM catch_ups WHERE shop_id = ${shopId}`
  let width = call.maxWindowMs
  let from = row?.upTo ?? new Date(started.getTime() - FIRST_LOOK_MS)
  const end = new Date(started.getTime() - Math.max(call.lagMs, GRACE_MS))
  const total = { read: 0, missed: 0 }
  try {
    while (from < end) {
      const to = new Date(Math.min(end.getTime(), from.getTime() + width))
      const window = await readWindow(ctx, at, { from, to })
      total.read += window.read
      total.missed += window.missed
      if (!window.isWhole) {
        width = halfOf(to.getTime() - from.getTime())
        continue
      }
      await remember(ctx, shopId, { upTo: to, error: null })
      from = to
    }
  } catch (error) {
    await remember(ctx, shopId, { upTo: from, error: error instanceof Error ? error.message : String(error) })
    throw error
  }
  return total
}

/** Throws where a window cannot be narrower: it stays to be read, and the channel's card says so. */
function halfOf(milliseconds: number): number {
  if (milliseconds <= NARROWEST_MS) throw new Error(`more changes in a second than ${PAGES_AT_MOST} pages hold`)
  return Math.max(NARROWEST_MS, Math.ceil(milliseconds / 2))
}

interface Window {
  readonly from: Date
  readonly to: Date
}

async function readWindow(ctx: Context, at: { app: ChannelApp; shop: ChannelShop }, window: Window) {
  const call = DRIVERS[at.app.platform].calls.listChanged
  if (!call) return { read: 0, missed: 0, isWhole: true }
  let cursor: string | null = null
  let read = 0
  let missed = 0
  for (let page = 0; page < PAGES_AT_MOST; page += 1) {
    const answer: ChangedPage = await callPlatform(ctx, at, call, { ...window, cursor })
    read += answer.orders.length
    missed += await queueMissed(ctx, at, { page: answer, window })
    cursor = answer.next
    if (cursor === null) break
  }
  return { read, missed, isWhole: cursor === null }
}

/** Queues a hint for every change newer than what we know and not already on its way. */
async function queueMissed(
  ctx: Context,
  at: { app: ChannelApp; shop: ChannelShop },
  { page, window }: { readonly page: ChangedPage; readonly window: Window },
): Promise<number> {
  const missed = await findMissed(ctx, at, { page, window })
  return queueHints(
    ctx,
    at,
    missed.map((one) => ({ ...one, key: `catch-up:${at.shop.id}:${one.orderNumber}:${one.version}` })),
  )
}

/** A change that nobody pushed. */
export interface Missed {
  readonly orderNumber: string
  readonly version: number
  readonly key: string
}

/** Counts changes as missed and queues their orders to be fetched. Returns how many. */
export async function queueHints(
  ctx: Context,
  at: { app: ChannelApp; shop: ChannelShop },
  missed: readonly Missed[],
): Promise<number> {
  if (missed.length === 0) return 0
  await keepBatch(
    ctx,
    missed.map(({ orderNumber, key }) => ({
      app: at.app,
      address: hostOf(at.app, 'gateway'),
      message: hintMessage(at.shop, orderNumber, key),
    })),
  )
  await ctx.sql`
    INSERT INTO missed_changes (shop_id, order_number, version, found_at)
    SELECT ${at.shop.id}, order_number, version, ${ctx.now()}
    FROM unnest(${missed.map((one) => one.orderNumber)}::text[], ${missed.map((one) => one.version)}::bigint[]) AS t(order_number, version)
    ON CONFLICT DO NOTHING`
  ctx.waker.wake('events_kept')
  return missed.length
}

/**
 * A channel that names no version says only that an order changed within the window: what we know from before it is old.
 * What we know from within it may be old, too, when of two changes only the first was pushed; only the order itself tells.
 */
async function findMissed(
  ctx: Context,
  at: { app: ChannelApp; shop: ChannelShop },
  { page, window }: { readonly page: ChangedPage; readonly window: Window },
): Promise<readonly { orderNumber: string; version: number }[]> {
  const numbers = page.orders.map((order) => order.orderNumber)
  if (numbers.length === 0) return []
  const known = await ctx.sql<{ nativeNumber: string; version: number }[]>`
    SELECT native_number, greatest(source_version,
      (SELECT max(reported_version) FROM order_links WHERE order_id = o.id)) AS version FROM orders o
    WHERE platform = ${at.app.platform} AND shop_id = ${at.shop.id} AND native_number = ANY(${numbers})`
  const coming = await ctx.sql<{ orderNumber: string }[]>`
    SELECT DISTINCT order_number FROM channel_events
    WHERE app_id = ${at.app.id} AND order_number = ANY(${numbers}) AND state IN ('pending', 'failed')`
  const versions = new Map(known.map((row) => [row.nativeNumber, row.version]))
  const onTheWay = new Set(coming.map((row) => row.orderNumber))
  const knownOf = (orderNumber: string) => versions.get(orderNumber) ?? -1
  const isOld = (one: Listed) => knownOf(one.orderNumber) < window.from.getTime()
  const candidates = page.orders.filter((one) => !onTheWay.has(one.orderNumber))
  const unclear = candidates.filter((one) => one.version === null && !isOld(one)).map((one) => one.orderNumber)
  const told = await readVersions(ctx, at, { numbers: unclear, otherwise: window.to.getTime() })
  const latestOf = (one: Listed) =>
    one.version ?? (isOld(one) ? window.to.getTime() : (told.get(one.orderNumber) ?? Number.NEGATIVE_INFINITY))
  return candidates
    .map((one) => ({ orderNumber: one.orderNumber, version: latestOf(one) }))
    .filter(({ orderNumber, version }) => knownOf(orderNumber) < version)
}

type Listed = ChangedPage['orders'][number]

const READ_AT_ONCE = 8
const MAY_HELP_LATER: readonly PlatformFault['action'][] = ['later', 'token']

/**
 * The versions that orders have now, by their own reads. Those that the channel no longer knows are left out; one whose read
 * is refused for good counts as `otherwise`, so that it fails by itself and keeps no other waiting.
 */
async function readVersions(
  ctx: Context,
  at: { app: ChannelApp; shop: ChannelShop },
  { numbers, otherwise }: { readonly numbers: readonly string[]; readonly otherwise: number },
): Promise<ReadonlyMap<string, number>> {
  const versions = new Map<string, number>()
  const call = DRIVERS[at.app.platform].calls.readOrder
  if (!call) return versions
  const next = numbers.values()
  const lane = async () => {
    for (const orderNumber of next) {
      try {
        versions.set(orderNumber, (await callPlatform(ctx, at, call, { orderNumber })).version)
      } catch (error) {
        if (!(error instanceof PlatformFailure) || MAY_HELP_LATER.includes(error.fault.action)) throw error
        if (error.fault.action !== 'absent') versions.set(orderNumber, otherwise)
      }
    }
  }
  await Promise.all(Array.from({ length: READ_AT_ONCE }, lane))
  return versions
}

export const PULLED_TOPIC = 'baton.pulled' satisfies OwnTopic

/** A hint that Baton itself made: fetch this order. */
export function hintMessage(shop: ChannelShop, orderNumber: string, key: string) {
  return {
    key,
    topic: PULLED_TOPIC,
    orderNumber,
    shopNumber: shop.nativeNumber,
    body: new TextEncoder().encode(JSON.stringify({ orderNumber })),
  }
}

/** Queues one order to be fetched and applied, through the same lock as any event. */
export async function fetchLater(
  ctx: Context,
  at: { app: ChannelApp; shop: ChannelShop },
  orderNumber: string,
): Promise<void> {
  const key = `look-again:${at.shop.id}:${orderNumber}:${ctx.now().getTime()}`
  await keepBatch(ctx, [
    { app: at.app, address: hostOf(at.app, 'gateway'), message: hintMessage(at.shop, orderNumber, key) },
  ])
  ctx.waker.wake('events_kept')
}

async function remember(ctx: Context, shopId: string, run: { upTo: Date; error: string | null }): Promise<void> {
  await ctx.sql`
    INSERT INTO catch_ups (shop_id, up_to, last_run_at, error) VALUES (${shopId}, ${run.upTo}, ${ctx.now()}, ${run.error})
    ON CONFLICT (shop_id) DO UPDATE SET up_to = excluded.up_to, last_run_at = excluded.last_run_at, error = excluded.error`
}

export async function findShop(apps: AppCache, shopId: string): Promise<{ app: ChannelApp; shop: ChannelShop } | null> {
  for (const app of await apps.all()) {
    const shop = app.shops.find((one) => one.id === shopId)
    if (shop) return { app, shop }
  }
  return null
}
