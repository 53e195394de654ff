import type { PaymentKey, ShipPayment } from '@baton/platforms'
import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import { rowsInto } from '../runtime/rows-as-text.ts'
import { orderPayments } from './tables.ts'
import type { Written } from './write.ts'

const placeOf = (orderId: string) => `order_payments.payer:${orderId}`

/** Keeps the payments that channels told; a later word about one order stands. */
export async function writePayments(ctx: Context, tx: Tx, written: readonly Written[]): Promise<void> {
  const told = paymentsOf(written)
  if (told.size === 0) return
  const rows = [...told].map(([orderId, { key, payerId }]) => ({
    orderId,
    ...columnsOf(key),
    payer: ctx.secrets.seal(payerId, placeOf(orderId)),
    recordedAt: ctx.now(),
  }))
  await tx`
    INSERT INTO order_payments ${rowsInto(tx, orderPayments, rows)}
    ON CONFLICT (order_id) DO UPDATE SET
      transaction_id = excluded.transaction_id, merchant_id = excluded.merchant_id,
      out_trade_number = excluded.out_trade_number, payer = excluded.payer`
}

/** The payments that these moves told, by order. */
export function paymentsOf(written: readonly Written[]): ReadonlyMap<string, ShipPayment> {
  return new Map(
    written.flatMap(({ move, after }) => {
      const payment = move.claim.kind === 'snapshot' ? move.claim.snapshot.payment : undefined
      return payment ? [[after.record.id, payment] as const] : []
    }),
  )
}

/** Which of these orders came with a payment. */
export async function findPaid(tx: Tx, orderIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (orderIds.length === 0) return new Set()
  const rows = await tx<{ orderId: string }[]>`
    SELECT order_id FROM order_payments WHERE order_id = ANY(${orderIds})`
  return new Set(rows.map((row) => row.orderId))
}

/** The payment of one order with its payer open; null where none was told. */
export async function readPayment(ctx: Context, orderId: string): Promise<ShipPayment | null> {
  const [row] = await ctx.sql<(Columns & { payer: Uint8Array })[]>`
    SELECT transaction_id, merchant_id, out_trade_number, payer FROM order_payments WHERE order_id = ${orderId}`
  if (!row) return null
  const payerId = ctx.secrets.open(row.payer, placeOf(orderId)).toString()
  const { transactionId, merchantId, outTradeNumber } = row
  if (transactionId !== null) return { key: { by: 'transaction', transactionId }, payerId }
  return { key: { by: 'merchant', merchantId: merchantId ?? '', outTradeNumber: outTradeNumber ?? '' }, payerId }
}

interface Columns {
  readonly transactionId: string | null
  readonly merchantId: string | null
  readonly outTradeNumber: string | null
}

function columnsOf(key: PaymentKey): Columns {
  if (key.by === 'transaction') return { transactionId: key.transactionId, merchantId: null, outTradeNumber: null }
  return { transactionId: null, merchantId: key.merchantId, outTradeNumber: key.outTradeNumber }
}
