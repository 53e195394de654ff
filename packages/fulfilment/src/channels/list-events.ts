import type {
  EventDetail,
  EventPage,
  EventRow,
  EventState,
  EventsListInput,
  PlatformId,
  Verdict,
} from '@baton/contract'
import { DRIVERS } from '@baton/platforms'
import type { Context } from '../runtime/context.ts'
import type { Fragment, Queryable } from '../runtime/database.ts'
import { Failure } from '../runtime/failure.ts'
import { isInState } from './in-state.ts'

interface Row {
  readonly id: number
  readonly appId: string
  readonly appName: string
  readonly platform: PlatformId
  readonly topic: string
  readonly state: EventState
  readonly verdict: Verdict | null
  readonly orderNumber: string | null
  readonly orderId: string | null
  readonly error: string | null
  readonly repeats: number
  readonly receivedAt: Date
  readonly appliedAt: Date | null
}

/** Kept events, newest first, by keyset: each filter by an index of its own, however few it leaves of millions. */
export async function listEvents(ctx: Context, input: EventsListInput): Promise<EventPage> {
  const { sql } = ctx
  const before = input.cursor === undefined ? null : Number(input.cursor)
  const isSettledToo = !input.state?.length || input.state.includes('done')
  const byTime = input.appId !== undefined && input.orderNumber === undefined && isSettledToo
  const rows = await sql<Row[]>`
    SELECT ${columns(ctx)} FROM channel_events e JOIN channel_apps a ON a.id = e.app_id
    WHERE true
      ${input.appId ? sql`AND e.app_id = ${input.appId}` : sql``}
      ${input.state?.length ? sql`AND ${isInState(sql, input.state)}` : sql``}
      ${input.orderNumber ? sql`AND ${isOfNumber(sql, input.orderNumber)}` : sql``}
      ${before === null ? sql`` : byTime ? sql`AND (e.received_at, e.id) < (${receivedAt(sql, before)}, ${before})` : sql`AND e.id < ${before}`}
    ORDER BY ${byTime ? sql`e.received_at DESC, e.id DESC` : sql`e.id DESC`} LIMIT ${input.limit + 1}`
  const page = rows.slice(0, input.limit)
  return { rows: page.map(eventRow), next: rows.length > input.limit ? String(page.at(-1)?.id) : null }
}

function receivedAt(sql: Queryable, id: number): Fragment {
  return sql`(SELECT received_at FROM channel_events WHERE id = ${id})`
}

/** Settled ones by the attempts of their order, the others by their number. */
function isOfNumber(sql: Queryable, number: string): Fragment {
  return sql`e.order_number = ${number} AND e.id = ANY(ARRAY(
    SELECT id FROM channel_events WHERE order_number = ${number} AND (state <> 'done' OR order_id IS NULL)
    UNION ALL
    SELECT event_id FROM attempt_history WHERE order_id = ANY(ARRAY(SELECT id FROM orders WHERE native_number = ${number}))))`
}

function columns(ctx: Context) {
  return ctx.sql`e.id, e.app_id, a.name AS app_name, a.platform, e.topic, e.state, e.verdict, e.order_number, e.order_id,
    e.error, e.repeats, e.received_at, e.applied_at`
}

function eventRow(row: Row): EventRow {
  return {
    ...row,
    id: String(row.id),
    topicName: DRIVERS[row.platform].topicNames?.[row.topic] ?? null,
    receivedAt: row.receivedAt.toISOString(),
    appliedAt: row.appliedAt?.toISOString() ?? null,
  }
}

export async function readEventRow(ctx: Context, input: { id: string }): Promise<EventRow> {
  const [row] = await ctx.sql<Row[]>`
    SELECT ${columns(ctx)} FROM channel_events e JOIN channel_apps a ON a.id = e.app_id WHERE e.id = ${Number(input.id)}`
  if (!row) throw new Failure('EVENT_NOT_FOUND')
  return eventRow(row)
}

/** One kept event with its bytes as they came. */
export async function readEvent(ctx: Context, input: { id: string }): Promise<EventDetail> {
  const [row] = await ctx.sql<
    (Row & {
      key: string
      tries: number
      nextTryAt: Date | null
      address: string | null
      body: Uint8Array
      erasedAt: Date | null
      bodyLength: number | null
    })[]
  >`
    SELECT ${columns(ctx)}, e.key, e.tries, e.next_try_at, raw.address, raw.body, raw.erased_at,
      raw.body_length
    FROM channel_events e JOIN channel_apps a ON a.id = e.app_id
    JOIN raw_events raw ON raw.received_at = e.received_at AND raw.id = e.id
    WHERE e.id = ${Number(input.id)}`
  if (!row) throw new Failure('EVENT_NOT_FOUND')
  const { body, nextTryAt, key, tries, address, erasedAt, bodyLength, ...rest } = row
  return {
    ...eventRow(rest),
    ...{ key, tries, address, bodyLength, nextTryAt: nextTryAt?.toISOString() ?? null },
    ...{ erasedAt: erasedAt?.toISOString() ?? null, ...asText(body) },
  }
}

function asText(body: Uint8Array): { body: string; bodyEncoding: 'utf8' | 'base64' } {
  try {
    return { body: new TextDecoder('utf-8', { fatal: true }).decode(body), bodyEncoding: 'utf8' }
  } catch {
    return { body: Buffer.from(body).toString('base64'), bodyEncoding: 'base64' }
  }
}
