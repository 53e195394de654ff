import type { z } from 'zod'
import { type KeptMessage, type OrderSnapshot, type Reading, UnreadableMessage } from '../driver.ts'
import { objectAt, textAt } from '../json-field.ts'
import { isJsonNumber, isJsonObject, type Json, type JsonObject, parseJson } from '../lossless-json.ts'
import type { ShipPayment } from '../ship.ts'
import { OWN_SHOP_ORDER_TYPES, OwnShopEvent, type OwnShopOrder, type ReadOwnShopEvent } from './payload.ts'

const KNOWN_TYPES: readonly string[] = [...OWN_SHOP_ORDER_TYPES, 'shipment.trace']

/** What one own-shop webhook says. Throws `UnreadableMessage` naming the first field that breaks the published format. */
export function readOwnShopMessage(message: KeptMessage): Reading {
  const root = parseJson(message.body)
  if (!isJsonObject(root)) throw new UnreadableMessage('The body is JSON, but not an object.')
  const type = textAt(root, 'type')
  if (type === null) throw new UnreadableMessage('Field type is missing.')
  if (!KNOWN_TYPES.includes(type)) return { kind: 'nothing', why: `The type ${type} is not of the published format.` }
  const parsed = OwnShopEvent.safeParse(plain(root))
  if (!parsed.success) throw new UnreadableMessage(firstIssue(parsed.error))
  return readEvent(parsed.data)
}

/** The order number and shop number a body mentions, for the envelope of a kept message. */
export function ownShopNumbers(root: JsonObject): { orderNumber: string | null; shopNumber: string | null } {
  const data = objectAt(root, 'data')
  const order = data && objectAt(data, 'order')
  const trace = data && objectAt(data, 'trace')
  return {
    orderNumber:
      (order && scalarText(order, 'number')) ??
      (trace && scalarText(trace, 'orderNumber')) ??
      (data && scalarText(data, 'orderNumber')),
    shopNumber: (order && scalarText(order, 'shopNumber')) ?? (trace && scalarText(trace, 'shopNumber')),
  }
}

function readEvent(event: ReadOwnShopEvent): Reading {
  if (event.type === 'shipment.trace') {
    const { trace } = event.data
    return {
      kind: 'trace',
      trace: {
        orderNumber: trace.orderNumber ?? null,
        carrier: trace.carrier,
        waybill: trace.waybill,
        nativeStatus: trace.status,
        occurredAt: new Date(trace.occurredAt),
        text: trace.text,
      },
    }
  }
  return { kind: 'order', order: snapshot(event.data.order), occurredAt: new Date(event.timestamp) }
}

function snapshot(order: z.output<typeof OwnShopOrder>): OrderSnapshot {
  return {
    orderNumber: order.number,
    shopNumber: order.shopNumber ?? null,
    nativeStatus: order.status,
    version: Date.parse(order.updatedAt),
    createdAt: new Date(order.createdAt),
    paidAt: dateOrNull(order.paidAt),
    shippedAt: dateOrNull(order.shippedAt),
    shipBy: dateOrNull(order.shipBy),
    amountFen: order.amountFen,
    currency: order.currency,
    buyer: { id: order.buyer?.id ?? null, nick: order.buyer?.nick ?? null },
    receiver: order.receiver ? { ...order.receiver, handle: order.receiver.handle ?? null } : null,
    lines: order.lines.map((line) => ({ ...line, sku: line.sku ?? null })),
    parcels: order.parcels,
    holds: order.holds,
    afterSales: order.afterSales.map((sale) => ({
      afterSaleNumber: sale.number,
      orderNumber: order.number,
      kind: sale.kind,
      nativeStatus: sale.status,
      version: Date.parse(sale.updatedAt),
      amountFen: sale.amountFen,
      wholeOrder: sale.wholeOrder,
      respondBy: dateOrNull(sale.respondBy),
      ...(sale.returnParcel && { returnParcel: sale.returnParcel }),
    })),
    buyerMemo: order.buyerMemo ?? null,
    sellerMemo: order.sellerMemo ?? null,
    sellerFlag: order.sellerFlag ?? null,
    sellerFlagLabel: (order.sellerFlag && order.sellerFlagLabel) || null,
    ...paymentOf(order.payment),
  }
}

function paymentOf(payment: z.output<typeof OwnShopOrder>['payment']): { payment?: ShipPayment } {
  if (!payment) return {}
  const { transactionId, merchantId, outTradeNumber, payerOpenId: payerId } = payment
  if (transactionId) return { payment: { key: { by: 'transaction', transactionId }, payerId } }
  if (!merchantId || !outTradeNumber) return {}
  return { payment: { key: { by: 'merchant', merchantId, outTradeNumber }, payerId } }
}

function dateOrNull(text: string | null | undefined): Date | null {
  return text ? new Date(text) : null
}

/** Numbers and ids may come as JSON numbers: a safe one becomes a number, a longer one its digits. */
function plain(value: Json): unknown {
  if (isJsonNumber(value)) {
    const parsed = Number(value.value)
    return Number.isSafeInteger(parsed) ? parsed : value.value
  }
  if (Array.isArray(value)) return value.map(plain)
  if (isJsonObject(value)) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]))
  return value
}

function scalarText(object: JsonObject, key: string): string | null {
  try {
    return textAt(object, key)
  } catch {
    return null
  }
}

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0]
  return issue
    ? `Field ${issue.path.join('.') || '(body)'}: ${issue.message}.`
    : 'The body breaks the published format.'
}
