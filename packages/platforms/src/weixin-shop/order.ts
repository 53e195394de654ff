import type { AfterSaleKind } from '@baton/contract'
import type {
  AfterSaleSnapshot,
  OrderLineSnapshot,
  OrderSnapshot,
  ParcelSnapshot,
  ReceiverSnapshot,
} from '../driver.ts'
import { holdsOf } from '../holds.ts'
import {
  integerAt,
  needInteger,
  needObject,
  needText,
  needUnixSeconds,
  objectAt,
  objectsAt,
  textAt,
  unixSecondsAt,
} from '../json-field.ts'
import type { JsonObject } from '../lossless-json.ts'
import { returnParcelOf } from '../return-parcel.ts'
import { NO_SELLER_FLAG } from '../seller-flag.ts'
import { uniqueNumbers } from '../unique-numbers.ts'

/**
 * `order` of `/channels/ec/order/get`: amounts in fen, times in Unix seconds. The number the shop may call is left out:
 * only what the platform shows by default is read. Source: official documentation.
 */
export function readWeixinOrder(order: JsonObject): OrderSnapshot {
  const detail = needObject(order, 'order_detail')
  const delivery = objectAt(detail, 'delivery_info') ?? {}
  const pay = objectAt(detail, 'pay_info') ?? {}
  const notes = objectAt(order, 'ext_info') ?? objectAt(detail, 'ext_info') ?? {}
  const products = objectsAt(detail, 'product_infos')
  const openAfterSales = integerAt(objectAt(order, 'aftersale_detail') ?? {}, 'on_aftersale_order_cnt') ?? 0
  const lines = readLines(products)
  return {
    orderNumber: needText(order, 'order_id'),
    shopNumber: null,
    nativeStatus: needText(order, 'status'),
    version: needUnixSeconds(order, 'update_time').getTime(),
    createdAt: needUnixSeconds(order, 'create_time'),
    paidAt: unixSecondsAt(pay, 'pay_time'),
    shippedAt: shippedAt(delivery),
    shipBy: earliest(products, 'delivery_deadline'),
    amountFen: integerAt(objectAt(detail, 'price_info') ?? {}, 'order_price') ?? 0,
    currency: 'CNY',
    buyer: { id: textAt(order, 'openid'), nick: null },
    receiver: readReceiver(objectAt(delivery, 'address_info')),
    lines,
    parcels: objectsAt(delivery, 'delivery_product_info').flatMap((parcel) => readParcel(parcel, lines)),
    holds: holdsOf({ refund_requested: openAfterSales > 0 }),
    afterSales: [],
    buyerMemo: textAt(notes, 'customer_notes'),
    sellerMemo: textAt(notes, 'merchant_notes'),
    ...NO_SELLER_FLAG,
  }
}

const KINDS: Readonly<Record<string, AfterSaleKind>> = {
  REFUND: 'refund_only',
  RETURN: 'return',
  EXCHANGE: 'exchange',
  RESHIP: 'resend',
}

/** `after_sale_order` of `getaftersaleorder`; `deadline` is what remains of it in seconds, counted from `fetchedAt`. */
export function readWeixinAfterSale(sale: JsonObject, fetchedAt: Date): AfterSaleSnapshot {
  const type = textAt(sale, 'type')
  const remaining = integerAt(sale, 'deadline')
  return {
    afterSaleNumber: needText(sale, 'after_sale_order_id'),
    orderNumber: needText(sale, 'order_id'),
    kind: KINDS[type ?? ''] ?? 'unknown',
    nativeStatus: needText(sale, 'status'),
    version: needUnixSeconds(sale, 'update_time').getTime(),
    amountFen: integerAt(objectAt(sale, 'refund_info') ?? {}, 'amount') ?? 0,
    // The reply speaks of one product; a whole order's end comes as order status 200.
    wholeOrder: false,
    respondBy: remaining === null || remaining <= 0 ? null : new Date(fetchedAt.getTime() + remaining * 1000),
    ...returnParcelOf(objectAt(sale, 'return_info'), {
      carrier: ['delivery_id', 'delivery_name'],
      waybill: 'waybill_id',
    }),
  }
}

function shippedAt(delivery: JsonObject): Date | null {
  return (
    earliest(objectsAt(delivery, 'delivery_product_info'), 'delivery_time') ?? unixSecondsAt(delivery, 'ship_done_time')
  )
}

function earliest(objects: readonly JsonObject[], key: string): Date | null {
  const times = objects.map((object) => unixSecondsAt(object, key)?.getTime() ?? 0).filter((time) => time > 0)
  return times.length === 0 ? null : new Date(Math.min(...times))
}

function readReceiver(address: JsonObject | null): ReceiverSnapshot | null {
  if (address === null) return null
  return {
    name: textAt(address, 'user_name') ?? '',
    phone: textAt(address, 'tel_number') ?? '',
    province: textAt(address, 'province_name') ?? '',
    city: textAt(address, 'city_name') ?? '',
    district: textAt(address, 'county_name') ?? '',
    address: `${textAt(address, 'detail_info') ?? ''}${textAt(address, 'house_number') ?? ''}`,
    handle: textAt(address, 'hash_code'),
  }
}

function readLines(products: readonly JsonObject[]): readonly OrderLineSnapshot[] {
  const numbers = uniqueNumbers(products.map((product) => needText(product, 'sku_id')))
  return products.map((product, at) => ({
    lineNumber: numbers[at] ?? String(at + 1),
    itemNumber: needText(product, 'product_id'),
    sku: textAt(product, 'sku_code'),
    title: textAt(product, 'title') ?? '',
    quantity: needInteger(product, 'sku_cnt'),
    priceFen: integerAt(product, 'sale_price') ?? 0,
  }))
}

function readParcel(parcel: JsonObject, lines: readonly OrderLineSnapshot[]): readonly ParcelSnapshot[] {
  const waybill = textAt(parcel, 'waybill_id')
  if (waybill === null) return []
  const skus = objectsAt(parcel, 'product_infos').map((product) => textAt(product, 'sku_id'))
  const lineNumbers = lines.map((line) => line.lineNumber).filter((number) => skus.includes(number))
  return [{ carrier: textAt(parcel, 'delivery_id') ?? '', waybill, lineNumbers }]
}
