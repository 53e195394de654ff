import type { PlatformId } from '@baton/contract'
import { douyin } from './douyin/driver.ts'
import type { ChannelDriver } from './driver.ts'
import { pinduoduo } from './pinduoduo/driver.ts'
import type { ReportDriver, ReportSystem } from './report-driver.ts'
import { shopify } from './shopify/driver.ts'
import { ownShop } from './standard-webhooks/driver.ts'
import { taobao } from './taobao/driver.ts'
import { weixinMini } from './weixin-mini/driver.ts'
import { weixinShop } from './weixin-shop/driver.ts'
import { woocommerce } from './woocommerce/driver.ts'

export * from './capabilities.ts'
export * from './driver.ts'
export type * from './gateway.ts'
export * from './json-field.ts'
export * from './lossless-json.ts'
export * from './messenger.ts'
export * from './report-driver.ts'
export * from './seller-flags-of.ts'
export type * from './ship.ts'
export * from './unreadable-frame.ts'
export * from './write-back-rate.ts'

/** The driver of every order channel. */
export const DRIVERS = {
  taobao,
  pinduoduo,
  douyin,
  'weixin-shop': weixinShop,
  'own-shop': ownShop,
  shopify,
  woocommerce,
} satisfies Record<PlatformId, ChannelDriver>

/** The driver of every system that only hears of shipments. */
export const REPORT_DRIVERS = { 'weixin-mini': weixinMini } satisfies Record<ReportSystem, ReportDriver>
