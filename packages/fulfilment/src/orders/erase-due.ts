import { AFTER_SALE_OPEN, OVER } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import { eraseOrder } from './erase-buyer.ts'

const AT_ONCE = 100

/**
 * Erases again what was erased after the moment that a restore went back to: each order as soon as it is there and over. One
 * that was made after that moment is there under another id. Returns how many.
 */
export async function eraseDue(ctx: Context): Promise<number> {
  const due = await ctx.sql<{ dueId: string; id: string; erasedAt: Date; erasedBy: string }[]>`
    SELECT d.order_id AS due_id, o.id, d.erased_at, d.erased_by FROM erasures_due d CROSS JOIN LATERAL (
      SELECT id, shown, erased_at FROM orders WHERE id = d.order_id
      UNION
      SELECT x.id, x.shown, x.erased_at FROM shops s JOIN orders x ON x.shop_id = s.id
      WHERE s.platform = d.platform AND s.native_number = d.shop
        AND x.platform = d.platform AND x.native_number = d.native_number) o
    WHERE o.erased_at IS NOT NULL OR (o.shown = ANY(${[...OVER]}) AND NOT EXISTS (
      SELECT FROM after_sales s WHERE s.order_id = o.id AND s.state = ANY(${[...AFTER_SALE_OPEN]})))
    ORDER BY d.order_id LIMIT ${AT_ONCE}`
  let erased = 0
  for (const { dueId, id, erasedAt, erasedBy } of due) {
    const reason = `${erasedBy}, ${erasedAt.toISOString()}`
    const { verdict } = await eraseOrder(ctx, { id, reason })
    if (verdict !== 'applied' && verdict !== 'duplicate') continue
    await ctx.sql`DELETE FROM erasures_due WHERE order_id = ${dueId}`
    erased += 1
  }
  if (erased > 0) ctx.waker.wake('orders_moved')
  return erased
}
