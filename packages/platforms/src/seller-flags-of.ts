import { type PlatformId, SELLER_FLAGS, type SellerFlag } from '@baton/contract'
import { DOUYIN_FLAGS } from './douyin/seller-flags.ts'
import { PDD_FLAGS } from './pinduoduo/seller-flags.ts'
import { TAOBAO_FLAGS } from './taobao/seller-flags.ts'

/** The flags that a channel's orders can bear. Shops of Shopify and WooCommerce have none, WeChat publishes none. */
export const SELLER_FLAGS_OF = {
  taobao: Object.values(TAOBAO_FLAGS.flags),
  pinduoduo: Object.values(PDD_FLAGS.flags),
  douyin: Object.values(DOUYIN_FLAGS.flags),
  'weixin-shop': [],
  'own-shop': SELLER_FLAGS,
  shopify: [],
  woocommerce: [],
} as const satisfies Record<PlatformId, readonly SellerFlag[]> as Record<PlatformId, readonly SellerFlag[]>
