import type {
  ActorKind,
  Change,
  DelayReason,
  InterceptionDeed,
  OrderState,
  PlatformId,
  Reason,
  TimelineEntry,
  TimelineState,
  TrackingLinkDeed,
  Verdict,
} from '@baton/contract'
import { DRIVERS } from '@baton/platforms'
import type { Context } from '../runtime/context.ts'

interface Row {
  readonly id: number
  readonly verdict: Verdict
  readonly seq: number | null
  readonly reason: Reason | null
  readonly actorKind: ActorKind
  readonly actorName: string
  readonly address: string | null
  readonly source: string | null
  readonly topic: string | null
  readonly platform: PlatformId | null
  readonly nativeStatus: string | null
  readonly nativeStatusLabel: string | null
  readonly eventId: number | null
  readonly attemptBefore: TimelineState | null
  readonly before: TimelineState | null
  readonly after: TimelineState | null
  readonly implied: OrderState[] | null
  readonly changes: Change[] | null
  readonly note: string | null
  readonly delay: DelayReason | null
  readonly item: string | null
  readonly interception: InterceptionDeed | null
  readonly link: TrackingLinkDeed | null
  readonly occurredAt: Date
  readonly recordedAt: Date
}

/** Every attempt to write one order, newest first: applied with what it changed, refused with why. */
export async function readTimeline(
  ctx: Context,
  input: { id: string; cursor?: string | undefined; limit: number },
): Promise<{ entries: readonly TimelineEntry[]; next: string | null }> {
  const { sql } = ctx
  const rows = await sql<Row[]>`
    WITH own AS (
      SELECT * FROM attempt_history WHERE order_id = ${input.id}
      UNION ALL
      SELECT * FROM attempts WHERE order_id IS NULL
        AND event_id IN (SELECT event_id FROM attempt_history WHERE order_id = ${input.id} AND event_id IS NOT NULL))
    SELECT a.id, a.verdict, a.seq, a.reason, a.actor_kind, a.actor_name, a.address, app.name AS source, app.platform, a.topic,
           a.native_status, word.label AS native_status_label, a.event_id, a.before AS attempt_before, e.before, e.after, e.implied, e.changes,
           coalesce(CASE WHEN a.actor_kind = 'person' THEN a.claimed->>'reason' END, a.claimed->'place'->0->>'note') AS note,
           CASE WHEN a.claimed->'floor'->>'act' = 'delay' THEN a.claimed->'floor'->>'reason' END AS delay,
           coalesce(a.claimed->'floor'->>'item', a.claimed->'floor'->>'waybill', a.claimed->'floor'->'parcel'->>'waybill', a.claimed->>'unbind', a.claimed->>'follows') AS item,
           a.claimed->'interception' AS interception, a.claimed->'link' AS link, a.occurred_at, a.recorded_at
    FROM own a LEFT JOIN channel_apps app ON app.id = a.app_id
    LEFT JOIN LATERAL (
      SELECT m.label FROM status_maps m
      WHERE m.platform = app.platform AND m.native = a.native_status
        AND m.axis = CASE WHEN a.claimed ? 'trace' THEN 'trace' WHEN a.claimed ? 'afterSale' THEN 'after_sale' ELSE 'order' END
      ORDER BY m.version DESC LIMIT 1) word ON true
    LEFT JOIN (SELECT * FROM order_event_history WHERE order_id = ${input.id}) e ON e.seq = a.seq AND a.order_id IS NOT NULL
    ${input.cursor === undefined ? sql`` : sql`WHERE a.id < ${Number(input.cursor)}`}
    ORDER BY a.id DESC LIMIT ${input.limit + 1}`
  const page = rows.slice(0, input.limit)
  return { entries: page.map(entryOf), next: rows.length > input.limit ? String(page.at(-1)?.id) : null }
}

function topicNameOf({ platform, topic }: Row): string | null {
  return platform === null || topic === null ? null : (DRIVERS[platform].topicNames?.[topic] ?? null)
}

function entryOf(row: Row): TimelineEntry {
  return {
    id: String(row.id),
    verdict: row.verdict,
    seq: row.seq,
    actor: row.actorKind,
    actorName: row.actorName,
    address: row.address,
    source: row.source,
    topic: row.topic,
    topicName: topicNameOf(row),
    nativeStatus: row.nativeStatus,
    nativeStatusLabel: row.nativeStatusLabel,
    before: row.before ?? row.attemptBefore,
    after: row.after,
    implied: row.implied ?? [],
    reason: row.reason,
    changes: row.changes ?? [],
    note: row.note,
    delay: row.delay,
    item: row.item,
    interception: row.interception,
    link: row.link,
    occurredAt: row.occurredAt.toISOString(),
    recordedAt: row.recordedAt.toISOString(),
    eventId: row.eventId === null ? null : String(row.eventId),
  }
}
