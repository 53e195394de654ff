import type { PlatformId } from '@baton/contract'

/** How many calls a minute one app of a channel may make, and whether the platform publishes that. */
export interface WriteBackRate {
  readonly perMinute: number
  readonly isPublished: boolean
}

/** Where a platform publishes no figure: what the strictest published limiter of a shop allows. */
const CAREFUL: WriteBackRate = { perMinute: 600, isPublished: false }

/** Pinduoduo: 100 calls in ten seconds for a shop (limiter metadata of its API pages); the others tell theirs in their consoles only. */
export const WRITE_BACK_RATES = {
  taobao: CAREFUL,
  pinduoduo: { perMinute: 600, isPublished: true },
  douyin: CAREFUL,
  'weixin-shop': CAREFUL,
  'own-shop': CAREFUL,
  shopify: CAREFUL,
  woocommerce: CAREFUL,
} as const satisfies Record<PlatformId, WriteBackRate>
