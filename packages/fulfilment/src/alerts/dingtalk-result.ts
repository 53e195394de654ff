import type { ResultPayload, Sender, SendResult } from '../deliveries/index.ts'
import { openMessageChannel } from './message-channels.ts'
import { askNoticeResult } from './send-dingtalk.ts'

/** Notices go out asynchronously; most are settled by then. */
export const ASK_AFTER_MS = 30_000
/** Asked again so often while nothing is known; then it stays "sent". */
const LADDER_MS = [5 * 60_000, 60 * 60_000]

/**
 * The sender of `dingtalk.result`: asks what became of a work notification. What DingTalk held back (the same content again
 * that day, too many) or could not bring fails its receipts; an unread one counts as delivered, a read one as seen.
 */
export const dingtalkResultSender: Sender<ResultPayload> = {
  limits: () => ({ atOnce: 2, perMinute: 120 }),
  delayMs: (tries) => LADDER_MS[tries] ?? null,
  async send(ctx, { payload, tries }): Promise<SendResult> {
    const channel = await openMessageChannel(ctx, payload.channelId)
    if (!channel?.enabled) return { result: 'done', code: 'channel_off', request: '', answer: '' }
    const asked = await askNoticeResult(ctx, channel, payload.taskId)
    const isLast = tries >= LADDER_MS.length
    if (!asked.answer.ok) {
      const { code, action } = asked.answer.fault
      if (action === 'later' && !isLast) return { result: 'later', code, ...asked.record }
      return { result: 'done', code: 'not_told', ...asked.record }
    }
    const code = codeOf(asked.answer.value)
    if (code === null && !isLast) return { result: 'later', code: 'not_told', otherSide: 'well', ...asked.record }
    return { result: 'done', code: code ?? 'not_told', ...asked.record }
  },
  async settled(ctx, tx, { payload }, { result, code }) {
    if (result !== 'done') return
    const now = ctx.now()
    if (code === 'withheld' || code === 'recipient_invalid')
      await tx`
        UPDATE alert_receipts SET state = 'failed', code = ${code} WHERE delivery_id = ${payload.deliveryId} AND state = 'sent'`
    if (code === 'looked_up' || code === 'seen')
      await tx`
        UPDATE alert_receipts SET delivered_at = coalesce(delivered_at, ${now}),
          seen_at = ${code === 'seen' ? tx`coalesce(seen_at, ${now})` : tx`seen_at`}
        WHERE delivery_id = ${payload.deliveryId} AND state = 'sent'`
  },
}

interface NoticeResult {
  readonly missed: readonly string[]
  readonly withheld: readonly string[]
  readonly read: readonly string[]
  readonly unread: readonly string[]
}

/** A message has one person, so whoever is in a list is that one. Null: nothing is known yet. */
function codeOf({ missed, withheld, read, unread }: NoticeResult): string | null {
  if (missed.length > 0) return 'recipient_invalid'
  if (withheld.length > 0) return 'withheld'
  if (read.length > 0) return 'seen'
  return unread.length > 0 ? 'looked_up' : null
}
