import type { WeixinFault } from '../weixin-shop/gateway.ts'

/** Official return codes of the shipping desk, as far as a caller or a player of it tells them apart. */
export const MINI_FAULTS = {
  paymentAbsent: { code: 10060001, message: '支付单不存在' },
  shippedOut: { code: 10060002, message: '支付单已完成发货，无法继续发货' },
  shippedAgain: { code: 10060003, message: '支付单已使用重新发货机会' },
  notShippable: { code: 10060004, message: '支付单处于不可发货的状态' },
  busy: { code: 10060012, message: '系统错误' },
  /** These very parcels were uploaded before. */
  unchanged: { code: 10060023, message: '发货信息未更新' },
} as const satisfies Record<string, WeixinFault>
