import { createHash } from 'node:crypto'
import { MESSAGE_WORDS, type PushMessage } from '@baton/contract'
import webpush from 'web-push'
import type { MessagePayload, SendResult } from '../deliveries/index.ts'
import type { Context } from '../runtime/context.ts'
import { OutgoingFailure, sendOutgoing } from '../runtime/outgoing.ts'
import { forgetSubscriptions, type PushSubscriptionRow, subscriptionsOf } from './push-subscriptions.ts'
import type { Messaging } from './send-wecom.ts'

/** An alert that nobody saw for so long is told otherwise by then. Seconds. */
const TTL = { loud: 4 * 3600, quiet: 12 * 3600 } as const

/** Where a push service says that it was too much, and not how long to wait. */
const LIMITED_MS = 60_000

type Outcome = Pick<SendResult, 'result' | 'code' | 'retryAfterMs'> & { readonly host: string; readonly isGone?: true }

/**
 * One message to each browser of a person (RFC 8030, 8291, 8292). It has arrived where one of them took it; a browser that
 * is gone is forgotten.
 */
export async function sendPush(ctx: Context, { channel, message, to }: Messaging, key: string): Promise<SendResult> {
  const subscriptions = await subscriptionsOf(ctx, to)
  const text = JSON.stringify(pushMessage(message, key))
  const vapidDetails = vapidOf(channel.fields)
  const outcomes: Outcome[] = []
  for (const one of subscriptions) outcomes.push(await pushOne(ctx, one, { text, vapidDetails, message, key }))
  await forgetSubscriptions(
    ctx,
    subscriptions.flatMap((one, at) => (outcomes[at]?.isGone ? [one.id] : [])),
  )
  const request = `${message.title}\n${message.lines.join('\n')}`
  const answer = outcomes.map(({ host, code }) => `${host}: ${code}`).join('\n')
  const best = outcomes.find((one) => one.result === 'done') ?? outcomes.find((one) => one.result === 'later')
  if (!best || best.result === 'never') return { result: 'never', code: 'no_subscription', request, answer }
  const { result, code, retryAfterMs } = best
  return { result, code, request, answer, ...(retryAfterMs !== undefined && { retryAfterMs }) }
}

function vapidOf(fields: Readonly<Record<string, string>>) {
  const { subject = '', publicKey = '', privateKey = '' } = fields
  return { subject, publicKey, privateKey }
}

function pushMessage(message: MessagePayload, key: string): PushMessage {
  const alertIds = message.alertIds ?? []
  const locale = message.button === MESSAGE_WORDS.look.en ? 'en' : 'zh'
  const take = { action: 'acknowledge', title: MESSAGE_WORDS.take[locale] } as const
  const open = { action: 'open', title: message.button } as const
  return {
    title: message.title,
    body: message.lines.join('\n'),
    tag: alertIds.length === 1 ? `alert-${alertIds[0]}` : key,
    url: pathOf(message.url),
    alertIds,
    actions: alertIds.length === 1 ? [take, open] : [open],
  }
}

/** The service worker opens pages of its own origin only. */
function pathOf(url: string): string {
  const { pathname, search } = new URL(url)
  return pathname + search
}

async function pushOne(
  ctx: Context,
  subscription: PushSubscriptionRow,
  what: {
    text: string
    vapidDetails: { subject: string; publicKey: string; privateKey: string }
    message: MessagePayload
    key: string
  },
): Promise<Outcome> {
  const host = new URL(subscription.endpoint).host
  const isLoud = what.message.isLoud ?? true
  const details = webpush.generateRequestDetails(subscription, what.text, {
    vapidDetails: what.vapidDetails,
    TTL: isLoud ? TTL.loud : TTL.quiet,
    urgency: isLoud ? 'high' : 'normal',
    topic: createHash('sha256').update(what.key).digest('base64url').slice(0, 32),
  })
  const headers = Object.fromEntries(Object.entries(details.headers).map(([name, value]) => [name, String(value)]))
  try {
    const reply = await sendOutgoing(ctx, {
      ...{ method: 'POST', url: details.endpoint, headers, body: details.body },
    })
    return { host, ...meaningOf(reply.status, reply.headers['retry-after']) }
  } catch (error) {
    if (!(error instanceof OutgoingFailure)) throw error
    return { host, result: error.code === 'address_refused' ? 'never' : 'later', code: error.code }
  }
}

/** RFC 8030, 5 and 7.3: 404 and 410 say that the subscription is no more. */
function meaningOf(status: number, retryAfter: string | undefined): Omit<Outcome, 'host'> {
  if (status >= 200 && status < 300) return { result: 'done', code: 'sent' }
  if (status === 404 || status === 410) return { result: 'never', code: 'gone', isGone: true }
  if (status === 429 || status >= 500) {
    const seconds = Number(retryAfter)
    const isAsked = seconds > 0
    const wait = isAsked || status === 429 ? { retryAfterMs: isAsked ? seconds * 1000 : LIMITED_MS } : {}
    return { result: 'later', code: `http_${status}`, ...wait }
  }
  return { result: 'never', code: `http_${status}` }
}
