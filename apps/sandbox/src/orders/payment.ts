import type { ShipPayment } from '@baton/platforms'
import { WEIXIN_MINI_CARRIERS } from '@baton/platforms/weixin-mini'
import { chance, digits, pick } from '../seeded.ts'
import { CARRIERS } from './carriers.ts'
import { type Order, platformOf } from './order.ts'

const PREFIX = '4200'
const MERCHANT = '1900000109'

/**
 * How an own shop's order was paid in its mini-program: by transaction for most, by the merchant's number for others. What
 * leaves with a carrier that WeChat publishes no code of was paid elsewhere.
 */
export function paymentOf(order: Order): ShipPayment | null {
  if (platformOf(order) !== 'own-shop' || order.paidAt === null) return null
  if (!Object.hasOwn(WEIXIN_MINI_CARRIERS, pick(order.seed, 'carrier', CARRIERS).code)) return null
  const payerId = `o${digits(order.seed, 'openid', 27)}`
  if (chance(order.seed, 'pay') < 0.7)
    return { key: { by: 'transaction', transactionId: `${PREFIX}${order.number}` }, payerId }
  return { key: { by: 'merchant', merchantId: MERCHANT, outTradeNumber: order.number }, payerId }
}

/** The number of the order that such a transaction paid. */
export function orderOfTransaction(transactionId: string): string {
  return transactionId.startsWith(PREFIX) ? transactionId.slice(PREFIX.length) : ''
}
