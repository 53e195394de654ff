import { DRIVERS } from '@baton/platforms'
import type { CancelPayload, Sender } from '../deliveries/index.ts'
import type { AppCache } from './app-cache.ts'
import { callPlatform, type Exchange, PlatformFailure } from './call-platform.ts'
import { answerOf, failedResult, findTarget, settleWriteBack, writeBackLimits } from './write-back-result.ts'

const REASON = '商家取消'

/** The sender of `channel.cancel`: asks a channel to close an order that was cancelled elsewhere. */
export function cancelSender(apps: AppCache): Sender<CancelPayload> {
  return {
    limits: writeBackLimits(apps),
    settled: (ctx, tx, delivery, result) => settleWriteBack(ctx, tx, { delivery, result, told: 'cancelled' }),
    async send(ctx, delivery) {
      const at = await findTarget(apps, delivery.payload)
      const call = at && DRIVERS[at.app.platform].calls.cancel
      if (!at || !call) return { result: 'never', code: 'app_gone', request: '', answer: '' }
      const [order] = await ctx.sql<{ nativeNumber: string; state: string; paidAt: Date | null }[]>`
        SELECT native_number, state, paid_at FROM orders WHERE id = ${delivery.payload.orderId}`
      if (order?.state !== 'cancelled') return { result: 'done', code: 'undone', request: '', answer: '' }
      if (call.scope === 'unpaid' && order.paidAt)
        return { result: 'never', code: 'paid_already', request: '', answer: '' }
      const heard: Exchange[] = []
      const input = { orderNumber: order.nativeNumber, reason: REASON, requestKey: delivery.key }
      try {
        return answerOf((await callPlatform(ctx, { ...at, heard }, call, input)).kind, heard)
      } catch (error) {
        if (!(error instanceof PlatformFailure)) throw error
        return failedResult(error, heard)
      }
    },
  }
}
