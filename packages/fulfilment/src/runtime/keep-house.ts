import { isClockSteady } from './clock-watch.ts'
import type { Context } from './context.ts'

const KEY_DAYS = 400
const INBOX_DAYS = 30
/** No rule asks for older ones. */
const STOCK_HINT_DAYS = 30
/** A day longer than refusals, and longer than missed changes, are shown. */
const REFUSAL_DAYS = 31
/** Rows of one statement, so that none of them works for long. */
const PART = 20_000
const PHOTOS_AT_ONCE = 1000
/** Each with a receipt for everybody whom it concerned. */
const ALERTS_AT_ONCE = 2000

/**
 * Creates the coming months' partitions; forgets settled dedupe and idempotency keys after 400 days, decided rows of database
 * connectors after 30, what outgoing calls said and heard after `BATON_CALL_DAYS`, and then that subscribers and people were told
 * anything, photos of inspections after `BATON_PHOTO_DAYS`, closed alerts with their receipts after `BATON_ALERT_DAYS`.
 * Each part is read from where the oldest are: what is young is never looked at, however much it is.
 * What callers at the door leave behind goes too, since they decide how much that is.
 */
export async function keepHouse(ctx: Context): Promise<void> {
  await ctx.sql`SELECT baton_ensure_partitions(3)`
  if (!(await isClockSteady(ctx))) return
  await forgetEvents(ctx)
  await forgetRequests(ctx)
  await forgetInbox(ctx)
  await forgetCallers(ctx)
  await forgetStockHints(ctx)
  await forgetPhotos(ctx)
  await forgetAttempts(ctx)
  await forgetTellings(ctx)
  await forgetAlerts(ctx)
}

async function forgetEvents(ctx: Context): Promise<void> {
  const before = daysAgo(ctx, KEY_DAYS)
  await inParts(
    () => ctx.sql`
      DELETE FROM channel_events WHERE id = ANY(ARRAY(
        SELECT e.id FROM channel_apps a CROSS JOIN LATERAL (
          SELECT id FROM channel_events WHERE app_id = a.id AND received_at < ${before} AND state = 'done'
          ORDER BY received_at LIMIT ${PART}) e
        LIMIT ${PART}))`,
  )
}

/** Ids grow with time: the first one that is young ends the search. */
async function forgetRequests(ctx: Context): Promise<void> {
  const before = daysAgo(ctx, KEY_DAYS)
  await inParts(
    () => ctx.sql`
      DELETE FROM erp_requests WHERE (erp_id, key) IN (
        SELECT r.erp_id, r.key FROM erps e CROSS JOIN LATERAL (
          SELECT erp_id, key FROM erp_requests WHERE erp_id = e.id AND results IS NOT NULL
            AND id < coalesce((SELECT id FROM erp_requests WHERE erp_id = e.id AND received_at >= ${before} ORDER BY id LIMIT 1), ${Number.MAX_SAFE_INTEGER})
          ORDER BY id LIMIT ${PART}) r
        LIMIT ${PART})`,
  )
}

async function forgetInbox(ctx: Context): Promise<void> {
  const before = daysAgo(ctx, INBOX_DAYS)
  await inParts(
    () => ctx.sql`
      DELETE FROM erp_inbox.writes WHERE id = ANY(ARRAY(
        SELECT id FROM erp_inbox.writes WHERE decided_at < ${before}
          AND id < coalesce((SELECT id FROM erp_inbox.writes WHERE written_at >= ${before} ORDER BY id LIMIT 1), ${Number.MAX_SAFE_INTEGER})
        ORDER BY id LIMIT ${PART}))`,
  )
}

/** Counts and bursts of refused requests, changes that no push told, throttled addresses, sessions and device codes that have ended. */
async function forgetCallers(ctx: Context): Promise<void> {
  const [refusals, yesterday] = [daysAgo(ctx, REFUSAL_DAYS), daysAgo(ctx, 1)]
  await inParts(
    () => ctx.sql`
      DELETE FROM push_refusals WHERE ctid = ANY(ARRAY(SELECT ctid FROM push_refusals WHERE hour < ${refusals} LIMIT ${PART}))`,
  )
  await inParts(
    () => ctx.sql`
      DELETE FROM staff_rate_limits WHERE ctid = ANY(ARRAY(
        SELECT ctid FROM staff_rate_limits WHERE last_request < ${yesterday.getTime()} LIMIT ${PART}))`,
  )
  await inParts(
    () => ctx.sql`
      DELETE FROM refusal_bursts WHERE id = ANY(ARRAY(
        SELECT id FROM refusal_bursts WHERE last_at < ${refusals} AND closed_at IS NOT NULL ORDER BY last_at LIMIT ${PART}))`,
  )
  await inParts(
    () => ctx.sql`
      DELETE FROM missed_changes WHERE ctid = ANY(ARRAY(
        SELECT ctid FROM missed_changes WHERE found_at < ${refusals} ORDER BY found_at LIMIT ${PART}))`,
  )
  await ctx.sql`DELETE FROM staff_sessions WHERE expires_at < ${yesterday}`
  await ctx.sql`DELETE FROM device_enrolments WHERE expires_at < ${yesterday}`
}

async function forgetStockHints(ctx: Context): Promise<void> {
  const before = daysAgo(ctx, STOCK_HINT_DAYS)
  await inParts(
    () => ctx.sql`
      DELETE FROM stock_hints WHERE ctid = ANY(ARRAY(SELECT ctid FROM stock_hints WHERE said_at < ${before} LIMIT ${PART}))`,
  )
}

/** The application may not delete a photo; it may ask for those that are old, a few at a time: each is up to 1 MB. */
async function forgetPhotos(ctx: Context): Promise<void> {
  const days = ctx.env.BATON_PHOTO_DAYS
  if (days === 0) return
  let forgotten: number | undefined
  do {
    const [row] = await ctx.sql<{ forgotten: number }[]>`
      SELECT baton_forget_photos(${daysAgo(ctx, days)}, ${PHOTOS_AT_ONCE}) AS forgotten`
    forgotten = row?.forgotten
  } while (forgotten === PHOTOS_AT_ONCE)
}

/** Of calls that are over. One that was given up may yet be sent again by a person, who then wants to see why it was. */
async function forgetAttempts(ctx: Context): Promise<void> {
  const days = ctx.env.BATON_CALL_DAYS
  if (days === 0) return
  const before = daysAgo(ctx, days)
  await inParts(
    () => ctx.sql`
      DELETE FROM delivery_attempts WHERE ctid = ANY(ARRAY(
        SELECT a.ctid FROM delivery_attempts a
        CROSS JOIN LATERAL (
          SELECT FROM deliveries WHERE id = a.delivery_id AND state IN ('done', 'cancelled') AND settled_at < ${before} LIMIT 1) d
        WHERE a.delivery_id < coalesce((
          SELECT delivery_id FROM delivery_attempts WHERE number = 1 AND at >= ${before} ORDER BY delivery_id LIMIT 1),
          ${Number.MAX_SAFE_INTEGER})
        ORDER BY a.delivery_id, a.number LIMIT ${PART}))`,
  )
}

/**
 * Calls that are over, but those to channels: what a channel was told is never told it again. A subscriber's place is in the
 * feed, and whom an alert reached stands in its receipts.
 */
async function forgetTellings(ctx: Context): Promise<void> {
  const days = ctx.env.BATON_CALL_DAYS
  if (days === 0) return
  const before = daysAgo(ctx, days)
  await inParts(
    () => ctx.sql`
      WITH old AS (
        SELECT d.id FROM delivery_routes r CROSS JOIN LATERAL (
          SELECT id FROM deliveries WHERE state IN ('done', 'cancelled') AND settled_at < ${before}
            AND (route, id) >= (r.route, 0) AND (route, id) < (r.route, coalesce((
              SELECT id FROM deliveries WHERE route = r.route AND created_at >= ${before} ORDER BY id LIMIT 1), ${Number.MAX_SAFE_INTEGER}))
          ORDER BY route, id LIMIT ${PART}) d
        WHERE NOT starts_with(r.route, 'channel.') LIMIT ${PART}),
      said AS (DELETE FROM delivery_attempts WHERE delivery_id IN (SELECT id FROM old))
      DELETE FROM deliveries WHERE id IN (SELECT id FROM old)`,
  )
}

/** Of calls that a person was shown and that may yet be sent again it stays known until when that person saw them. */
async function forgetAlerts(ctx: Context): Promise<void> {
  const days = ctx.env.BATON_ALERT_DAYS
  if (days === 0) return
  const before = daysAgo(ctx, days)
  await inParts(
    () => ctx.sql`
      WITH old AS (
        SELECT id FROM alerts a WHERE closed_at < ${before} AND id < coalesce((
            SELECT id FROM alerts WHERE first_at >= ${before} ORDER BY id LIMIT 1), ${Number.MAX_SAFE_INTEGER})
          AND NOT (kind = 'delivery_dead' AND closed_by IS NOT NULL AND EXISTS (
            SELECT FROM deliveries d WHERE d.route = a.subject AND d.state = 'dead'))
        ORDER BY id LIMIT ${ALERTS_AT_ONCE}),
      told AS (DELETE FROM alert_receipts WHERE alert_id IN (SELECT id FROM old))
      DELETE FROM alerts WHERE id IN (SELECT id FROM old)`,
    ALERTS_AT_ONCE,
  )
}

function daysAgo(ctx: Context, days: number): Date {
  return new Date(ctx.now().getTime() - days * 86_400_000)
}

/** Until a part comes out short: on a busy day more falls due than one statement takes. */
async function inParts(remove: () => PromiseLike<{ readonly count: number }>, part = PART): Promise<void> {
  let removed: number
  do removed = (await remove()).count
  while (removed === part)
}
