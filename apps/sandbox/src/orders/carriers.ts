import type { PlatformId } from '@baton/contract'

/** Carriers of the sandbox with the code that each platform family writes; Pinduoduo numbers them. */
export const CARRIERS = [
  { name: '圆通速递', code: 'YTO', douyin: 'yuantong', pinduoduo: '85', western: 'YTO Express', prefix: 'YT' },
  { name: '中通快递', code: 'ZTO', douyin: 'zhongtong', pinduoduo: '115', western: 'ZTO Express', prefix: '78' },
  { name: '顺丰速运', code: 'SF', douyin: 'shunfeng', pinduoduo: '44', western: 'SF Express', prefix: 'SF1' },
  { name: '韵达快递', code: 'YUNDA', douyin: 'yunda', pinduoduo: '121', western: 'Yunda Express', prefix: '43' },
  { name: '申通快递', code: 'STO', douyin: 'shentong', pinduoduo: '1', western: 'STO Express', prefix: '77' },
] as const

export type SandboxCarrier = (typeof CARRIERS)[number]

const FIELD = {
  taobao: 'name',
  pinduoduo: 'pinduoduo',
  douyin: 'douyin',
  'weixin-shop': 'code',
  'own-shop': 'code',
  shopify: 'western',
  woocommerce: 'western',
} as const satisfies Record<PlatformId, keyof SandboxCarrier>

/** The word of a platform's orders for a carrier. */
export function carrierWord(platform: PlatformId, carrier: SandboxCarrier): string {
  return carrier[FIELD[platform]]
}

/** Taobao is told a code and shows the name. */
export function taobaoCarrierName(code: string): string {
  return CARRIERS.find((carrier) => carrier.code === code)?.name ?? code
}
