import { formatChinaTime } from '../china-time.ts'
import type { AfterSaleSnapshot, OrderSnapshot } from '../driver.ts'
import { yuanOfFen } from '../fen.ts'
import { type JsonToWrite, wireNumber } from '../lossless-json.ts'
import { gradeOf } from '../seller-flag.ts'
import { withoutCount } from '../unique-numbers.ts'
import { PDD_FLAGS } from './seller-flags.ts'

type Wire = Readonly<Record<string, JsonToWrite>>

const TYPE_OF_KIND = { refund_only: 1, return: 2, exchange: 3, resend: 4, repair: 5, unknown: 0 } as const

/** `order_info` as the platform writes it: numbers for statuses, ids and amounts, GMT+8 times, masks beside empty plain fields. */
export function renderPddOrder(order: OrderSnapshot): Wire {
  const [orderStatus = '0', refundStatus = '1'] = order.nativeStatus.split('/')
  const { receiver } = order
  const parcel = order.parcels[0]
  const grade = gradeOf(PDD_FLAGS, order.sellerFlag)
  return {
    order_sn: order.orderNumber,
    order_status: wireNumber(orderStatus),
    refund_status: wireNumber(refundStatus),
    after_sales_status: refundStatus === '4' ? 10 : refundStatus === '1' ? 0 : 2,
    risk_control_status: order.holds.includes('risk') ? 1 : 0,
    created_time: formatChinaTime(order.createdAt),
    confirm_time: time(order.paidAt),
    pay_time: time(order.paidAt),
    shipping_time: time(order.shippedAt),
    last_ship_time: time(order.shipBy),
    updated_at: formatChinaTime(new Date(order.version)),
    pay_amount: wireNumber(yuanOfFen(order.amountFen)),
    receiver_name: '',
    receiver_phone: '',
    address: '',
    receiver_name_mask: receiver?.name ?? '',
    receiver_phone_mask: receiver?.phone ?? '',
    receiver_address_mask: receiver?.address ?? '',
    province: receiver?.province ?? '',
    city: receiver?.city ?? '',
    town: receiver?.district ?? '',
    open_address_id: receiver?.handle ?? '',
    buyer_memo: order.buyerMemo ?? '',
    remark: order.sellerMemo ?? '',
    remark_tag: wireNumber(grade),
    remark_tag_name: order.sellerFlagLabel ?? PDD_FLAGS.names[grade] ?? '',
    logistics_id: parcel === undefined ? 0 : numberOrText(parcel.carrier),
    tracking_number: parcel?.waybill ?? '',
    item_list: order.lines.map((line) => ({
      goods_id: numberOrText(line.itemNumber),
      sku_id: numberOrText(withoutCount(line.lineNumber)),
      outer_id: line.sku ?? '',
      goods_name: line.title,
      goods_price: wireNumber(yuanOfFen(line.priceFen)),
      goods_count: line.quantity,
    })),
  }
}

/** Reply of `pdd.refund.information.get`, which has no wrapping key. */
export function renderPddRefund(sale: AfterSaleSnapshot): Wire {
  return {
    id: numberOrText(sale.afterSaleNumber),
    order_sn: sale.orderNumber,
    after_sales_status: wireNumber(sale.nativeStatus),
    after_sales_type: TYPE_OF_KIND[sale.kind],
    refund_amount: sale.amountFen,
    order_amount: sale.wholeOrder ? sale.amountFen : sale.amountFen + 1,
    updated_time: formatChinaTime(new Date(sale.version)),
    expire_time: sale.respondBy === null ? null : wireNumber(String(sale.respondBy.getTime())),
    express_no: sale.returnParcel?.waybill ?? '',
    shipping_name: sale.returnParcel?.carrier ?? '',
  }
}

function numberOrText(text: string): JsonToWrite {
  return /^(0|[1-9]\d*)$/.test(text) ? wireNumber(text) : text
}

function time(date: Date | null): string {
  return date === null ? '' : formatChinaTime(date)
}
