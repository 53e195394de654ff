import { AFTER_SALE_KINDS, HOLD_REASONS, SellerFlag } from '@baton/contract'
import { z } from 'zod'

/** The published format of an own shop's webhooks; docs/channels/own-shop.md explains each field. Unknown keys are refused. */
const instant = z.iso.datetime({ offset: true })
/** Numbers of things are text; a JSON number is taken by its digits. */
const number = z
  .union([z.string(), z.int().min(0)])
  .transform(String)
  .pipe(z.string().min(1).max(64))
const word = z.string().min(1).max(64)
const fen = z.int().min(0)
const text = (max: number) => z.string().max(max)

export const OwnShopLine = z.strictObject({
  lineNumber: number,
  itemNumber: number,
  sku: number.nullish(),
  title: text(300),
  quantity: z.int().min(1),
  priceFen: fen,
})

export const OwnShopReceiver = z.strictObject({
  name: text(100),
  phone: text(40),
  province: text(40),
  city: text(40),
  district: text(40),
  address: text(300),
  handle: text(200).nullish(),
})

export const OwnShopParcel = z.strictObject({
  carrier: word,
  waybill: number,
  lineNumbers: z.array(number).max(200).default([]),
})

/** The parcel in which the buyer sends the goods back. */
export const OwnShopReturnParcel = z.strictObject({ carrier: word, waybill: number })

export const OwnShopAfterSale = z.strictObject({
  number,
  kind: z.enum(AFTER_SALE_KINDS),
  status: word,
  updatedAt: instant,
  amountFen: fen,
  wholeOrder: z.boolean(),
  respondBy: instant.nullish(),
  returnParcel: OwnShopReturnParcel.nullish(),
})

/** The WeChat Pay payment behind an order: its transaction, or the merchant's number of it, and who paid. */
export const OwnShopPayment = z
  .strictObject({
    transactionId: number.nullish(),
    merchantId: number.nullish(),
    outTradeNumber: number.nullish(),
    payerOpenId: z.string().min(1).max(128),
  })
  .refine((one) => Boolean(one.transactionId) || (Boolean(one.merchantId) && Boolean(one.outTradeNumber)), {
    message: 'transactionId, or merchantId with outTradeNumber, is needed',
  })

export const OwnShopOrder = z.strictObject({
  number,
  shopNumber: number.nullish(),
  status: word,
  /** Its millisecond is the version: an older one never overwrites a newer one. */
  updatedAt: instant,
  createdAt: instant,
  paidAt: instant.nullish(),
  shippedAt: instant.nullish(),
  shipBy: instant.nullish(),
  amountFen: fen,
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .default('CNY'),
  buyer: z.strictObject({ id: text(100).nullish(), nick: text(100).nullish() }).nullish(),
  receiver: OwnShopReceiver.nullish(),
  lines: z.array(OwnShopLine).min(1).max(200),
  parcels: z.array(OwnShopParcel).max(100).default([]),
  holds: z.array(z.enum(HOLD_REASONS)).max(HOLD_REASONS.length).default([]),
  afterSales: z.array(OwnShopAfterSale).max(100).default([]),
  buyerMemo: text(1000).nullish(),
  sellerMemo: text(1000).nullish(),
  sellerFlag: SellerFlag.nullish(),
  sellerFlagLabel: text(40).nullish(),
  payment: OwnShopPayment.nullish(),
})

export const OwnShopTrace = z.strictObject({
  orderNumber: number.nullish(),
  shopNumber: number.nullish(),
  carrier: word,
  waybill: number,
  status: word,
  occurredAt: instant,
  text: text(500).default(''),
})

export const OWN_SHOP_ORDER_TYPES = [
  'order.created',
  'order.paid',
  'order.updated',
  'order.shipped',
  'order.signed',
  'order.completed',
  'order.cancelled',
  'order.refunded',
] as const

const OwnShopOrderEvent = z.strictObject({
  type: z.enum(OWN_SHOP_ORDER_TYPES),
  timestamp: instant,
  data: z.strictObject({ order: OwnShopOrder }),
})

const OwnShopTraceEvent = z.strictObject({
  type: z.literal('shipment.trace'),
  timestamp: instant,
  data: z.strictObject({ trace: OwnShopTrace }),
})

export const OwnShopEvent = z.discriminatedUnion('type', [OwnShopOrderEvent, OwnShopTraceEvent])

export type OwnShopOrder = z.input<typeof OwnShopOrder>
export type OwnShopTrace = z.input<typeof OwnShopTrace>
export type OwnShopEvent = z.input<typeof OwnShopEvent>
/** An event as parsed: defaults filled in. */
export type ReadOwnShopEvent = z.output<typeof OwnShopEvent>
