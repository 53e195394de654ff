import { AFTER_SALE_OPEN, OVER } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import { eraseOrder } from './erase-buyer.ts'

const AT_ONCE = 1000

interface Owed {
  readonly dueId: string
  readonly erasedAt: Date
  readonly erasedBy: string
  /** Orders that it names and that can be erased now. */
  readonly ids: readonly string[]
  /** An order that it names is there. */
  readonly isThere: boolean
  /** It names another that cannot be erased yet. */
  readonly waits: boolean
}

/**
 * Erases again what was erased after the moment that a restore went back to: each order as soon as it is there and over. One
 * that was made after that moment is there under another id. Returns how many. One that cannot be erased holds up no other;
 * it stays due, and the first such error is thrown at the end.
 */
export async function eraseDue(ctx: Context): Promise<number> {
  let erased = 0
  const failed: unknown[] = []
  for (let after: string | null = ''; after !== null; ) {
    const page = await readOwed(ctx, after)
    for (const owed of page) {
      try {
        if (await eraseAgain(ctx, owed)) erased += 1
      } catch (error) {
        ctx.log.error({ err: error, orderId: owed.dueId }, 'what was erased before a restore could not be erased again')
        failed.push(error)
      }
    }
    after = page.length === AT_ONCE ? (page.at(-1)?.dueId ?? null) : null
  }
  if (erased > 0) ctx.waker.wake('orders_moved')
  if (failed.length > 0) throw failed[0]
  return erased
}

function readOwed(ctx: Context, after: string): Promise<readonly Owed[]> {
  return ctx.sql<Owed[]>`
    SELECT d.order_id AS due_id, d.erased_at, d.erased_by, o.ids, o.is_there, o.waits FROM erasures_due d CROSS JOIN LATERAL (
      SELECT coalesce(array_agg(id ORDER BY id) FILTER (WHERE NOT is_erased AND is_ready), '{}') AS ids,
        count(*) > 0 AS is_there, coalesce(bool_or(NOT is_erased AND NOT is_ready), false) AS waits
      FROM (
        SELECT id, erased_at IS NOT NULL AS is_erased, (shown = ANY(${[...OVER]}) AND NOT EXISTS (
          SELECT FROM after_sales s WHERE s.order_id = named.id AND s.state = ANY(${[...AFTER_SALE_OPEN]}))) AS is_ready
        FROM (
          SELECT id, shown, erased_at FROM orders WHERE id = d.order_id
          UNION
          SELECT x.id, x.shown, x.erased_at FROM shops s JOIN orders x ON x.shop_id = s.id
          WHERE s.platform = d.platform AND s.native_number = d.shop
            AND x.platform = d.platform AND x.native_number = d.native_number) named) found) o
    WHERE d.order_id > ${after} ORDER BY d.order_id LIMIT ${AT_ONCE}`
}

/** It is owed no longer once every order that it names was erased. */
async function eraseAgain(ctx: Context, { dueId, ids, isThere, waits, erasedAt, erasedBy }: Owed): Promise<boolean> {
  const reason = `${erasedBy}, ${erasedAt.toISOString()}`
  let isDone = isThere && !waits
  for (const id of ids) {
    const { verdict } = await eraseOrder(ctx, { id, reason })
    if (verdict !== 'applied' && verdict !== 'duplicate') isDone = false
  }
  if (isDone) await ctx.sql`DELETE FROM erasures_due WHERE order_id = ${dueId}`
  return isDone
}
