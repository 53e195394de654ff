import type { PlatformId } from '@baton/contract'
import type { ReportSystem } from './report-driver.ts'
import type { ShipRepeat } from './ship.ts'

/** What a system takes from us. Calls are named as on the wire; null: it has none, or none that we know. */
export interface Capabilities {
  readonly ship: string
  /** How many waybills an order can have there. */
  readonly waybills: 'one' | 'many'
  readonly repeat: ShipRepeat
  /** Correcting a waybill that was told before; published, not called by us yet. */
  readonly editWaybill: string | null
  readonly cancel: string | null
  readonly cancelScope: 'unpaid' | 'any' | 'none'
}

/** Shown in docs/channels.md; a test compares the two, and both with the drivers. */
export const CAPABILITIES = {
  taobao: {
    ship: 'taobao.logistics.offline.send',
    waybills: 'many',
    repeat: 'query_first',
    editWaybill: 'taobao.logistics.consign.resend',
    cancel: 'taobao.trade.close',
    cancelScope: 'unpaid',
  },
  pinduoduo: {
    ship: 'pdd.logistics.online.send',
    waybills: 'one',
    repeat: 'query_first',
    editWaybill: 'pdd.logistics.online.send',
    cancel: null,
    cancelScope: 'none',
  },
  douyin: {
    ship: '/order/logisticsAddMultiPack',
    waybills: 'many',
    repeat: 'idempotent',
    editWaybill: '/order/logisticsEdit',
    cancel: null,
    cancelScope: 'none',
  },
  'weixin-shop': {
    ship: '/channels/ec/order/delivery/send',
    waybills: 'many',
    repeat: 'query_first',
    editWaybill: '/channels/ec/order/deliveryinfo/update',
    cancel: null,
    cancelScope: 'none',
  },
  'own-shop': {
    ship: 'order.shipped',
    waybills: 'many',
    repeat: 'idempotent',
    editWaybill: null,
    cancel: 'order.cancelled',
    cancelScope: 'any',
  },
  shopify: {
    ship: 'fulfillmentCreate',
    waybills: 'many',
    repeat: 'query_first',
    editWaybill: 'fulfillmentTrackingInfoUpdate',
    cancel: 'orderCancel',
    cancelScope: 'any',
  },
  woocommerce: {
    ship: 'PUT /wp-json/wc/v3/orders/{id}',
    waybills: 'many',
    repeat: 'query_first',
    editWaybill: null,
    cancel: 'PUT /wp-json/wc/v3/orders/{id}',
    cancelScope: 'any',
  },
  'weixin-mini': {
    ship: '/wxa/sec/order/upload_shipping_info',
    waybills: 'many',
    repeat: 'query_first',
    editWaybill: '/wxa/sec/order/upload_shipping_info',
    cancel: null,
    cancelScope: 'none',
  },
} as const satisfies Record<PlatformId | ReportSystem, Capabilities>
