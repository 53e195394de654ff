import type { OrderSnapshot } from '@baton/platforms'
import { pushDouyin, tradeData } from '@baton/platforms/douyin'
import { type OwnShopEvent, orderEvent, pushOwnShop } from '@baton/platforms/standard-webhooks'
import { type WireRequest, wireRequest } from './http-load.ts'
import { DOUYIN_APP, OWN_SHOP_SECRET } from './world.ts'

const PROVINCES = ['浙江省', '广东省', '江苏省', '福建省', '北京市']

/** A realistic order of two lines. */
export function benchOrder(number: string, told: Partial<OrderSnapshot> = {}): OrderSnapshot {
  const digits = Number(number.replace(/\D/g, '').slice(-6)) || 0
  const version = Date.now()
  return {
    orderNumber: number,
    shopNumber: 'S1',
    nativeStatus: 'to_ship',
    version,
    createdAt: new Date(version - 60_000),
    paidAt: new Date(version - 30_000),
    shippedAt: null,
    shipBy: new Date(version + 48 * 3_600_000),
    amountFen: 25_800,
    currency: 'CNY',
    buyer: { id: `buyer-${digits % 5000}`, nick: '顾客' },
    receiver: {
      name: '李*',
      phone: `139****${String(digits % 10_000).padStart(4, '0')}`,
      province: PROVINCES[digits % PROVINCES.length] ?? '浙江省',
      city: '某市',
      district: '某区',
      address: '某路***',
      handle: null,
    },
    lines: [0, 1].map((line) => ({
      lineNumber: String(line + 1),
      itemNumber: `I${line}`,
      sku: `SKU-${(digits + line) % 200}`,
      title: `商品 ${(digits + line) % 200}`,
      quantity: 1 + line,
      priceFen: 8600,
    })),
    parcels: [],
    holds: [],
    afterSales: [],
    buyerMemo: null,
    sellerMemo: null,
    sellerFlag: null,
    sellerFlagLabel: null,
    ...told,
  }
}

/** One signed own-shop push of an order. */
export function ownShopRequest(
  path: string,
  id: string,
  order: OrderSnapshot,
  headers: Readonly<Record<string, string>> = {},
): WireRequest {
  const event = orderEvent('order.updated', order, new Date(order.version))
  return ownShopEventRequest(path, { id, event }, headers)
}

/** One signed own-shop push of anything. */
export function ownShopEventRequest(
  path: string,
  told: { readonly id: string; readonly event: OwnShopEvent },
  headers: Readonly<Record<string, string>> = {},
): WireRequest {
  const push = pushOwnShop([OWN_SHOP_SECRET], { ...told, sentAt: new Date() })
  return wireRequest(path, { ...push.headers, ...headers }, push.body)
}

/** One signed Douyin push: a hint with a 64-bit order number. */
export function douyinRequest(path: string, index: number): WireRequest {
  const orderNumber = String(4_705_000_000_000_000_000n + BigInt(index))
  const data = tradeData(
    { orderNumber, lineNumbers: [orderNumber], shopNumber: '95250' },
    { order_status: 2, order_type: 0, pay_type: 1, pay_time: 1_780_000_000, pay_amount: 2990, biz: 2 },
  )
  const push = pushDouyin(DOUYIN_APP, [{ tag: '101', messageId: `${orderNumber}::101:${process.pid}`, data }])
  return wireRequest(path, push.headers, push.body)
}
