import type { PlatformId } from '@baton/contract'
import { douyin } from './douyin/driver.ts'
import type { ChannelDriver } from './driver.ts'
import { ownShop } from './standard-webhooks/driver.ts'

export * from './driver.ts'

/** The driver of every order channel. */
export const DRIVERS = {
  douyin,
  'own-shop': ownShop,
} satisfies Partial<Record<PlatformId, ChannelDriver>>
