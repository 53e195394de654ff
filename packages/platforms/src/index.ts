import type { PlatformId } from '@baton/contract'
import { douyin } from './douyin/driver.ts'
import type { ChannelDriver } from './driver.ts'
import { pinduoduo } from './pinduoduo/driver.ts'
import { ownShop } from './standard-webhooks/driver.ts'
import { taobao } from './taobao/driver.ts'
import { weixinShop } from './weixin-shop/driver.ts'

export * from './driver.ts'
export type * from './gateway.ts'
export * from './json-field.ts'
export * from './lossless-json.ts'

/** The driver of every order channel. */
export const DRIVERS = {
  taobao,
  pinduoduo,
  douyin,
  'weixin-shop': weixinShop,
  'own-shop': ownShop,
} satisfies Record<PlatformId, ChannelDriver>
