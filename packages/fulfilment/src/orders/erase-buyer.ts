import {
  AFTER_SALE_OPEN,
  type EraseInput,
  type ErasePreview,
  MOST_ERASED,
  type OrderActionResult,
  OVER,
} from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import { Failure, inputInvalid } from '../runtime/failure.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { moveOrders } from './move-orders.ts'
import { ownMove } from './own-move.ts'

/**
 * Takes the buyer out of an order, or out of all orders with the same phone: for good, each order in a transaction of its own.
 * An order that is erased already is a `duplicate`; one that is not over, or whose after-sale is open, says so in `reason`.
 * Throws `ORDER_NOT_FOUND`, or `INPUT_INVALID` where what was typed are not the last four characters of the order's id.
 */
export async function eraseBuyer(ctx: Context, input: EraseInput): Promise<readonly OrderActionResult[]> {
  if (!input.id.endsWith(input.typed.toUpperCase())) throw inputInvalid({ typed: 'invalid_value' })
  const { orders } = await readSamePhone(ctx, input)
  // By the phone of this one the others are found, also when this breaks off and is asked for again: it goes last.
  const ids = input.scope === 'phone' ? [...orders.filter((id) => id !== input.id), input.id] : [input.id]
  const results: OrderActionResult[] = []
  for (const id of ids) results.push(await eraseOrder(ctx, { id, reason: input.reason }))
  ctx.waker.wake('orders_moved')
  return results
}

/** One order. Its move and all that follows from it commit together. */
export async function eraseOrder(
  ctx: Context,
  { id, reason }: { id: string; reason: string },
): Promise<OrderActionResult> {
  const outcome = await inTransaction(ctx, async (tx) => {
    const isWarehouseByPerson = await isChosenByPerson(tx, id)
    const claim = { kind: 'erase', reason, isWarehouseByPerson } as const
    const [moved] = await moveOrders(ctx, tx, [ownMove(ctx, { id, claim })])
    if (moved?.verdict !== 'applied') return moved
    const [done] = await tx<{ isErased: boolean }[]>`SELECT baton_erase_order(${id}) AS is_erased`
    if (!done?.isErased) throw new Error('an erasure without its event')
    return moved
  })
  return { orderId: id, verdict: outcome?.verdict ?? 'unmatched', reason: outcome?.reason ?? null }
}

/** Nobody chooses the warehouse of an order that is over: it needs no lock. */
async function isChosenByPerson(tx: Tx, id: string): Promise<boolean> {
  const [chosen] = await tx<{ byPerson: boolean }[]>`
    SELECT EXISTS (SELECT FROM order_event_history e WHERE e.order_id = o.id AND e.actor_kind = 'person'
      AND e.patch->>'warehouseReason' = o.warehouse_reason) AS by_person
    FROM orders o WHERE o.id = ${id}`
  return chosen?.byPerson === true
}

/** How many orders with the same phone there are, and how many of them can be erased now. Throws `ORDER_NOT_FOUND`. */
export async function previewErasure(ctx: Context, input: { id: string }): Promise<ErasePreview> {
  const { orders, open } = await readSamePhone(ctx, input)
  return {
    orders: orders.length,
    open: open.length,
    openIds: open.slice(0, 20),
    isTooMany: orders.length === MOST_ERASED,
  }
}

/** Those with the same phone as any receiver of this one; of a phone that its channel masks nobody can tell. */
async function readSamePhone(ctx: Context, { id }: { id: string }): Promise<{ orders: string[]; open: string[] }> {
  const rows = await ctx.sql<{ id: string; isOpen: boolean }[]>`
    WITH same AS (
      SELECT id FROM orders WHERE id = ${id}
      UNION SELECT r.order_id FROM receivers own JOIN receivers r ON r.phone_mac = own.phone_mac WHERE own.order_id = ${id})
    SELECT o.id, o.shown <> ALL(${[...OVER]}) OR EXISTS (
      SELECT FROM after_sales s WHERE s.order_id = o.id AND s.state = ANY(${[...AFTER_SALE_OPEN]})) AS is_open
    FROM same JOIN orders o USING (id) WHERE o.erased_at IS NULL OR o.id = ${id}
    ORDER BY o.id = ${id} DESC, o.ordered_at DESC, o.id LIMIT ${MOST_ERASED}`
  if (rows.length === 0) throw new Failure('ORDER_NOT_FOUND')
  return { orders: rows.map((row) => row.id), open: rows.filter((row) => row.isOpen).map((row) => row.id) }
}
