import type { AfterSaleSnapshot, OrderLineSnapshot, OrderSnapshot, ReceiverSnapshot } from '../driver.ts'
import { needed, utcInstantAt } from '../instants.ts'
import { needInteger, needText, objectAt, objectsAt, textAt } from '../json-field.ts'
import type { JsonObject } from '../lossless-json.ts'
import { minorUnits, minorUnitsAt, needCurrency } from '../money.ts'
import { NO_SELLER_FLAG } from '../seller-flag.ts'
import { REFUND_MADE } from './vocabulary.ts'

/**
 * An order of the REST API v3, which webhooks carry too. Every time is there twice: in the shop's own zone, which the payload
 * does not name, and in UTC as `…_gmt`; only the latter is read. Source: official REST API documentation.
 */
export function readWooOrder(order: JsonObject): OrderSnapshot {
  const orderNumber = needText(order, 'id')
  const currency = needCurrency(order, 'currency')
  const nativeStatus = needText(order, 'status')
  const modifiedAt = needed(utcInstantAt(order, 'date_modified_gmt'), 'date_modified_gmt')
  return {
    orderNumber,
    shopNumber: null,
    nativeStatus,
    version: modifiedAt.getTime(),
    createdAt: needed(utcInstantAt(order, 'date_created_gmt'), 'date_created_gmt'),
    paidAt: utcInstantAt(order, 'date_paid_gmt'),
    shippedAt: utcInstantAt(order, 'date_completed_gmt'),
    shipBy: null,
    amountFen: minorUnits(needText(order, 'total'), currency),
    currency,
    buyer: { id: customerOf(order), nick: null },
    receiver: readReceiver(order),
    lines: objectsAt(order, 'line_items').map((line) => readLine(line, currency)),
    // Core has no field for a waybill.
    parcels: [],
    holds: [],
    afterSales: objectsAt(order, 'refunds').map(
      (refund): AfterSaleSnapshot => ({
        afterSaleNumber: needText(refund, 'id'),
        orderNumber,
        kind: 'refund_only',
        nativeStatus: REFUND_MADE,
        version: modifiedAt.getTime(),
        amountFen: Math.abs(minorUnits(needText(refund, 'total'), currency)),
        wholeOrder: nativeStatus === 'refunded',
        respondBy: null,
      }),
    ),
    buyerMemo: textAt(order, 'customer_note'),
    sellerMemo: null,
    ...NO_SELLER_FLAG,
  }
}

/** 0 is a guest. */
function customerOf(order: JsonObject): string | null {
  const id = textAt(order, 'customer_id')
  return id === '0' ? null : id
}

/** The shipping address where there is one; the phone is often with the billing address only. */
function readReceiver(order: JsonObject): ReceiverSnapshot | null {
  const billing = objectAt(order, 'billing') ?? {}
  const shipping = objectAt(order, 'shipping') ?? {}
  const to = textAt(shipping, 'address_1') === null ? billing : shipping
  const name = textsOf(to, ['first_name', 'last_name']).join(' ')
  const address = textsOf(to, ['address_1', 'address_2', 'postcode', 'country']).join(', ')
  if (name === '' && address === '') return null
  return {
    name,
    phone: textAt(to, 'phone') ?? textAt(billing, 'phone') ?? '',
    province: textAt(to, 'state') ?? '',
    city: textAt(to, 'city') ?? '',
    district: '',
    address,
    handle: null,
  }
}

function textsOf(object: JsonObject, keys: readonly string[]): readonly string[] {
  return keys.flatMap((key) => textAt(object, key) ?? [])
}

/** `price` is a floating-point number; the line's subtotal before discounts is exact. */
function readLine(line: JsonObject, currency: string): OrderLineSnapshot {
  const quantity = needInteger(line, 'quantity')
  const subtotal = minorUnitsAt(line, 'subtotal', currency) ?? 0
  const variation = textAt(line, 'variation_id') ?? '0'
  return {
    lineNumber: needText(line, 'id'),
    itemNumber: variation === '0' ? needText(line, 'product_id') : variation,
    sku: textAt(line, 'sku'),
    title: textAt(line, 'name') ?? '',
    quantity,
    priceFen: quantity > 0 ? Math.round(subtotal / quantity) : 0,
  }
}
