import { signedHeaders } from '@baton/platforms/standard-webhooks'
import type { Delivery, EventPayload, Sender, SendResult } from '../deliveries/index.ts'
import type { Context } from '../runtime/context.ts'
import { OutgoingFailure, sendOutgoing } from '../runtime/outgoing.ts'
import { readErpOrder } from './read-changes.ts'
import { subscriptionPlace } from './subscriptions.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
/** Waits after the first attempt, the second …; then it is given up. Source: Standard Webhooks, recommended schedule. */
const LADDER = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR]
const TIMEOUT_MS = 20_000

/** The sender of `webhook.event`: a signed event with the order as it stands, to the address that subscribed. */
export const webhookSender: Sender<EventPayload> = {
  limits: () => ({ atOnce: 4, perMinute: 3000 }),
  delayMs: (tries) => LADDER[tries] ?? null,
  async send(ctx, delivery) {
    const [subscription] = await ctx.sql<{ url: string; sealed: Uint8Array; disabledAt: Date | null }[]>`
      SELECT url, sealed, disabled_at FROM erp_subscriptions WHERE id = ${delivery.payload.subscriptionId}`
    if (!subscription || subscription.disabledAt) return { result: 'never', code: 'app_gone', request: '', answer: '' }
    const secret = ctx.secrets.open(subscription.sealed, subscriptionPlace(delivery.payload.subscriptionId)).toString()
    return post(ctx, delivery, { url: subscription.url, secret })
  },
  async settled(ctx, tx, delivery, { code }) {
    if (code === 'http_410')
      await tx`UPDATE erp_subscriptions SET disabled_at = ${ctx.now()} WHERE id = ${delivery.payload.subscriptionId}`
  },
}

async function post(
  ctx: Context,
  delivery: Delivery<EventPayload>,
  to: { url: string; secret: string },
): Promise<SendResult> {
  const { type, orderId, seq, occurredAt } = delivery.payload
  const order = orderId === null ? null : await readErpOrder(ctx, { id: orderId })
  const body = JSON.stringify({ type, timestamp: occurredAt, data: order === null ? {} : { seq, order } })
  const request = `POST ${to.url}\n${body}`
  try {
    const reply = await sendOutgoing(
      ctx,
      {
        method: 'POST',
        url: to.url,
        headers: {
          'content-type': 'application/json',
          ...signedHeaders([to.secret], { id: delivery.key, at: ctx.now(), body }),
        },
        body,
      },
      { timeoutMs: TIMEOUT_MS, maxReply: 64_000 },
    )
    const answer = `${reply.status}\n${Buffer.from(reply.body).toString()}`
    return { ...meaningOf(reply.status, reply.headers['retry-after']), request, answer }
  } catch (error) {
    if (!(error instanceof OutgoingFailure)) throw error
    return { result: error.code === 'address_refused' ? 'never' : 'later', code: error.code, request, answer: '' }
  }
}

/** Any 2xx is success, 410 ends the subscription, 429, 502 and 504 ask for patience; everything else is tried again. */
function meaningOf(
  status: number,
  retryAfter: string | undefined,
): Pick<SendResult, 'result' | 'code' | 'retryAfterMs'> {
  const code = `http_${status}`
  if (status >= 200 && status < 300) return { result: 'done', code: 'delivered' }
  if (status === 410) return { result: 'never', code }
  const seconds = Number(retryAfter)
  const asked = [429, 502, 503, 504].includes(status) && seconds > 0
  return { result: 'later', code, ...(asked ? { retryAfterMs: seconds * SECOND } : {}) }
}
