import { AFTER_SALE_OPEN, OVER } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import { eraseOrder } from './erase-buyer.ts'

const AT_ONCE = 100

interface Due {
  readonly dueId: string
  readonly id: string
  readonly erasedAt: Date
  readonly erasedBy: string
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
    const due = await readDue(ctx, after)
    for (const one of due) {
      try {
        if (await eraseAgain(ctx, one)) erased += 1
      } catch (error) {
        ctx.log.error(
          { err: error, orderId: one.id },
          'an order that was erased before a restore could not be erased again',
        )
        failed.push(error)
      }
    }
    after = due.length === AT_ONCE ? (due.at(-1)?.dueId ?? null) : null
  }
  if (erased > 0) ctx.waker.wake('orders_moved')
  if (failed.length > 0) throw failed[0]
  return erased
}

function readDue(ctx: Context, after: string): Promise<readonly Due[]> {
  return ctx.sql<Due[]>`
    SELECT d.order_id AS due_id, o.id, d.erased_at, d.erased_by FROM erasures_due d CROSS JOIN LATERAL (
      SELECT id, shown, erased_at FROM orders WHERE id = d.order_id
      UNION
      SELECT x.id, x.shown, x.erased_at FROM shops s JOIN orders x ON x.shop_id = s.id
      WHERE s.platform = d.platform AND s.native_number = d.shop
        AND x.platform = d.platform AND x.native_number = d.native_number) o
    WHERE d.order_id > ${after} AND (o.erased_at IS NOT NULL OR (o.shown = ANY(${[...OVER]}) AND NOT EXISTS (
      SELECT FROM after_sales s WHERE s.order_id = o.id AND s.state = ANY(${[...AFTER_SALE_OPEN]}))))
    ORDER BY d.order_id LIMIT ${AT_ONCE}`
}

async function eraseAgain(ctx: Context, { dueId, id, erasedAt, erasedBy }: Due): Promise<boolean> {
  const { verdict } = await eraseOrder(ctx, { id, reason: `${erasedBy}, ${erasedAt.toISOString()}` })
  if (verdict !== 'applied' && verdict !== 'duplicate') return false
  await ctx.sql`DELETE FROM erasures_due WHERE order_id = ${dueId}`
  return true
}
