import type {
  AfterSaleSnapshot,
  OrderLineSnapshot,
  OrderSnapshot,
  ParcelSnapshot,
  ReceiverSnapshot,
} from '../driver.ts'
import { earliestOf, instantAt, needed } from '../instants.ts'
import { needInteger, needText, objectAt, objectsAt, textAt } from '../json-field.ts'
import type { JsonObject } from '../lossless-json.ts'
import { minorUnits, minorUnitsAt, needCurrency } from '../money.ts'
import { NO_SELLER_FLAG } from '../seller-flag.ts'
import { isPaid, shopifyWord } from './vocabulary.ts'

/**
 * The order resource that webhooks carry: amounts as decimal text in the shop's currency, times in RFC 3339 with the shop's offset.
 * Source: official Admin API reference, Order resource.
 */
export function readShopifyOrder(order: JsonObject): OrderSnapshot {
  const orderNumber = needText(order, 'id')
  const currency = needCurrency(order, 'currency')
  const financial = textAt(order, 'financial_status') ?? 'pending'
  const isWhole = financial === 'refunded'
  const fulfilments = objectsAt(order, 'fulfillments').filter((one) => textAt(one, 'status') !== 'cancelled')
  return {
    orderNumber,
    shopNumber: null,
    nativeStatus: shopifyWord({
      financial,
      fulfilment: textAt(order, 'fulfillment_status'),
      isCancelled: textAt(order, 'cancelled_at') !== null,
    }),
    version: needed(instantAt(order, 'updated_at'), 'updated_at').getTime(),
    createdAt: needed(instantAt(order, 'created_at'), 'created_at'),
    paidAt: isPaid(financial) ? instantAt(order, 'processed_at') : null,
    shippedAt: earliestOf(fulfilments.map((one) => instantAt(one, 'created_at'))),
    shipBy: null,
    amountFen: minorUnits(needText(order, 'total_price'), currency),
    currency,
    buyer: { id: textAt(objectAt(order, 'customer') ?? {}, 'id'), nick: null },
    receiver: readReceiver(objectAt(order, 'shipping_address')),
    lines: objectsAt(order, 'line_items').map((line) => readLine(line, currency)),
    parcels: fulfilments.flatMap(readParcels),
    holds: [],
    afterSales: objectsAt(order, 'refunds').map((refund) => readRefund(refund, { orderNumber, currency, isWhole })),
    buyerMemo: textAt(order, 'note'),
    sellerMemo: null,
    ...NO_SELLER_FLAG,
  }
}

/** Shopify keeps house number, second line, postal code and country apart; people read one line. */
export function readReceiver(address: JsonObject | null): ReceiverSnapshot | null {
  if (address === null) return null
  const parts = ['address1', 'address2', 'zip', 'country'].map((key) => textAt(address, key))
  return {
    name: textAt(address, 'name') ?? '',
    phone: textAt(address, 'phone') ?? '',
    province: textAt(address, 'province') ?? '',
    city: textAt(address, 'city') ?? '',
    district: '',
    address: parts.filter((part) => part !== null).join(', '),
    handle: null,
  }
}

function readLine(line: JsonObject, currency: string): OrderLineSnapshot {
  return {
    lineNumber: needText(line, 'id'),
    itemNumber: textAt(line, 'variant_id') ?? textAt(line, 'product_id') ?? '',
    sku: textAt(line, 'sku'),
    title: textAt(line, 'name') ?? textAt(line, 'title') ?? '',
    quantity: needInteger(line, 'quantity'),
    priceFen: minorUnitsAt(line, 'price', currency) ?? 0,
  }
}

/** A fulfilment without a tracking number is goods that left without a parcel we could follow. */
function readParcels(fulfilment: JsonObject): readonly ParcelSnapshot[] {
  const waybill = textAt(fulfilment, 'tracking_number')
  if (waybill === null) return []
  const lineNumbers = objectsAt(fulfilment, 'line_items').map((line) => needText(line, 'id'))
  return [{ carrier: textAt(fulfilment, 'tracking_company') ?? '', waybill, lineNumbers }]
}

function readRefund(
  refund: JsonObject,
  order: { orderNumber: string; currency: string; isWhole: boolean },
): AfterSaleSnapshot {
  const transactions = objectsAt(refund, 'transactions').filter((one) => textAt(one, 'kind') === 'refund')
  const isReturn = objectsAt(refund, 'refund_line_items').some((line) => textAt(line, 'restock_type') === 'return')
  const amounts = transactions.map((one) => minorUnitsAt(one, 'amount', order.currency) ?? 0)
  return {
    afterSaleNumber: needText(refund, 'id'),
    orderNumber: order.orderNumber,
    kind: isReturn ? 'return' : 'refund_only',
    nativeStatus: worstOf(transactions.map((one) => textAt(one, 'status') ?? 'pending')),
    version: needed(instantAt(refund, 'created_at'), 'created_at').getTime(),
    amountFen: amounts.reduce((sum, amount) => sum + amount, 0),
    wholeOrder: order.isWhole,
    respondBy: null,
  }
}

/** A refund has ended when every transaction has; one without transactions moved no money and is over. */
export function worstOf(statuses: readonly string[]): string {
  const words = statuses.map((status) => status.toLowerCase())
  return ['error', 'failure', 'pending'].find((status) => words.includes(status)) ?? 'success'
}
