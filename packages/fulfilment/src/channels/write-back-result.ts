import type { OrderState } from '@baton/contract'
import { DRIVERS, WRITE_BACK_RATES } from '@baton/platforms'
import type { ChannelApp, ChannelShop } from '../catalogue/index.ts'
import type { Delivery, RouteLimits, SendResult } from '../deliveries/index.ts'
import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import type { AppCache } from './app-cache.ts'
import type { Exchange, PlatformFailure } from './call-platform.ts'
import { closeReviews, openReviews } from './reviews.ts'

/** Failing for so long, or sure to by the time it is tried again, or refused, it needs a person; retries go on. */
export const REVIEW_AFTER_MS = 15 * 60_000
const AT_ONCE = 8
/** Before the apps were read for the first time. */
const PER_MINUTE_UNREAD = 60

/** A route's app keeps the rate that ops set, or the platform's figure; a change takes effect within seconds. */
export function writeBackLimits(apps: AppCache): (route: string) => RouteLimits {
  return (route) => {
    const app = apps.known(route.slice(route.indexOf(':') + 1))
    const perMinute = app ? (app.writeBackPerMinute ?? WRITE_BACK_RATES[app.platform].perMinute) : PER_MINUTE_UNREAD
    return { atOnce: AT_ONCE, perMinute }
  }
}

export interface WriteBackTarget {
  readonly orderId: string
  readonly appId: string
  readonly shopId: string
}

export async function findTarget(
  apps: AppCache,
  target: WriteBackTarget,
): Promise<{ app: ChannelApp; shop: ChannelShop } | null> {
  const app = (await apps.all()).find((one) => one.id === target.appId)
  const shop = app?.shops.find((one) => one.id === target.shopId)
  return app && shop ? { app, shop } : null
}

export function answerOf(code: string, heard: readonly Exchange[]): SendResult {
  return { result: 'done', code, ...spoken(heard) }
}

export function failedResult(error: PlatformFailure, heard: readonly Exchange[]): SendResult {
  const { code, message, action, limited, retryAfterMs } = error.fault
  const words = spoken(heard)
  return {
    result: action === 'later' || action === 'token' ? 'later' : 'never',
    code,
    request: words.request,
    answer: words.answer || message,
    ...(limited || retryAfterMs !== undefined ? { retryAfterMs: retryAfterMs ?? 1000 } : {}),
  }
}

function spoken(heard: readonly Exchange[]): { request: string; answer: string } {
  const last = heard.at(-1)
  if (!last) return { request: '', answer: '' }
  const { request, reply } = last
  return {
    request: `${request.method} ${request.url}\n${request.body ?? ''}`,
    answer: reply ? `${reply.status}\n${Buffer.from(reply.body).toString()}` : '',
  }
}

/** With the attempt: what the system was told, or a review for people at the first refusal or after 15 minutes of failing. */
export async function settleWriteBack(
  ctx: Context,
  tx: Tx,
  attempt: { delivery: Delivery<WriteBackTarget>; result: SendResult & { dead: boolean }; told: OrderState },
): Promise<void> {
  const { delivery, result, told } = attempt
  const { orderId, appId } = delivery.payload
  if (result.result === 'done') {
    await tx`UPDATE order_links SET told_status = ${told}, told_at = ${ctx.now()} WHERE order_id = ${orderId} AND app_id = ${appId}`
    await closeReviews(ctx, tx, { orderId, appId })
    return
  }
  if (!needsPeople(ctx, attempt)) return
  const [app] = await tx<{ name: string }[]>`SELECT name FROM channel_apps WHERE id = ${appId}`
  await openReviews(ctx, tx, [
    {
      cause: result.result === 'never' ? 'write_back_refused' : 'write_back_failing',
      ...{ orderId, appId, otherName: app?.name ?? appId },
      ...{ code: result.code, answer: result.answer, deliveryId: delivery.id },
    },
  ])
}

/** As for a channel, but under the name of the system in which the order was paid; what the shop was told stands. */
export async function settleReport(
  ctx: Context,
  tx: Tx,
  attempt: { delivery: Delivery<WriteBackTarget>; result: SendResult & { dead: boolean }; apps: AppCache },
): Promise<void> {
  const { delivery, result, apps } = attempt
  const { orderId, appId } = delivery.payload
  const app = apps.known(appId)
  const otherName = (app && DRIVERS[app.platform].report?.label.zh) ?? appId
  if (result.result === 'done') {
    await closeReviews(ctx, tx, { orderId, otherName })
    return
  }
  if (!needsPeople(ctx, attempt)) return
  await openReviews(ctx, tx, [
    {
      cause: result.result === 'never' ? 'write_back_refused' : 'write_back_failing',
      ...{ orderId, appId: null, otherName },
      ...{ code: result.code, answer: result.answer, deliveryId: delivery.id },
    },
  ])
}

function needsPeople(
  ctx: Context,
  { delivery, result }: { delivery: Delivery<WriteBackTarget>; result: SendResult & { readonly dead: boolean } },
): boolean {
  const until = ctx.now().getTime() + (result.retryAfterMs ?? 0)
  const failingMs = delivery.firstFailedAt ? until - delivery.firstFailedAt.getTime() : 0
  return result.dead || failingMs >= REVIEW_AFTER_MS
}
