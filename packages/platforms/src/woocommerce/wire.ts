import type { OrderSnapshot } from '../driver.ts'
import { type JsonToWrite, wireNumber } from '../lossless-json.ts'
import { decimalOf } from '../money.ts'
import { REFUND_MADE } from './vocabulary.ts'

type Wire = Readonly<Record<string, JsonToWrite>>

/** The shop of the sandbox lives in Shanghai; its local times carry no zone. */
const SHOP_ZONE_MS = 8 * 3_600_000

/** An order as REST API v3 and webhooks write it: each time in the shop's zone and, as `_gmt`, in UTC. */
export function renderWooOrder(order: OrderSnapshot): Wire {
  const { receiver, currency } = order
  const [firstName = '', ...otherNames] = (receiver?.name ?? '').split(' ')
  const address = {
    first_name: firstName,
    last_name: otherNames.join(' '),
    address_1: receiver?.address ?? '',
    address_2: '',
    city: receiver?.city ?? '',
    state: receiver?.province ?? '',
    postcode: '',
    country: '',
  }
  return {
    id: wireNumber(order.orderNumber),
    parent_id: 0,
    number: order.orderNumber,
    status: order.nativeStatus,
    currency,
    ...twice('created', order.createdAt),
    ...twice('modified', new Date(order.version)),
    ...twice('paid', order.paidAt),
    ...twice('completed', order.shippedAt),
    total: decimalOf(order.amountFen, currency),
    customer_id: order.buyer.id === null ? 0 : wireNumber(order.buyer.id),
    customer_note: order.buyerMemo ?? '',
    billing: { ...address, phone: receiver?.phone ?? '', email: '' },
    shipping: { ...address, phone: '' },
    line_items: order.lines.map((line) => ({
      id: wireNumber(line.lineNumber),
      name: line.title,
      product_id: wireNumber(line.itemNumber),
      variation_id: 0,
      quantity: line.quantity,
      subtotal: decimalOf(line.priceFen * line.quantity, currency),
      total: decimalOf(line.priceFen * line.quantity, currency),
      sku: line.sku ?? '',
      price: wireNumber(decimalOf(line.priceFen, currency)),
    })),
    refunds: order.afterSales
      .filter((sale) => sale.nativeStatus === REFUND_MADE)
      .map((sale) => ({
        id: wireNumber(sale.afterSaleNumber),
        reason: '',
        total: decimalOf(-sale.amountFen, currency),
      })),
  }
}

function twice(name: string, at: Date | null): Wire {
  const text = (ms: number) => new Date(ms).toISOString().slice(0, 19)
  return {
    [`date_${name}`]: at === null ? null : text(at.getTime() + SHOP_ZONE_MS),
    [`date_${name}_gmt`]: at === null ? null : text(at.getTime()),
  }
}
