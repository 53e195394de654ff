import type { PlatformId } from '@baton/contract'
import type { HttpPush } from '@baton/platforms'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/**
 * Pauses between attempts in sandbox time. WeChat and Standard Webhooks publish theirs; Douyin's is unknown and assumed, Shopify's is eight retries
 * within four hours, WooCommerce never sends one delivery again. */
const LADDERS: Partial<Record<PlatformId, readonly number[]>> = {
  douyin: [5 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, HOUR, HOUR, HOUR],
  'weixin-shop': [0, 0, 10 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, HOUR, HOUR, HOUR],
  'own-shop': [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR],
  shopify: [MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 20 * MINUTE, 40 * MINUTE, HOUR, HOUR],
  woocommerce: [],
}

/** How long to wait after so many attempts, in milliseconds of sandbox time; null: the platform gives up. */
export function pauseAfter(platform: PlatformId, attempts: number): number | null {
  return LADDERS[platform]?.[attempts - 1] ?? null
}

export interface PushReply {
  readonly status: number
  readonly body: string
}

/** Sends one push; rejects when no answer comes. */
export type SendPush = (url: string, push: HttpPush) => Promise<PushReply>

/** Whether an answer is the platform's exact acknowledgement. */
export function isAcknowledged(platform: PlatformId, reply: PushReply): boolean {
  if (platform === 'woocommerce') return reply.status >= 200 && reply.status <= 302
  if (platform === 'own-shop' || platform === 'shopify') return reply.status >= 200 && reply.status < 300
  if (reply.status !== 200) return false
  if (platform === 'weixin-shop') return reply.body === 'success'
  return reply.body.replaceAll(' ', '') === '{"code":0,"msg":"success"}'
}
