import type {
  CarrierSystem,
  PlatformId,
  ReviewCause,
  ReviewPage,
  ReviewResolution,
  ReviewRow,
  ReviewStory,
  ReviewsListInput,
} from '@baton/contract'
import type { Context } from '../runtime/context.ts'

interface Row {
  readonly id: number
  readonly cause: ReviewCause
  readonly orderId: string
  readonly nativeNumber: string
  readonly state: ReviewRow['hub']['state']
  readonly shown: ReviewRow['hub']['shown']
  readonly appId: string | null
  readonly otherName: string
  readonly platform: PlatformId | null
  readonly carriersOf: CarrierSystem | null
  readonly reportedStatus: string | null
  readonly reportedStatusLabel: string | null
  readonly code: string | null
  readonly answer: string | null
  readonly deliveryId: number | null
  readonly assigneeId: string | null
  readonly assignee: string | null
  readonly openedAt: Date
  readonly resolution: ReviewResolution | null
  readonly resolvedBy: string | null
  readonly resolvedAt: Date | null
  readonly note: string | null
  readonly story: readonly ReviewStory[] | null
}

/** The review queue, oldest open ones first, or those resolved, newest first; with both sides' story. */
export async function listReviews(ctx: Context, input: ReviewsListInput): Promise<ReviewPage> {
  const { sql } = ctx
  const after = input.cursor === undefined ? null : Number(input.cursor)
  const rows = await sql<Row[]>`
    SELECT r.id, r.cause, r.order_id, o.native_number, o.state, o.shown, r.app_id, r.other_name, a.platform, l.reported_status,
      (SELECT label FROM status_maps m WHERE m.platform = a.platform AND m.axis = 'order' AND m.native = l.reported_status
       ORDER BY version DESC LIMIT 1) AS reported_status_label,
      CASE WHEN d.kind = 'channel.report' THEN 'weixin-mini' ELSE a.platform END AS carriers_of,
      r.code, r.answer, r.delivery_id, r.assignee_id, p.name AS assignee, r.opened_at, r.resolution, r.resolved_by, r.resolved_at, r.note, r.story
    FROM reviews r JOIN orders o ON o.id = r.order_id
    LEFT JOIN channel_apps a ON a.id = r.app_id
    LEFT JOIN deliveries d ON d.id = r.delivery_id
    LEFT JOIN order_links l ON l.order_id = r.order_id AND l.app_id = r.app_id
    LEFT JOIN staff p ON p.id = r.assignee_id
    WHERE ${input.open ? sql`r.resolved_at IS NULL` : sql`r.resolved_at IS NOT NULL`}
      ${input.mine ? sql`AND r.assignee_id = ${ctx.actor.id}` : sql``}
      ${input.orderId ? sql`AND r.order_id = ${input.orderId}` : sql``}
      ${after === null ? sql`` : input.open ? sql`AND r.id > ${after}` : sql`AND r.id < ${after}`}
    ORDER BY ${input.open ? sql`r.id` : sql`r.id DESC`} LIMIT ${input.limit + 1}`
  const [totals] = await sql<{ open: number; medianMinutes: number | null }[]>`
    SELECT (SELECT count(*)::int FROM reviews WHERE resolved_at IS NULL) AS open,
      (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM resolved_at - opened_at) / 60)
       FROM reviews WHERE resolved_at > ${ctx.now()}::timestamptz - interval '7 days') AS median_minutes`
  const page = rows.slice(0, input.limit)
  return {
    rows: page.map((row) => reviewRow(ctx, row)),
    next: rows.length > input.limit ? String(page.at(-1)?.id) : null,
    open: totals?.open ?? 0,
    medianMinutes: totals?.medianMinutes ?? null,
  }
}

function reviewRow(ctx: Context, row: Row): ReviewRow {
  const { appId, otherName: name, platform, carriersOf, reportedStatus, reportedStatusLabel, code, answer } = row
  return {
    id: String(row.id),
    cause: row.cause,
    orderId: row.orderId,
    nativeNumber: row.nativeNumber,
    hub: { state: row.state, shown: row.shown },
    other: { appId, name, platform, carriersOf, reportedStatus, reportedStatusLabel, code, answer },
    deliveryId: row.deliveryId === null ? null : String(row.deliveryId),
    story: row.story ?? [],
    assigneeId: row.assigneeId,
    assignee: row.assignee,
    isMine: row.assigneeId === ctx.actor.id,
    openedAt: row.openedAt.toISOString(),
    resolution: row.resolution,
    resolvedBy: row.resolvedBy,
    resolvedAt: row.resolvedAt?.toISOString() ?? null,
    note: row.note,
  }
}
