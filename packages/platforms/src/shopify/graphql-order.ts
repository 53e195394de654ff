import type { AfterSaleSnapshot, OrderLineSnapshot, OrderSnapshot, ParcelSnapshot } from '../driver.ts'
import { UnreadableMessage } from '../driver.ts'
import { earliestOf, instantAt, needed } from '../instants.ts'
import { needInteger, needObject, needText, objectAt, objectsAt, textAt } from '../json-field.ts'
import type { JsonObject } from '../lossless-json.ts'
import { minorUnits, needCurrency } from '../money.ts'
import { NO_SELLER_FLAG } from '../seller-flag.ts'
import { readReceiver, worstOf } from './order.ts'
import { isPaid, shopifyWord } from './vocabulary.ts'

/** Fields of `Order` that a snapshot is made of (official Admin GraphQL reference). */
export const ORDER_FIELDS = `
  id updatedAt createdAt processedAt cancelledAt note displayFinancialStatus displayFulfillmentStatus
  currencyCode totalPriceSet { shopMoney { amount } } customer { id }
  shippingAddress { name phone province city address1 address2 zip country }
  lineItems(first: 100) { nodes { id name sku quantity variant { id } originalUnitPriceSet { shopMoney { amount } } } }
  fulfillments(first: 50) {
    createdAt status trackingInfo(first: 1) { company number } fulfillmentLineItems(first: 100) { nodes { lineItem { id } } }
  }
  refunds(first: 50) {
    id createdAt totalRefundedSet { shopMoney { amount } } transactions(first: 10) { nodes { kind status } }
    refundLineItems(first: 50) { nodes { restockType } }
  }`

/** `order` of the Admin GraphQL API: ids are `gid://shopify/Order/123`, words in capitals. */
export function readGraphqlOrder(order: JsonObject): OrderSnapshot {
  const orderNumber = numberOfGid(needText(order, 'id'))
  const currency = needCurrency(order, 'currencyCode')
  const financial = textAt(order, 'displayFinancialStatus') ?? 'PENDING'
  const fulfilments = objectsAt(order, 'fulfillments').filter((one) => textAt(one, 'status') !== 'CANCELLED')
  return {
    orderNumber,
    shopNumber: null,
    nativeStatus: shopifyWord({
      financial,
      fulfilment: textAt(order, 'displayFulfillmentStatus'),
      isCancelled: textAt(order, 'cancelledAt') !== null,
    }),
    version: needed(instantAt(order, 'updatedAt'), 'updatedAt').getTime(),
    createdAt: needed(instantAt(order, 'createdAt'), 'createdAt'),
    paidAt: isPaid(financial) ? instantAt(order, 'processedAt') : null,
    shippedAt: earliestOf(fulfilments.map((one) => instantAt(one, 'createdAt'))),
    shipBy: null,
    amountFen: moneyAt(order, 'totalPriceSet', currency),
    currency,
    buyer: { id: gidAt(order, 'customer'), nick: null },
    receiver: readReceiver(objectAt(order, 'shippingAddress')),
    lines: nodesAt(order, 'lineItems').map((line) => readLine(line, currency)),
    parcels: fulfilments.flatMap(readParcels),
    holds: [],
    afterSales: objectsAt(order, 'refunds').map((refund) =>
      readRefund(refund, { orderNumber, currency, isWhole: financial === 'REFUNDED' }),
    ),
    buyerMemo: textAt(order, 'note'),
    sellerMemo: null,
    ...NO_SELLER_FLAG,
  }
}

/** The number at the end of a global id, as webhooks write it. Throws `UnreadableMessage` for anything else. */
export function numberOfGid(gid: string): string {
  const number = /^gid:\/\/shopify\/\w+\/(\d{1,20})(\?.*)?$/.exec(gid)?.[1]
  if (number === undefined) throw new UnreadableMessage(`Not a global id: ${gid}.`)
  return number
}

export function gidOf(type: 'Order' | 'LineItem', number: string): string {
  return `gid://shopify/${type}/${number}`
}

/** The objects of a connection. */
export function nodesAt(object: JsonObject, key: string): readonly JsonObject[] {
  return objectsAt(objectAt(object, key) ?? {}, 'nodes')
}

function gidAt(object: JsonObject, key: string): string | null {
  const gid = textAt(objectAt(object, key) ?? {}, 'id')
  return gid === null ? null : numberOfGid(gid)
}

function moneyAt(object: JsonObject, key: string, currency: string): number {
  return minorUnits(needText(needObject(needObject(object, key), 'shopMoney'), 'amount'), currency)
}

function readLine(line: JsonObject, currency: string): OrderLineSnapshot {
  return {
    lineNumber: numberOfGid(needText(line, 'id')),
    itemNumber: gidAt(line, 'variant') ?? '',
    sku: textAt(line, 'sku'),
    title: textAt(line, 'name') ?? '',
    quantity: needInteger(line, 'quantity'),
    priceFen: moneyAt(line, 'originalUnitPriceSet', currency),
  }
}

function readParcels(fulfilment: JsonObject): readonly ParcelSnapshot[] {
  const [tracking = {}] = objectsAt(fulfilment, 'trackingInfo')
  const waybill = textAt(tracking, 'number')
  if (waybill === null) return []
  const lineNumbers = nodesAt(fulfilment, 'fulfillmentLineItems').flatMap((line) => gidAt(line, 'lineItem') ?? [])
  return [{ carrier: textAt(tracking, 'company') ?? '', waybill, lineNumbers }]
}

function readRefund(
  refund: JsonObject,
  order: { orderNumber: string; currency: string; isWhole: boolean },
): AfterSaleSnapshot {
  const transactions = nodesAt(refund, 'transactions').filter((one) => textAt(one, 'kind') === 'REFUND')
  const isReturn = nodesAt(refund, 'refundLineItems').some((line) => textAt(line, 'restockType') === 'RETURN')
  return {
    afterSaleNumber: numberOfGid(needText(refund, 'id')),
    orderNumber: order.orderNumber,
    kind: isReturn ? 'return' : 'refund_only',
    nativeStatus: worstOf(transactions.map((one) => textAt(one, 'status') ?? 'pending')),
    version: needed(instantAt(refund, 'createdAt'), 'createdAt').getTime(),
    amountFen: moneyAt(refund, 'totalRefundedSet', order.currency),
    wholeOrder: order.isWhole,
    respondBy: null,
  }
}
