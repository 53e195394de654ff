import type { MessageChannelKind, ReceiptProgress, ReceiptState, ReceiptView } from '@baton/contract'
import type { Context } from '../runtime/context.ts'

interface Row {
  readonly channel: MessageChannelKind | 'app'
  readonly channelName: string | null
  readonly person: string | null
  readonly state: ReceiptState
  readonly code: string | null
  readonly deliveryId: number | null
  readonly queuedAt: Date
  readonly sentAt: Date | null
  readonly deliveredAt: Date | null
  readonly seenAt: Date | null
  readonly acknowledgedAt: Date | null
}

/** Whom an alert reached, person by person and channel by channel; at most 500. */
export async function listReceipts(ctx: Context, input: { id: string }): Promise<readonly ReceiptView[]> {
  const rows = await ctx.sql<Row[]>`
    SELECT coalesce(c.kind, 'app') AS channel, c.name AS channel_name, s.name AS person, r.state, r.code, d.id AS delivery_id,
      r.queued_at, r.sent_at, r.delivered_at, r.seen_at, r.acknowledged_at
    FROM alert_receipts r LEFT JOIN message_channels c ON c.id = r.channel_id LEFT JOIN staff s ON s.id = r.staff_id
    LEFT JOIN deliveries d ON d.id = r.delivery_id
    WHERE r.alert_id = ${Number(input.id)} ORDER BY r.id LIMIT 500`
  return rows.map((row) => ({
    ...row,
    state: progressOf(row),
    deliveryId: row.deliveryId === null ? null : String(row.deliveryId),
    queuedAt: row.queuedAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
    deliveredAt: row.deliveredAt?.toISOString() ?? null,
    seenAt: row.seenAt?.toISOString() ?? null,
    acknowledgedAt: row.acknowledgedAt?.toISOString() ?? null,
  }))
}

/** What a person did counts for every channel that reached them; a message that failed stays failed. */
function progressOf(row: Row): ReceiptProgress {
  if (row.state !== 'sent') return row.state
  if (row.acknowledgedAt) return 'acknowledged'
  if (row.seenAt) return 'seen'
  return row.deliveredAt ? 'delivered' : 'sent'
}

/** Whoever acts has these alerts in front of them. */
export async function markSeen(ctx: Context, input: { ids: readonly string[] }): Promise<void> {
  await ctx.sql`
    UPDATE alert_receipts SET seen_at = ${ctx.now()}
    WHERE alert_id = ANY(${input.ids.map(Number)}) AND staff_id = ${ctx.actor.id} AND seen_at IS NULL`
}
