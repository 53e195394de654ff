import type { AfterSaleSnapshot, OrderSnapshot } from '../driver.ts'
import { type JsonToWrite, wireNumber } from '../lossless-json.ts'
import { gradeOf } from '../seller-flag.ts'
import { DOUYIN_FLAGS } from './seller-flags.ts'

/** Statuses `order_status` cannot express; the platform puts the finer word in `main_status`. */
const ORDER_STATUS_OF_MAIN: Readonly<Record<string, string>> = { '103': '1', '21': '4', '22': '4', '39': '4' }
const TYPE_OF_KIND = { return: 0, refund_only: 1, exchange: 3, resend: 7, repair: 8, unknown: 6 } as const

type Wire = Readonly<Record<string, JsonToWrite>>

/**
 * `shop_order_detail` as the platform writes it: order numbers as text, product ids as JSON numbers,
 * receiver masked beside its ciphertext. Source: official Doudian SDK response structures.
 */
export function renderDouyinOrder(order: OrderSnapshot): Wire {
  return {
    order_id: order.orderNumber,
    shop_id: order.shopNumber === null ? undefined : wireNumber(order.shopNumber),
    order_status: wireNumber(ORDER_STATUS_OF_MAIN[order.nativeStatus] ?? order.nativeStatus),
    main_status: wireNumber(order.nativeStatus),
    create_time: seconds(order.createdAt),
    update_time: Math.floor(order.version / 1000),
    pay_time: seconds(order.paidAt),
    ship_time: seconds(order.shippedAt),
    exp_ship_time: seconds(order.shipBy),
    order_amount: order.amountFen,
    pay_amount: order.paidAt === null ? 0 : order.amountFen,
    doudian_open_id: order.buyer.id ?? '',
    buyer_words: order.buyerMemo ?? '',
    seller_words: order.sellerMemo ?? '',
    seller_remark_stars: wireNumber(gradeOf(DOUYIN_FLAGS, order.sellerFlag)),
    ...renderReceiver(order),
    sku_order_list: order.lines.map((line) => renderLine(order, line)),
    logistics_info: order.parcels.map((parcel) => ({
      tracking_no: parcel.waybill,
      company: parcel.carrier,
      ship_time: seconds(order.shippedAt),
      product_info: parcel.lineNumbers.map((number) => ({ sku_order_id: number })),
    })),
  }
}

/** `data` of `/afterSale/Detail`; ids are JSON numbers there. */
export function renderDouyinAfterSale(sale: AfterSaleSnapshot): Wire {
  const [status = '', type] = sale.nativeStatus.split('/')
  return {
    process_info: {
      after_sale_info: {
        after_sale_id: wireNumber(sale.afterSaleNumber),
        after_sale_status: wireNumber(status),
        after_sale_type: type === undefined ? TYPE_OF_KIND[sale.kind] : wireNumber(type),
        after_sale_order_type: sale.wholeOrder ? 2 : 1,
        part_type: sale.wholeOrder ? 0 : 1,
        refund_total_amount: sale.amountFen,
        update_time: Math.floor(sale.version / 1000),
        status_deadline: seconds(sale.respondBy),
      },
      logistics_info: {
        return: {
          company_code: sale.returnParcel?.carrier ?? '',
          tracking_no: sale.returnParcel?.waybill ?? '',
        },
      },
    },
    order_info: { shop_order_id: wireNumber(sale.orderNumber) },
  }
}

function renderReceiver(order: OrderSnapshot): Wire {
  const { receiver } = order
  if (receiver === null) return {}
  return {
    mask_post_receiver: receiver.name,
    mask_post_tel: receiver.phone,
    encrypt_post_tel: receiver.handle ?? '',
    mask_post_addr: {
      province: { name: receiver.province },
      city: { name: receiver.city },
      town: { name: receiver.district },
      street: { name: '' },
      detail: receiver.address,
    },
  }
}

function renderLine(order: OrderSnapshot, line: OrderSnapshot['lines'][number]): Wire {
  const open = order.holds.includes('refund_requested')
  return {
    order_id: line.lineNumber,
    parent_order_id: order.orderNumber,
    product_id: /^\d+$/.test(line.itemNumber) ? wireNumber(line.itemNumber) : 0,
    product_id_str: line.itemNumber,
    out_sku_id: line.sku ?? '',
    product_name: line.title,
    item_num: line.quantity,
    origin_amount: line.priceFen,
    after_sale_info: { after_sale_status: open ? 6 : 0, after_sale_type: open ? 1 : 0, refund_status: open ? 1 : 0 },
  }
}

function seconds(date: Date | null): number {
  return date === null ? 0 : Math.floor(date.getTime() / 1000)
}
