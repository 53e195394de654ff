import { GLOBAL_ID_PATTERN, type ReturnAttachInput } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import { Failure } from '../runtime/failure.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { attachScans, isUnmatched } from '../scans/index.ts'

interface Owner {
  readonly orderId: string
  readonly afterSale: string | null
}

/**
 * A person says whose a parcel without an owner is: its scans take effect on that order, at every warehouse, and what is
 * scanned of it later too. Throws `SCAN_NOT_WAITING` where it has an owner by now, `ORDER_NOT_FOUND` where the number names no
 * order, or several.
 */
export async function attachReturn(ctx: Context, input: ReturnAttachInput): Promise<{ orderId: string }> {
  const owner = await inTransaction(ctx, async (tx) => {
    const [scan] = await tx<{ waybill: string }[]>`
      SELECT s.waybill FROM scans s
      WHERE s.id = ${input.scanId} AND ${isUnmatched(tx)} AND s.kind IN ('return_arrived', 'return_inspected') FOR UPDATE`
    if (!scan) throw new Failure('SCAN_NOT_WAITING')
    const found = await findOwner(tx, input.owner)
    const named = await tx`
      INSERT INTO return_codes AS r (code, order_id, after_sale, named_by, named_at)
      VALUES (${scan.waybill}, ${found.orderId}, ${found.afterSale}, ${ctx.actor.name}, ${ctx.now()})
      ON CONFLICT (code) DO UPDATE SET code = r.code WHERE r.order_id = excluded.order_id`
    if (named.count === 0) throw new Failure('SCAN_NOT_WAITING')
    return found
  })
  await attachScans(ctx)
  return { orderId: owner.orderId }
}

/** Of an order with one return under way, that one. */
async function findOwner(tx: Tx, text: string): Promise<Owner> {
  const code = text.toUpperCase()
  const rows = await tx<{ orderId: string; afterSales: string[]; named: string | null }[]>`
    SELECT o.id AS order_id, s.native_number AS named, ARRAY(
      SELECT native_number FROM after_sales WHERE order_id = o.id AND work_order IS NOT NULL) AS after_sales
    FROM orders o LEFT JOIN after_sales s ON s.order_id = o.id AND s.work_order = ${code}
    WHERE ${
      GLOBAL_ID_PATTERN.test(code)
        ? tx`o.id = ${code}`
        : tx`o.native_number = ${text} OR o.id = (SELECT order_id FROM after_sales WHERE work_order = ${code})`
    } LIMIT 2`
  const [one, other] = rows
  if (!one || other) throw new Failure('ORDER_NOT_FOUND')
  const only = one.afterSales.length === 1 ? (one.afterSales[0] ?? null) : null
  return { orderId: one.orderId, afterSale: one.named ?? only }
}
