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
import { readSellerFlag } from '../seller-flag.ts'
import { DOUYIN_FLAGS } from './seller-flags.ts'
import { DOUYIN_VOCABULARY } from './vocabulary.ts'

/** After-sale states that end it; any other one on a line must stop shipping. */
const ENDED_AFTER_SALES: readonly string[] = DOUYIN_VOCABULARY.filter(
  (entry) =>
    entry.axis === 'after_sale' &&
    (entry.meaning === 'closed' || entry.meaning === 'rejected' || entry.meaning === 'refunded'),
).map((entry) => entry.native)

const KINDS: Readonly<Record<string, AfterSaleKind>> = {
  '0': 'return',
  '1': 'refund_only',
  '2': 'refund_only',
  '3': 'exchange',
  '4': 'refund_only',
  '5': 'refund_only',
  '6': 'refund_only',
  '7': 'resend',
  '8': 'repair',
}
const NOT_REFUNDED_BY_SUCCESS: readonly string[] = ['3', '7', '8']

/**
 * `shop_order_detail` of `/order/orderDetail`. Money is in fen already; receiver fields are the masked ones.
 * Source: official Doudian SDK, response structures and their comments.
 */
export function readDouyinOrder(order: JsonObject): OrderSnapshot {
  const lines = objectsAt(order, 'sku_order_list')
  const paidAt = unixSecondsAt(order, 'pay_time')
  return {
    orderNumber: needText(order, 'order_id'),
    shopNumber: textAt(order, 'shop_id'),
    nativeStatus: nativeStatusOf(order),
    version: needUnixSeconds(order, 'update_time').getTime(),
    createdAt: needUnixSeconds(order, 'create_time'),
    paidAt,
    shippedAt: unixSecondsAt(order, 'ship_time') ?? firstShipTime(order),
    shipBy: unixSecondsAt(order, 'exp_ship_time') ?? unixSecondsAt(order, 'appointment_ship_time'),
    amountFen: (paidAt ? integerAt(order, 'pay_amount') : null) ?? needInteger(order, 'order_amount'),
    currency: 'CNY',
    buyer: { id: textAt(order, 'doudian_open_id'), nick: null },
    receiver: readReceiver(order),
    lines: lines.map(readLine),
    parcels: objectsAt(order, 'logistics_info').map(readParcel),
    holds: holdsOf({ refund_requested: lines.some(hasOpenAfterSale) }),
    afterSales: [],
    buyerMemo: textAt(order, 'buyer_words'),
    sellerMemo: textAt(order, 'seller_words'),
    ...readSellerFlag(DOUYIN_FLAGS, { grade: textAt(order, 'seller_remark_stars'), label: null }),
  }
}

/** `data` of `/afterSale/Detail`. Success of an exchange, resend or repair is a word of its own: no money went back. */
export function readDouyinAfterSale(data: JsonObject): AfterSaleSnapshot {
  const process = needObject(data, 'process_info')
  const info = needObject(process, 'after_sale_info')
  const parcels = objectAt(process, 'logistics_info')
  const order = needObject(data, 'order_info')
  const status = needText(info, 'after_sale_status')
  const type = textAt(info, 'after_sale_type') ?? ''
  const ownWord = status === '12' && NOT_REFUNDED_BY_SUCCESS.includes(type)
  return {
    afterSaleNumber: needText(info, 'after_sale_id'),
    orderNumber: needText(order, 'shop_order_id'),
    kind: KINDS[type] ?? 'unknown',
    nativeStatus: ownWord ? `${status}/${type}` : status,
    version: needUnixSeconds(info, 'update_time').getTime(),
    amountFen: integerAt(info, 'refund_total_amount') ?? 0,
    wholeOrder: textAt(info, 'after_sale_order_type') === '2' && textAt(info, 'part_type') === '0',
    respondBy: unixSecondsAt(info, 'status_deadline'),
    ...returnParcelOf(parcels && objectAt(parcels, 'return'), {
      carrier: ['company_code', 'company_name'],
      waybill: 'tracking_no',
    }),
  }
}

/** `main_status` says more than `order_status` (refund endings), where it is given. */
function nativeStatusOf(order: JsonObject): string {
  const main = textAt(order, 'main_status')
  return main !== null && main !== '0' ? main : needText(order, 'order_status')
}

function firstShipTime(order: JsonObject): Date | null {
  const times = objectsAt(order, 'logistics_info').map((parcel) => unixSecondsAt(parcel, 'ship_time')?.getTime() ?? 0)
  const known = times.filter((time) => time > 0)
  return known.length === 0 ? null : new Date(Math.min(...known))
}

function readReceiver(order: JsonObject): ReceiverSnapshot | null {
  const address = objectAt(order, 'mask_post_addr')
  if (address === null) return null
  const area = (key: string) => textAt(objectAt(address, key) ?? {}, 'name') ?? ''
  return {
    name: textAt(order, 'mask_post_receiver') ?? '',
    phone: textAt(order, 'mask_post_tel') ?? '',
    province: area('province'),
    city: area('city'),
    district: area('town'),
    address: `${area('street')}${textAt(address, 'detail') ?? ''}`,
    handle: textAt(order, 'open_address_id') ?? textAt(order, 'encrypt_post_tel'),
  }
}

function readLine(line: JsonObject): OrderLineSnapshot {
  return {
    lineNumber: needText(line, 'order_id'),
    itemNumber: textAt(line, 'product_id_str') ?? needText(line, 'product_id'),
    sku: textAt(line, 'out_sku_id') ?? textAt(line, 'code'),
    title: textAt(line, 'product_name') ?? '',
    quantity: needInteger(line, 'item_num'),
    priceFen: integerAt(line, 'origin_amount') ?? 0,
  }
}

function readParcel(parcel: JsonObject): ParcelSnapshot {
  return {
    carrier: textAt(parcel, 'company') ?? '',
    waybill: needText(parcel, 'tracking_no'),
    lineNumbers: objectsAt(parcel, 'product_info')
      .map((item) => textAt(item, 'sku_order_id'))
      .filter((number) => number !== null),
  }
}

function hasOpenAfterSale(line: JsonObject): boolean {
  const info = objectAt(line, 'after_sale_info')
  const status = info && textAt(info, 'after_sale_status')
  return status !== null && status !== '0' && !ENDED_AFTER_SALES.includes(status)
}
