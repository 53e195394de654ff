import { z } from 'zod'

/** Outside systems that send us orders. `own-shop` is any system that speaks Standard Webhooks. */
export const PLATFORMS = ['taobao', 'pinduoduo', 'douyin', 'weixin-shop', 'own-shop', 'shopify', 'woocommerce'] as const
export const PlatformId = z.enum(PLATFORMS)
export type PlatformId = z.infer<typeof PlatformId>

export const PLATFORM_LABELS = {
  taobao: { zh: '淘宝/天猫', en: 'Taobao/Tmall' },
  pinduoduo: { zh: '拼多多', en: 'Pinduoduo' },
  douyin: { zh: '抖店', en: 'Douyin shop' },
  'weixin-shop': { zh: '微信小店', en: 'WeChat shop' },
  'own-shop': { zh: '自有商城', en: 'Own shop' },
  shopify: { zh: 'Shopify', en: 'Shopify' },
  woocommerce: { zh: 'WooCommerce', en: 'WooCommerce' },
} as const satisfies Record<PlatformId, Label>

/** A text in the two complete languages of the product. */
export interface Label {
  readonly zh: string
  readonly en: string
}
