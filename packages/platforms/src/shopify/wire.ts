import type { AfterSaleSnapshot, OrderSnapshot } from '../driver.ts'
import { type JsonToWrite, wireNumber } from '../lossless-json.ts'
import { decimalOf } from '../money.ts'
import { gidOf } from './graphql-order.ts'
import { partsOfWord } from './vocabulary.ts'

type Wire = Readonly<Record<string, JsonToWrite>>

/** The shop's clock in winter; Shopify writes times with the shop's own offset. */
const OFFSET_MS = 3_600_000
const OFFSET = '+01:00'

/** The order resource of a webhook: ids as JSON numbers, amounts as decimal text, words in small letters. */
export function renderShopifyOrder(order: OrderSnapshot): Wire {
  const { financial, fulfilment, isCancelled } = statusesOf(order)
  const updated = new Date(order.version)
  return {
    id: wireNumber(order.orderNumber),
    admin_graphql_api_id: gidOf('Order', order.orderNumber),
    name: `#${order.orderNumber.slice(-5)}`,
    created_at: shopTime(order.createdAt),
    updated_at: shopTime(updated),
    processed_at: shopTime(order.paidAt ?? order.createdAt),
    cancelled_at: isCancelled ? shopTime(updated) : null,
    financial_status: financial,
    fulfillment_status: fulfilment,
    currency: order.currency,
    total_price: decimalOf(order.amountFen, order.currency),
    note: order.buyerMemo,
    customer: order.buyer.id === null ? null : { id: wireNumber(order.buyer.id) },
    shipping_address: renderAddress(order),
    line_items: order.lines.map((line) => ({
      id: wireNumber(line.lineNumber),
      variant_id: wireNumber(line.itemNumber),
      sku: line.sku,
      name: line.title,
      quantity: line.quantity,
      price: decimalOf(line.priceFen, order.currency),
    })),
    fulfillments: order.parcels.map((parcel, at) => ({
      id: wireNumber(`${order.orderNumber}${at + 1}`),
      order_id: wireNumber(order.orderNumber),
      status: 'success',
      created_at: shopTime(order.shippedAt ?? updated),
      tracking_company: parcel.carrier,
      tracking_number: parcel.waybill,
      line_items: parcel.lineNumbers.map((number) => ({ id: wireNumber(number) })),
    })),
    refunds: order.afterSales.filter(isRefund).map((sale) => ({
      id: wireNumber(sale.afterSaleNumber),
      order_id: wireNumber(order.orderNumber),
      created_at: shopTime(new Date(sale.version)),
      refund_line_items: sale.kind === 'return' ? [{ restock_type: 'return' }] : [],
      transactions: [{ kind: 'refund', status: sale.nativeStatus, amount: decimalOf(sale.amountFen, order.currency) }],
    })),
  }
}

/** `order` of the Admin GraphQL API: global ids, words in capitals, times in UTC. */
export function renderGraphqlOrder(order: OrderSnapshot): Wire {
  const { financial, fulfilment, isCancelled } = statusesOf(order)
  const updated = new Date(order.version)
  const money = (units: number) => ({ shopMoney: { amount: decimalOf(units, order.currency) } })
  return {
    id: gidOf('Order', order.orderNumber),
    createdAt: utc(order.createdAt),
    updatedAt: utc(updated),
    processedAt: utc(order.paidAt ?? order.createdAt),
    cancelledAt: isCancelled ? utc(updated) : null,
    displayFinancialStatus: financial.toUpperCase(),
    displayFulfillmentStatus:
      fulfilment === 'partial' ? 'PARTIALLY_FULFILLED' : (fulfilment ?? 'unfulfilled').toUpperCase(),
    currencyCode: order.currency,
    totalPriceSet: money(order.amountFen),
    note: order.buyerMemo,
    customer: order.buyer.id === null ? null : { id: `gid://shopify/Customer/${order.buyer.id}` },
    shippingAddress: renderAddress(order),
    lineItems: {
      nodes: order.lines.map((line) => ({
        id: gidOf('LineItem', line.lineNumber),
        name: line.title,
        sku: line.sku,
        quantity: line.quantity,
        variant: { id: `gid://shopify/ProductVariant/${line.itemNumber}` },
        originalUnitPriceSet: money(line.priceFen),
      })),
    },
    fulfillments: order.parcels.map((parcel) => ({
      createdAt: utc(order.shippedAt ?? updated),
      status: 'SUCCESS',
      trackingInfo: [{ company: parcel.carrier, number: parcel.waybill }],
      fulfillmentLineItems: {
        nodes: parcel.lineNumbers.map((number) => ({ lineItem: { id: gidOf('LineItem', number) } })),
      },
    })),
    refunds: order.afterSales.filter(isRefund).map((sale) => ({
      id: `gid://shopify/Refund/${sale.afterSaleNumber}`,
      createdAt: utc(new Date(sale.version)),
      totalRefundedSet: money(sale.amountFen),
      transactions: { nodes: [{ kind: 'REFUND', status: sale.nativeStatus.toUpperCase() }] },
      refundLineItems: { nodes: sale.kind === 'return' ? [{ restockType: 'RETURN' }] : [] },
    })),
  }
}

/** A cancellation alone gives no money back. */
function statusesOf(order: OrderSnapshot): ReturnType<typeof partsOfWord> {
  const parts = partsOfWord(order.nativeStatus)
  return parts.financial === 'voided' && order.paidAt !== null ? { ...parts, financial: 'paid' } : parts
}

/** A refund is on the wire only once it was made; a buyer's wish is not. */
function isRefund(sale: AfterSaleSnapshot): boolean {
  return ['pending', 'success', 'failure', 'error'].includes(sale.nativeStatus)
}

function renderAddress({ receiver }: OrderSnapshot): Wire | null {
  if (receiver === null) return null
  const { name, phone, province, city, address } = receiver
  return { name, phone, province, city, address1: address, address2: null, zip: null, country: null }
}

function shopTime(date: Date): string {
  return `${new Date(date.getTime() + OFFSET_MS).toISOString().slice(0, 19)}${OFFSET}`
}

function utc(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`
}
