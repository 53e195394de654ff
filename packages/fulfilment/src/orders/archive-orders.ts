import { OVER } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { isOver } from './decide-archive.ts'
import type { OrderMove } from './move.ts'
import { type OrderDesk, workOrders } from './move-orders.ts'

/** One block: enough to compress well, few enough that to read one order of it is quick and nobody waits long for the locks. */
const AT_ONCE = 20

/**
 * Moves the history of orders that are over, and that nothing has changed for `BATON_ARCHIVE_DAYS`, to the archive: their last
 * event becomes a snapshot of the whole row; all before it, and all attempts, go into a compressed block. Returns how many.
 */
export async function archiveOrders(ctx: Context): Promise<number> {
  const days = ctx.env.BATON_ARCHIVE_DAYS
  if (days === 0) return 0
  const before = new Date(ctx.now().getTime() - days * 86_400_000)
  let archived = 0
  for (let last: Candidate | undefined, found = AT_ONCE; found === AT_ONCE; ) {
    const candidates = await findCandidates(ctx, { before, last })
    archived += await archive(
      ctx,
      candidates.map((one) => one.id),
      before,
    )
    last = candidates.at(-1)
    found = candidates.length
  }
  if (archived > 0) ctx.log.info({ archived }, 'closed orders went to the archive')
  return archived
}

interface Candidate {
  readonly id: string
  readonly orderedAt: Date
}

/** Left out: what a subscription, however far behind, has still to be told, and what has no position yet. */
async function findCandidates(
  { sql }: Context,
  { before, last }: { before: Date; last: Candidate | undefined },
): Promise<readonly Candidate[]> {
  return sql<Candidate[]>`
    SELECT id, ordered_at FROM orders o
    WHERE archived_at IS NULL AND shown IN (${sql.unsafe(OVER.map((status) => `'${status}'`).join())})
      AND ordered_at < ${before} AND updated_at < ${before}
      AND NOT EXISTS (SELECT FROM order_feed_queue WHERE order_id = o.id)
      AND NOT EXISTS (SELECT FROM order_feed WHERE order_id = o.id AND position > (
        SELECT min(position) FROM erp_subscriptions WHERE disabled_at IS NULL))
      ${last ? sql`AND (ordered_at, id) > (${last.orderedAt}, ${last.id})` : sql``}
    ORDER BY ordered_at, id LIMIT ${AT_ONCE}`
}

async function archive(ctx: Context, ids: readonly string[], before: Date): Promise<number> {
  if (ids.length === 0) return 0
  const targets = ids.map((id) => ({ by: 'id', id }) as const)
  return inTransaction(ctx, async (tx) => {
    const work = (desk: OrderDesk) =>
      ids.filter((id) => {
        const order = desk.look(id)
        if (!order || !isOver(order) || order.record.updatedAt >= before) return false
        return desk.take(moveOf(ctx, id)).verdict === 'applied'
      })
    const over = await workOrders(ctx, tx, { targets, traced: false, waybills: [], work })
    const [moved] = await tx<{ orders: number }[]>`SELECT baton_archive_orders(${over}) AS orders`
    return moved?.orders ?? 0
  })
}

function moveOf(ctx: Context, id: string): OrderMove {
  const source = { appId: null, address: null, eventId: null, topic: null, grants: [] } as const
  return {
    target: { by: 'id', id },
    source: { ...source, actor: ctx.actor, authority: 'granted' },
    occurredAt: ctx.now(),
    claim: { kind: 'archive' },
  }
}
