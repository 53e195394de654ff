import { formatChinaTime } from '../china-time.ts'
import type { AfterSaleSnapshot, OrderSnapshot } from '../driver.ts'
import { yuanOfFen } from '../fen.ts'
import { type JsonToWrite, wireNumber } from '../lossless-json.ts'
import { gradeOf } from '../seller-flag.ts'
import { TAOBAO_FLAGS } from './seller-flags.ts'

type Wire = Readonly<Record<string, JsonToWrite>>

const DISPUTE_OF_KIND = {
  refund_only: 'REFUND',
  return: 'REFUND_AND_RETURN',
  exchange: 'TAOBAO_EXCHANGE',
  resend: 'RESHIPPING',
  repair: 'REPAIR',
  unknown: 'OTHERS',
} as const

/** `trade` as TOP writes it: numbers as JSON numbers, yuan as text, GMT+8 times, lists wrapped once more. */
export function renderTaobaoTrade(order: OrderSnapshot): Wire {
  const { receiver } = order
  return {
    tid: wireNumber(order.orderNumber),
    status: order.nativeStatus,
    created: formatChinaTime(order.createdAt),
    modified: formatChinaTime(new Date(order.version)),
    pay_time: time(order.paidAt),
    consign_time: time(order.shippedAt),
    payment: yuanOfFen(order.amountFen),
    buyer_open_uid: order.buyer.id ?? undefined,
    buyer_nick: order.buyer.nick ?? undefined,
    buyer_message: order.buyerMemo ?? undefined,
    seller_memo: order.sellerMemo ?? undefined,
    seller_flag: wireNumber(gradeOf(TAOBAO_FLAGS, order.sellerFlag)),
    seller_flag_tag: order.sellerFlagLabel ?? undefined,
    receiver_name: receiver?.name,
    receiver_mobile: receiver?.phone,
    receiver_state: receiver?.province,
    receiver_city: receiver?.city,
    receiver_district: receiver?.district,
    receiver_address: receiver?.address,
    oaid: receiver?.handle ?? undefined,
    orders: { order: order.lines.map((line, at) => renderLine(order, line, at)) },
  }
}

/** `refund` of `taobao.refund.get`. */
export function renderTaobaoRefund(sale: AfterSaleSnapshot): Wire {
  return {
    refund_id: wireNumber(sale.afterSaleNumber),
    tid: wireNumber(sale.orderNumber),
    oid: wireNumber(sale.wholeOrder ? sale.orderNumber : `${sale.orderNumber}1`),
    status: sale.nativeStatus,
    dispute_type: DISPUTE_OF_KIND[sale.kind],
    refund_fee: yuanOfFen(sale.amountFen),
    total_fee: yuanOfFen(sale.amountFen),
    modified: formatChinaTime(new Date(sale.version)),
    refund_remind_timeout: { exist_timeout: sale.respondBy !== null, timeout: time(sale.respondBy) },
    company_name: sale.returnParcel?.carrier,
    sid: sale.returnParcel?.waybill,
  }
}

/** One message's `content` for a trade topic, as JSON text with numbers of any length. */
export function renderTradeContent(order: OrderSnapshot): Wire {
  return {
    buyer_nick: order.buyer.nick ?? '',
    buyer_open_uid: order.buyer.id ?? '',
    payment: yuanOfFen(order.amountFen),
    status: order.nativeStatus,
    oid: wireNumber(order.lines[0]?.lineNumber ?? order.orderNumber),
    tid: wireNumber(order.orderNumber),
    type: 'guarantee_trade',
  }
}

function renderLine(order: OrderSnapshot, line: OrderSnapshot['lines'][number], at: number): Wire {
  const parcel = order.parcels.find(
    (candidate) => candidate.lineNumbers.length === 0 || candidate.lineNumbers.includes(line.lineNumber),
  )
  const refund = order.afterSales[at]
  return {
    oid: wireNumber(line.lineNumber),
    num_iid: /^\d+$/.test(line.itemNumber) ? wireNumber(line.itemNumber) : line.itemNumber,
    outer_sku_id: line.sku ?? undefined,
    title: line.title,
    num: line.quantity,
    price: yuanOfFen(line.priceFen),
    payment: yuanOfFen(refund?.amountFen ?? line.priceFen * line.quantity),
    status: order.nativeStatus,
    refund_status: refund?.nativeStatus ?? 'NO_REFUND',
    refund_id: refund === undefined ? undefined : wireNumber(refund.afterSaleNumber),
    delivery_time: time(order.shipBy),
    logistics_company: parcel?.carrier,
    invoice_no: parcel?.waybill,
    consign_time: parcel === undefined ? undefined : time(order.shippedAt),
  }
}

function time(date: Date | null): string | undefined {
  return date === null ? undefined : formatChinaTime(date)
}
