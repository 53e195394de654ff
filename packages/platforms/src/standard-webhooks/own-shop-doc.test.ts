import { readFileSync } from 'node:fs'
import { AFTER_SALE_KINDS, HOLD_REASONS } from '@baton/contract'
import { expect, test } from 'vitest'
import {
  OutgoingCancelled,
  OutgoingShipped,
  OWN_SHOP_ORDER_TYPES,
  OWN_SHOP_VOCABULARY,
  OwnShopAfterSale,
  OwnShopLine,
  OwnShopOrder,
  OwnShopParcel,
  OwnShopPayment,
  OwnShopReceiver,
  OwnShopTrace,
} from './index.ts'

const page = readFileSync(new URL('../../../../docs/channels/own-shop.md', import.meta.url), 'utf8')

test('the published page names every field, event type, word, hold and kind of the code', () => {
  const schemas = [
    OwnShopOrder,
    OwnShopLine,
    OwnShopReceiver,
    OwnShopParcel,
    OwnShopAfterSale,
    OwnShopPayment,
    OwnShopTrace,
  ]
  const names = [
    ...schemas.flatMap((schema) => Object.keys(schema.shape)),
    ...OWN_SHOP_ORDER_TYPES,
    'shipment.trace',
    ...OWN_SHOP_VOCABULARY.map((entry) => entry.native),
    ...HOLD_REASONS,
    ...AFTER_SALE_KINDS,
  ]
  expect(names.filter((name) => !page.includes(`\`${name}\``) && !page.includes(`"${name}"`))).toEqual([])
})

test('the published page names every field of what a shop is told', () => {
  const parcel = OutgoingShipped.shape.data.shape.parcels.element
  const names = [
    ...Object.keys(OutgoingShipped.shape.data.shape),
    ...Object.keys(parcel.shape),
    ...Object.keys(parcel.shape.lines.element.shape),
    ...Object.keys(OutgoingCancelled.shape.data.shape),
    'order.shipped',
    'order.cancelled',
  ]
  expect(names.filter((name) => !page.includes(`"${name}"`) && !page.includes(`\`${name}\``))).toEqual([])
})
