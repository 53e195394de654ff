import type { PlatformId } from '@baton/contract'
import type { HttpAnswer } from '@baton/platforms'
import { POP_FAULTS, popFailure } from '@baton/platforms/pinduoduo'
import { shopifyThrottled } from '@baton/platforms/shopify'
import { TOP_FAULTS, topFailure } from '@baton/platforms/taobao'
import { WEIXIN_FAULTS, weixinFailure } from '@baton/platforms/weixin-shop'
import { WOO_FAULTS, wooFailure } from '@baton/platforms/woocommerce'

/** Douyin publishes no code for it, an own shop has none: the status of HTTP says it. */
const TOO_MANY: HttpAnswer = { status: 429, contentType: 'text/plain', body: 'too many requests' }

/** Each platform's own words for too many calls. */
export const LIMITED = {
  taobao: () => topFailure(TOP_FAULTS.callLimited),
  pinduoduo: () => popFailure(POP_FAULTS.tooOften),
  douyin: () => TOO_MANY,
  'weixin-shop': () => weixinFailure(WEIXIN_FAULTS.tooOften),
  'own-shop': () => TOO_MANY,
  shopify: shopifyThrottled,
  woocommerce: () => wooFailure(WOO_FAULTS.tooMany),
} as const satisfies Record<PlatformId, () => HttpAnswer>
