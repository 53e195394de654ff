import { type PrintSheet, TRACK_PATH } from '@baton/contract'
import { readOrder } from '../orders/index.ts'
import type { Context } from '../runtime/context.ts'
import { Failure } from '../runtime/failure.ts'
import { buyersLink } from '../tracking/index.ts'

/**
 * What is printed of an order; of its receiver no more than people may see. The buyer's link is made where there is none.
 * Throws `ORDER_NOT_FOUND`, or `ORDER_ERASED`: without a receiver there is nothing to print.
 */
export async function readSheet(ctx: Context, input: { orderId: string; printedBy?: string }): Promise<PrintSheet> {
  const order = await readOrder(ctx, { id: input.orderId })
  if (order.erasedAt !== null) throw new Failure('ORDER_ERASED')
  const { receiver } = order
  const link = await buyersLink(ctx, { orderId: order.id, createdBy: input.printedBy ?? ctx.actor.name })
  const current = order.parcels.filter((parcel) => !parcel.isLabelOutdated)
  return {
    orderId: order.id,
    nativeNumber: order.nativeNumber,
    shopName: order.shopName ?? '',
    warehouseName: order.warehouseName,
    labelUrl: new URL(`${TRACK_PATH}${order.id}`, ctx.env.BATON_PUBLIC_URL).href,
    slipUrl: `${link}#${order.id}`,
    holds: order.holds,
    receiver: receiver && {
      name: receiver.name,
      phone: receiver.phone,
      region: [receiver.province, receiver.city, receiver.district].filter(Boolean).join(' '),
    },
    parcels: current.map(({ carrier, waybill }) => ({ carrier, waybill })),
    lines: order.lines.map(({ lineNumber, sku, title, quantity }) => ({ lineNumber, sku, title, quantity })),
    pieces: order.lines.reduce((sum, line) => sum + line.quantity, 0),
    sellerMemo: order.sellerMemo,
  }
}
