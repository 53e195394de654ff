import type { AfterSaleKind } from '@baton/contract'
import { chinaTimeAt, needChinaTime, parseChinaTime } from '../china-time.ts'
import type {
  AfterSaleSnapshot,
  OrderLineSnapshot,
  OrderSnapshot,
  ParcelSnapshot,
  ReceiverSnapshot,
} from '../driver.ts'
import { fenOfYuanAt } from '../fen.ts'
import { holdsOf } from '../holds.ts'
import { booleanAt, needInteger, needText, objectAt, objectsAt, textAt } from '../json-field.ts'
import type { JsonObject } from '../lossless-json.ts'
import { returnParcelOf } from '../return-parcel.ts'
import { readSellerFlag } from '../seller-flag.ts'
import { TAOBAO_FLAGS } from './seller-flags.ts'

/** Any other refund status, also one we do not know, must stop shipping. */
const ENDED_REFUNDS: readonly string[] = ['NO_REFUND', 'SELLER_REFUSE_BUYER', 'CLOSED', 'SUCCESS']

const KINDS: Readonly<Record<string, AfterSaleKind>> = {
  REFUND: 'refund_only',
  REFUND_AND_RETURN: 'return',
  TMALL_EXCHANGE: 'exchange',
  TAOBAO_EXCHANGE: 'exchange',
  REPAIR: 'repair',
  RESHIPPING: 'resend',
}

/** Fields of `taobao.trade.fullinfo.get` that a snapshot is made of. */
export const TRADE_FIELDS = [
  'tid,seller_nick,buyer_nick,buyer_open_uid,status,created,modified,pay_time,consign_time,payment,post_fee',
  'receiver_name,receiver_mobile,receiver_state,receiver_city,receiver_district,receiver_address,oaid',
  'buyer_message,seller_memo,seller_flag,seller_flag_tag,orders',
].join(',')

export const REFUND_FIELDS = [
  'refund_id,tid,oid,status,dispute_type,has_good_return,refund_fee,total_fee,payment,modified,created',
  'refund_phase,refund_version,refund_remind_timeout,company_name,sid',
].join(',')

/** `trade` of `taobao.trade.fullinfo.get`; amounts in yuan text, times in GMT+8 (official TOP documentation). */
export function readTaobaoTrade(trade: JsonObject): OrderSnapshot {
  const lines = objectsAt(objectAt(trade, 'orders') ?? {}, 'order')
  const orderNumber = needText(trade, 'tid')
  const modified = needChinaTime(trade, 'modified')
  return {
    orderNumber,
    shopNumber: null,
    nativeStatus: needText(trade, 'status'),
    version: modified.getTime(),
    createdAt: needChinaTime(trade, 'created'),
    paidAt: chinaTimeAt(trade, 'pay_time'),
    shippedAt: chinaTimeAt(trade, 'consign_time') ?? earliest(lines, 'consign_time'),
    shipBy: earliest(lines, 'delivery_time'),
    amountFen: fenOfYuanAt(trade, 'payment') ?? 0,
    currency: 'CNY',
    buyer: { id: textAt(trade, 'buyer_open_uid'), nick: textAt(trade, 'buyer_nick') },
    receiver: readReceiver(trade),
    lines: lines.map(readLine),
    parcels: readParcels(lines),
    holds: holdsOf({
      refund_requested: lines.some((line) => !ENDED_REFUNDS.includes(textAt(line, 'refund_status') ?? 'NO_REFUND')),
    }),
    afterSales: readLineRefunds(lines, orderNumber, modified.getTime()),
    buyerMemo: textAt(trade, 'buyer_message'),
    sellerMemo: textAt(trade, 'seller_memo'),
    ...readSellerFlag(TAOBAO_FLAGS, { grade: textAt(trade, 'seller_flag'), label: textAt(trade, 'seller_flag_tag') }),
  }
}

/** `refund` of `taobao.refund.get`. */
export function readTaobaoRefund(refund: JsonObject): AfterSaleSnapshot {
  const amountFen = fenOfYuanAt(refund, 'refund_fee') ?? 0
  const remind = objectAt(refund, 'refund_remind_timeout')
  return {
    afterSaleNumber: needText(refund, 'refund_id'),
    orderNumber: needText(refund, 'tid'),
    kind: kindOf(refund),
    nativeStatus: needText(refund, 'status'),
    version: needChinaTime(refund, 'modified').getTime(),
    amountFen,
    // A trade of one line has its own number as the line's number.
    wholeOrder:
      textAt(refund, 'oid') === textAt(refund, 'tid') && amountFen >= (fenOfYuanAt(refund, 'total_fee') ?? Infinity),
    respondBy: remind && booleanAt(remind, 'exist_timeout') !== false ? chinaTimeAt(remind, 'timeout') : null,
    ...returnParcelOf(refund, { carrier: ['company_name'], waybill: 'sid' }),
  }
}

function kindOf(refund: JsonObject): AfterSaleKind {
  const published = KINDS[textAt(refund, 'dispute_type') ?? '']
  if (published !== undefined) return published
  const goodsBack = booleanAt(refund, 'has_good_return')
  if (goodsBack === null) return 'unknown'
  return goodsBack ? 'return' : 'refund_only'
}

function readReceiver(trade: JsonObject): ReceiverSnapshot | null {
  const name = textAt(trade, 'receiver_name')
  const province = textAt(trade, 'receiver_state')
  if (name === null && province === null) return null
  return {
    name: name ?? '',
    phone: textAt(trade, 'receiver_mobile') ?? textAt(trade, 'receiver_phone') ?? '',
    province: province ?? '',
    city: textAt(trade, 'receiver_city') ?? '',
    district: textAt(trade, 'receiver_district') ?? '',
    address: textAt(trade, 'receiver_address') ?? '',
    handle: textAt(trade, 'oaid'),
  }
}

function readLine(line: JsonObject): OrderLineSnapshot {
  return {
    lineNumber: needText(line, 'oid'),
    itemNumber: textAt(line, 'num_iid') ?? '',
    sku: textAt(line, 'outer_sku_id') ?? textAt(line, 'outer_iid'),
    title: textAt(line, 'title') ?? '',
    quantity: needInteger(line, 'num'),
    priceFen: fenOfYuanAt(line, 'price') ?? 0,
  }
}

/** Each line names its waybill; lines with the same one travel together. */
function readParcels(lines: readonly JsonObject[]): readonly ParcelSnapshot[] {
  const parcels = new Map<string, { carrier: string; waybill: string; lineNumbers: string[] }>()
  for (const line of lines) {
    const waybill = textAt(line, 'invoice_no')
    if (waybill === null) continue
    const carrier = textAt(line, 'logistics_company') ?? ''
    const parcel = parcels.get(`${carrier} ${waybill}`) ?? { carrier, waybill, lineNumbers: [] }
    parcel.lineNumbers.push(needText(line, 'oid'))
    parcels.set(`${carrier} ${waybill}`, parcel)
  }
  return [...parcels.values()]
}

/** A line tells its refund's number and status, not its amount: the line's payment stands in until the refund is read. */
function readLineRefunds(lines: readonly JsonObject[], orderNumber: string, version: number): AfterSaleSnapshot[] {
  return lines.flatMap((line) => {
    const afterSaleNumber = textAt(line, 'refund_id')
    const nativeStatus = textAt(line, 'refund_status')
    if (afterSaleNumber === null || nativeStatus === null || nativeStatus === 'NO_REFUND') return []
    const amountFen = fenOfYuanAt(line, 'payment') ?? 0
    return [
      {
        afterSaleNumber,
        orderNumber,
        kind: 'unknown' as const,
        nativeStatus,
        version,
        amountFen,
        wholeOrder: false,
        respondBy: null,
      },
    ]
  })
}

/** The earliest of a time over all lines; a text that is no time is the platform's prose and counts as not given. */
function earliest(lines: readonly JsonObject[], key: string): Date | null {
  const times = lines.flatMap((line) => {
    const text = textAt(line, key)
    if (text === null || !/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text)) return []
    return [parseChinaTime(text).getTime()]
  })
  return times.length === 0 ? null : new Date(Math.min(...times))
}
