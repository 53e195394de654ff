import { ORDER_STATES, type OrderActionResult, type UnbindInput } from '@baton/contract'
import { readToldParcels } from '../deliveries/index.ts'
import { labelsVoidBefore, moveOrders, ownMove } from '../orders/index.ts'
import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import { inTransaction } from '../runtime/transaction.ts'

/** A person takes a waybill from the order that it was bound to by mistake, with a reason; never once its parcel left or a channel knows of it. */
export async function unbindParcel(ctx: Context, input: UnbindInput): Promise<OrderActionResult> {
  const waybill = input.waybill.toUpperCase()
  const [outcome] = await inTransaction(ctx, async (tx) => {
    const standing = await standingOf(tx, { ...input, waybill })
    const claim = { kind: 'unbind', waybill, ...standing, reason: input.reason } as const
    return moveOrders(ctx, tx, [ownMove(ctx, { id: input.id, topic: 'unbind', grants: ORDER_STATES, claim })])
  })
  ctx.waker.wake('orders_moved')
  return { orderId: input.id, verdict: outcome?.verdict ?? 'unmatched', reason: outcome?.reason ?? 'order_unknown' }
}

/** Under the order's lock, which every load of its parcels takes, too. */
async function standingOf(tx: Tx, { id, waybill }: { id: string; waybill: string }) {
  await tx`SELECT FROM orders WHERE id = ${id} FOR UPDATE`
  const parcels = await tx<{ id: string; waybill: string; isLoaded: boolean; isOver: boolean }[]>`
    SELECT s.id, s.waybill, EXISTS (SELECT FROM parcel_loads WHERE shipment_id = s.id) AS is_loaded,
      s.trace <> 'created' OR coalesce(s.recorded_at < ${labelsVoidBefore(tx, tx`${id}`)}, false) AS is_over
    FROM shipments s WHERE s.id IN (SELECT shipment_id FROM shipment_lines WHERE order_id = ${id})`
  const told = await readToldParcels(tx, [id])
  const others = parcels.filter((one) => one.waybill !== waybill)
  const own = parcels.filter((one) => one.waybill === waybill)
  return {
    isLoaded: own.some((one) => one.isLoaded),
    isTold: own.some((one) => told.includes(one.id)),
    isOthersLeft: others.some((one) => one.isLoaded) && others.every((one) => one.isLoaded || one.isOver),
  }
}
