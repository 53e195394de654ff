import type { AfterSaleKind } from '@baton/contract'
import type { AfterSaleSnapshot, OrderSnapshot } from '../driver.ts'
import { type JsonToWrite, wireNumber } from '../lossless-json.ts'
import { withoutCount } from '../unique-numbers.ts'

type Wire = Readonly<Record<string, JsonToWrite>>

const TYPE_OF_KIND = {
  refund_only: 'REFUND',
  return: 'RETURN',
  exchange: 'EXCHANGE',
  resend: 'RESHIP',
  repair: 'OTHER',
  unknown: 'OTHER',
} as const satisfies Record<AfterSaleKind, string>

/** `order` as the platform writes it: numbers of things as text, statuses and fen as numbers. */
export function renderWeixinOrder(order: OrderSnapshot): Wire {
  const open = order.holds.includes('refund_requested')
  return {
    order_id: order.orderNumber,
    openid: order.buyer.id ?? '',
    status: wireNumber(order.nativeStatus),
    create_time: seconds(order.createdAt),
    update_time: Math.floor(order.version / 1000),
    order_detail: {
      product_infos: order.lines.map((line) => renderLine(order, line)),
      price_info: { order_price: order.amountFen, freight: 0 },
      pay_info: order.paidAt === null ? {} : { pay_time: seconds(order.paidAt) },
      delivery_info: renderDelivery(order),
      ext_info: { customer_notes: order.buyerMemo ?? '', merchant_notes: order.sellerMemo ?? '' },
    },
    aftersale_detail: { on_aftersale_order_cnt: open ? 1 : 0, aftersale_order_list: [] },
  }
}

/** `after_sale_order`; `deadline` counts the seconds that remain at `now`. */
export function renderWeixinAfterSale(sale: AfterSaleSnapshot, now: Date): Wire {
  const remaining = sale.respondBy === null ? 0 : Math.round((sale.respondBy.getTime() - now.getTime()) / 1000)
  return {
    after_sale_order_id: sale.afterSaleNumber,
    order_id: sale.orderNumber,
    status: sale.nativeStatus,
    type: TYPE_OF_KIND[sale.kind],
    refund_info: { amount: sale.amountFen },
    update_time: Math.floor(sale.version / 1000),
    deadline: Math.max(0, remaining),
    return_info: {
      waybill_id: sale.returnParcel?.waybill ?? '',
      delivery_id: sale.returnParcel?.carrier ?? '',
    },
  }
}

function renderLine(order: OrderSnapshot, line: OrderSnapshot['lines'][number]): Wire {
  return {
    product_id: line.itemNumber,
    sku_id: withoutCount(line.lineNumber),
    sku_code: line.sku ?? '',
    title: line.title,
    sku_cnt: line.quantity,
    sale_price: line.priceFen,
    on_aftersale_sku_cnt: 0,
    finish_aftersale_sku_cnt: 0,
    delivery_deadline: order.shipBy === null ? 0 : seconds(order.shipBy),
  }
}

function renderDelivery(order: OrderSnapshot): Wire {
  const { receiver } = order
  return {
    address_info:
      receiver === null
        ? undefined
        : {
            user_name: receiver.name,
            tel_number: receiver.phone,
            province_name: receiver.province,
            city_name: receiver.city,
            county_name: receiver.district,
            detail_info: receiver.address,
            hash_code: receiver.handle ?? '',
          },
    delivery_product_info: order.parcels.map((parcel) => ({
      waybill_id: parcel.waybill,
      delivery_id: parcel.carrier,
      deliver_type: 1,
      delivery_time: order.shippedAt === null ? 0 : seconds(order.shippedAt),
      product_infos: order.lines
        .filter((line) => parcel.lineNumbers.includes(line.lineNumber))
        .map((line) => ({
          product_id: line.itemNumber,
          sku_id: withoutCount(line.lineNumber),
          product_cnt: line.quantity,
        })),
    })),
    ship_done_time: order.shippedAt === null || order.nativeStatus === '21' ? 0 : seconds(order.shippedAt),
  }
}

function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000)
}
