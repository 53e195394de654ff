import type { AfterSaleKind } from '@baton/contract'
import { chinaTimeAt, needChinaTime, parseChinaTime } from '../china-time.ts'
import type {
  AfterSaleSnapshot,
  OrderLineSnapshot,
  OrderSnapshot,
  ParcelSnapshot,
  ReceiverSnapshot,
} from '../driver.ts'
import { UnreadableMessage } from '../driver.ts'
import { fenOfYuanAt } from '../fen.ts'
import { holdsOf } from '../holds.ts'
import { integerAt, needInteger, needText, objectsAt, textAt, unixMsAt } from '../json-field.ts'
import type { JsonObject } from '../lossless-json.ts'
import { returnParcelOf } from '../return-parcel.ts'
import { readSellerFlag } from '../seller-flag.ts'
import { uniqueNumbers } from '../unique-numbers.ts'
import { PDD_FLAGS } from './seller-flags.ts'
import { pddOrderWord } from './vocabulary.ts'

/** None, and refunded; any other refund status must stop shipping. */
const ENDED_REFUND_STATUSES: readonly string[] = ['0', '1', '4']

/** `after_sales_type` of `pdd.refund.information.get` (official documentation; the list call counts from 2 instead). */
const KINDS: Readonly<Record<string, AfterSaleKind>> = {
  '1': 'refund_only',
  '2': 'return',
  '3': 'exchange',
  '4': 'resend',
  '5': 'repair',
}

/**
 * `order_info` of `pdd.order.information.get`: amounts in yuan, times in GMT+8, receiver only as the masked fields.
 * Source: official Pinduoduo documentation.
 */
export function readPddOrder(order: JsonObject): OrderSnapshot {
  const refundStatus = textAt(order, 'refund_status')
  const createdAt = needChinaTime(order, 'created_time')
  return {
    orderNumber: needText(order, 'order_sn'),
    shopNumber: null,
    nativeStatus: pddOrderWord(needText(order, 'order_status'), refundStatus),
    version: needChinaTime(order, 'updated_at').getTime(),
    createdAt,
    paidAt: chinaTimeAt(order, 'pay_time') ?? chinaTimeAt(order, 'confirm_time'),
    shippedAt: chinaTimeAt(order, 'shipping_time'),
    shipBy: chinaTimeAt(order, 'last_ship_time'),
    amountFen: fenOfYuanAt(order, 'pay_amount') ?? 0,
    currency: 'CNY',
    buyer: { id: null, nick: null },
    receiver: readReceiver(order),
    lines: readLines(order),
    parcels: readParcels(order),
    holds: holdsOf({
      risk: (integerAt(order, 'risk_control_status') ?? 0) !== 0,
      refund_requested: refundStatus !== null && !ENDED_REFUND_STATUSES.includes(refundStatus),
    }),
    afterSales: [],
    buyerMemo: textAt(order, 'buyer_memo'),
    sellerMemo: textAt(order, 'remark'),
    ...readSellerFlag(PDD_FLAGS, { grade: textAt(order, 'remark_tag'), label: textAt(order, 'remark_tag_name') }),
  }
}

/** Reply of `pdd.refund.information.get`: amounts in fen, `expire_time` only while it waits for the merchant. */
export function readPddRefund(refund: JsonObject): AfterSaleSnapshot {
  const amountFen = integerAt(refund, 'refund_amount') ?? 0
  const orderAmount = integerAt(refund, 'order_amount')
  return {
    afterSaleNumber: needText(refund, 'id'),
    orderNumber: needText(refund, 'order_sn'),
    kind: KINDS[textAt(refund, 'after_sales_type') ?? ''] ?? 'unknown',
    nativeStatus: needText(refund, 'after_sales_status'),
    version: updatedAt(refund).getTime(),
    amountFen,
    wholeOrder: orderAmount !== null && amountFen >= orderAmount,
    respondBy: unixMsAt(refund, 'expire_time'),
    ...returnParcelOf(refund, { carrier: ['shipping_name'], waybill: 'express_no' }),
  }
}

/** `updated_time` is text: a GMT+8 wall clock, or Unix milliseconds. */
function updatedAt(refund: JsonObject): Date {
  const text = textAt(refund, 'updated_time')
  const at = text !== null && /^\d+$/.test(text) ? unixMsAt(refund, 'updated_time') : text && parseChinaTime(text)
  if (!at) throw new UnreadableMessage('Field updated_time is missing.')
  return at
}

/** The plain fields hold ciphertext or nothing; only the masks say something to a person. */
function readReceiver(order: JsonObject): ReceiverSnapshot | null {
  const province = textAt(order, 'province')
  const name = textAt(order, 'receiver_name_mask')
  if (province === null && name === null) return null
  return {
    name: name ?? '',
    phone: textAt(order, 'receiver_phone_mask') ?? '',
    province: province ?? '',
    city: textAt(order, 'city') ?? '',
    district: textAt(order, 'town') ?? '',
    address: textAt(order, 'receiver_address_mask') ?? '',
    handle: textAt(order, 'open_address_id'),
  }
}

function readLines(order: JsonObject): readonly OrderLineSnapshot[] {
  const items = objectsAt(order, 'item_list')
  const numbers = uniqueNumbers(items.map((item) => textAt(item, 'sku_id') ?? needText(item, 'goods_id')))
  return items.map((item, at) => ({
    lineNumber: numbers[at] ?? String(at + 1),
    itemNumber: needText(item, 'goods_id'),
    sku: textAt(item, 'outer_id') ?? textAt(item, 'outer_goods_id'),
    title: textAt(item, 'goods_name') ?? '',
    quantity: needInteger(item, 'goods_count'),
    priceFen: fenOfYuanAt(item, 'goods_price') ?? 0,
  }))
}

function readParcels(order: JsonObject): readonly ParcelSnapshot[] {
  const waybill = textAt(order, 'tracking_number')
  if (waybill === null) return []
  return [{ carrier: textAt(order, 'logistics_id') ?? '', waybill, lineNumbers: [] }]
}
