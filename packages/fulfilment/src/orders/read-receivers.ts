import type { ActorKind, ReceiverVersionView } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import { openReceiver } from './receiver.ts'
import { maskedReceiver } from './receiver-mask.ts'

interface Row {
  readonly orderId: string
  readonly version: number
  readonly sealed: Uint8Array
  readonly wrapped: Uint8Array | null
  readonly recordedAt: Date
  readonly actorKind: ActorKind | null
  readonly actorName: string | null
  readonly seq: number | null
  readonly eventId: number | null
}

/** Every receiver that an order has had, newest first, masked, with the event that told it. */
export async function readReceivers(ctx: Context, orderId: string): Promise<readonly ReceiverVersionView[]> {
  const rows = await ctx.sql<Row[]>`
    SELECT r.order_id, r.version, r.sealed, k.wrapped, r.recorded_at, e.actor_kind, e.actor_name, e.seq, e.event_id
    FROM receivers r LEFT JOIN receiver_keys k USING (order_id)
    LEFT JOIN (SELECT * FROM order_event_history WHERE order_id = ${orderId} AND cause <> 'archive') e
      ON (e.patch->>'receiverVersion')::int = r.version
    WHERE r.order_id = ${orderId} ORDER BY r.version DESC`
  return rows.map((row) => {
    const { version, actorKind, actorName, seq, eventId } = row
    const receiver = openReceiver(ctx.secrets, row)
    return {
      ...{ version, actor: actorKind, actorName, seq },
      receiver: receiver && { ...maskedReceiver(receiver), version },
      recordedAt: row.recordedAt.toISOString(),
      eventId: eventId === null ? null : String(eventId),
    }
  })
}
