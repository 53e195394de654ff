import type { MessageChannelKind } from '@baton/contract'
import type { Answer } from '@baton/platforms'
import {
  type Delivery,
  enqueueDeliveries,
  type MessagePayload,
  type Sender,
  type Senders,
  type SendResult,
} from '../deliveries/index.ts'
import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import { isGroup, type MessageDeliveryKind } from './delivery-kinds.ts'
import { ASK_AFTER_MS, dingtalkResultSender } from './dingtalk-result.ts'
import { openMessageChannel } from './message-channels.ts'
import { recordOf } from './message-tokens.ts'
import { sendDing, sendDingtalkNotice, sendDingtalkRobot } from './send-dingtalk.ts'
import { sendEmail } from './send-email.ts'
import { sendPush } from './send-push.ts'
import { type Messaging, sendWecom, sendWecomRobot } from './send-wecom.ts'

/**
 * Messages a minute on one route: a person at an app, or a robot. With the outbox's burst of five seconds that is at most
 * 18 in any minute and 980 an hour; published: robots 20 a minute (WeCom, DingTalk), WeCom members 30 a minute and 1,000 an
 * hour, the excess dropped silently.
 */
const PER_MINUTE = 16

/** How each kind of message is sent, and asked after. */
export const MESSAGE_SENDERS: Pick<Senders, MessageDeliveryKind | 'dingtalk.result'> = {
  'wecom.message': senderOf((ctx, what) => spoken(what, sendWecom(ctx, what))),
  'wecom.robot': senderOf((ctx, what) => spoken(what, sendWecomRobot(ctx, what))),
  'dingtalk.notice': senderOf((ctx, what) => spoken(what, sendDingtalkNotice(ctx, what))),
  'dingtalk.result': dingtalkResultSender,
  'dingtalk.ding': senderOf((ctx, what) => spoken(what, sendDing(ctx, what))),
  'dingtalk.robot': senderOf((ctx, what) => spoken(what, sendDingtalkRobot(ctx, what))),
  email: senderOf(sendEmail),
  'push.message': senderOf(sendPush),
}

type Send = (ctx: Context, what: Messaging, key: string) => Promise<SendResult>

function senderOf(send: Send): Sender<MessagePayload> {
  return {
    limits: () => ({ atOnce: 1, perMinute: PER_MINUTE }),
    settled: settleMessage,
    async send(ctx, { payload, key }) {
      const channel = await openMessageChannel(ctx, payload.channelId)
      if (!channel?.enabled) return refused('channel_off')
      const to = payload.target ?? (await contactOf(ctx, channel.kind, payload.staffId))
      if (to === null) return refused('recipient_invalid')
      return send(ctx, { channel, message: payload, to, heard: { request: null, reply: null } }, key)
    },
  }
}

const refused = (code: string): SendResult => ({
  result: 'never',
  code,
  request: '',
  answer: '',
  otherSide: 'unknown',
})

/** Where a channel reaches a person; null: nowhere. A group needs no address. */
async function contactOf(ctx: Context, kind: MessageChannelKind, staffId: string | null): Promise<string | null> {
  if (isGroup(kind)) return ''
  if (kind === 'push') return staffId
  const [row] = await ctx.sql<{ wecomUserId: string | null; dingtalkUserId: string | null; email: string | null }[]>`
    SELECT wecom_user_id, dingtalk_user_id, email FROM staff_contacts WHERE staff_id = ${staffId}`
  const contacts = { wecom: row?.wecomUserId, dingtalk: row?.dingtalkUserId, email: row?.email }
  return contacts[kind] ?? null
}

/** What a messenger's answer means for the outbox. A success that missed its only person is none. */
async function spoken({ to, heard }: Messaging, asked: Promise<Answer<unknown>>): Promise<SendResult> {
  const answer = await asked
  const record = recordOf(heard)
  if (!answer.ok) {
    const { code, action, retryAfterMs, limited } = answer.fault
    const result = action === 'later' ? 'later' : 'never'
    return { result, code, ...record, ...patience(retryAfterMs, limited) }
  }
  const missed = missedOf(answer.value)
  if (missed.includes(to)) return { ...refused('recipient_invalid'), ...record }
  const taskId = textOf(answer.value, 'taskId')
  return { result: 'done', code: 'sent', ...record, ...(taskId && { reference: taskId }) }
}

function missedOf(value: unknown): readonly string[] {
  return typeof value === 'object' && value !== null && 'missed' in value ? (value.missed as readonly string[]) : []
}

function textOf(value: unknown, key: string): string {
  return typeof value === 'object' && value !== null ? String((value as Record<string, unknown>)[key] ?? '') : ''
}

const LIMITED_MS = 60_000
function patience(retryAfterMs: number | undefined, limited: true | undefined): Pick<SendResult, 'retryAfterMs'> {
  if (retryAfterMs !== undefined) return { retryAfterMs }
  return limited ? { retryAfterMs: LIMITED_MS } : {}
}

/** Writes what became of a message onto the receipts it carries, and onto its channel. */
async function settleMessage(
  ctx: Context,
  tx: Tx,
  delivery: Delivery<MessagePayload>,
  { result, code, dead, reference }: SendResult & { readonly dead: boolean },
): Promise<void> {
  const now = ctx.now()
  const state = result === 'done' ? 'sent' : dead ? 'failed' : 'sending'
  await tx`
    UPDATE alert_receipts SET state = ${state}, code = ${state === 'sent' ? null : code},
      sent_at = ${state === 'sent' ? now : null}
    WHERE delivery_id = ${delivery.id}`
  const lastCode = result === 'done' ? null : code
  await tx`
    UPDATE message_channels SET last_code = ${lastCode}, last_failed_at = ${lastCode === null ? null : now}
    WHERE id = ${delivery.payload.channelId} AND last_code IS DISTINCT FROM ${lastCode}`
  if (state === 'sent' && delivery.kind === 'dingtalk.notice' && reference)
    await askLater(ctx, tx, { delivery, taskId: reference })
  if (state !== 'sending') ctx.waker.wake('alerts_raised')
}

/** DingTalk tells only on request whom a notice reached. */
async function askLater(
  ctx: Context,
  tx: Tx,
  { delivery, taskId }: { delivery: Delivery<MessagePayload>; taskId: string },
): Promise<void> {
  const { channelId } = delivery.payload
  await enqueueDeliveries(ctx, tx, [
    {
      kind: 'dingtalk.result',
      route: `dingtalk.result:${channelId}`,
      key: `${delivery.key}:result`,
      orderId: null,
      payload: { channelId, deliveryId: delivery.id, taskId },
      notBefore: new Date(ctx.now().getTime() + ASK_AFTER_MS),
    },
  ])
}
