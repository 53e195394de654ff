import type { HttpPush, OrderSnapshot, TraceFact } from '../driver.ts'
import type { PaymentKey } from '../ship.ts'
import type { OWN_SHOP_ORDER_TYPES, OwnShopEvent } from './payload.ts'
import { signedHeaders } from './sign.ts'

export interface OwnShopPush {
  /** The sender mints it and repeats it on every retry. */
  readonly id: string
  readonly event: OwnShopEvent
  readonly sentAt: Date
}

/** Signs one event as a shop would send it. Several secrets sign side by side while a key is rotated. */
export function pushOwnShop(secrets: readonly string[], push: OwnShopPush): HttpPush {
  const body = Buffer.from(JSON.stringify(push.event))
  const signed = signedHeaders(secrets, { id: push.id, at: push.sentAt, body })
  return { method: 'POST', query: {}, headers: { 'content-type': 'application/json', ...signed }, body }
}

/** An order as this format writes it. */
export function orderEvent(
  type: (typeof OWN_SHOP_ORDER_TYPES)[number],
  order: OrderSnapshot,
  occurredAt: Date,
): OwnShopEvent {
  const { orderNumber, nativeStatus, version, afterSales, payment, ...rest } = order
  return {
    type,
    timestamp: occurredAt.toISOString(),
    data: {
      order: {
        ...rest,
        number: orderNumber,
        status: nativeStatus,
        updatedAt: new Date(version).toISOString(),
        createdAt: order.createdAt.toISOString(),
        paidAt: order.paidAt?.toISOString() ?? null,
        shippedAt: order.shippedAt?.toISOString() ?? null,
        shipBy: order.shipBy?.toISOString() ?? null,
        lines: [...order.lines],
        parcels: order.parcels.map((parcel) => ({ ...parcel, lineNumbers: [...parcel.lineNumbers] })),
        holds: [...order.holds],
        ...(payment && { payment: { ...writtenKey(payment.key), payerOpenId: payment.payerId } }),
        afterSales: afterSales.map((sale) => ({
          number: sale.afterSaleNumber,
          kind: sale.kind,
          status: sale.nativeStatus,
          updatedAt: new Date(sale.version).toISOString(),
          amountFen: sale.amountFen,
          wholeOrder: sale.wholeOrder,
          respondBy: sale.respondBy?.toISOString() ?? null,
          ...(sale.returnParcel && { returnParcel: sale.returnParcel }),
        })),
      },
    },
  }
}

function writtenKey(key: PaymentKey) {
  if (key.by === 'transaction') return { transactionId: key.transactionId }
  return { merchantId: key.merchantId, outTradeNumber: key.outTradeNumber }
}

export function traceEvent(trace: TraceFact): OwnShopEvent {
  return {
    type: 'shipment.trace',
    timestamp: trace.occurredAt.toISOString(),
    data: {
      trace: {
        orderNumber: trace.orderNumber,
        carrier: trace.carrier,
        waybill: trace.waybill,
        status: trace.nativeStatus,
        occurredAt: trace.occurredAt.toISOString(),
        text: trace.text,
      },
    },
  }
}
