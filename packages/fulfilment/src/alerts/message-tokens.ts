import type { Answer, MessengerCall, PlatformFault, PlatformReply, PlatformRequest } from '@baton/platforms'
import type { Context } from '../runtime/context.ts'
import { singleFlight } from '../runtime/lease.ts'
import { OutgoingFailure, sendOutgoing } from '../runtime/outgoing.ts'

/** What was said and answered last, for the record of the attempt. */
export interface Heard {
  request: PlatformRequest | null
  reply: PlatformReply | null
}

/** One call, sent and understood; an unreachable messenger is a fault that may pass. */
export async function ask<Input, Output>(
  ctx: Context,
  call: MessengerCall<Input, Output>,
  what: { input: Input; heard?: Heard },
): Promise<Answer<Output>> {
  const request = call.request(what.input, ctx.now())
  if (what.heard) Object.assign(what.heard, { request, reply: null })
  try {
    const reply = await sendOutgoing(ctx, request)
    if (what.heard) what.heard.reply = reply
    return call.answer(reply)
  } catch (error) {
    if (!(error instanceof OutgoingFailure)) throw error
    const action = error.code === 'address_refused' ? 'never' : 'later'
    return { ok: false, fault: { code: error.code, message: error.message, action } }
  }
}

/** As the record of an attempt keeps it. */
export function recordOf({ request, reply }: Heard): { request: string; answer: string } {
  return {
    request: request ? `${request.method} ${request.url}\n${request.body ?? ''}` : '',
    answer: reply ? `${reply.status}\n${Buffer.from(reply.body).toString()}` : '',
  }
}

interface Token {
  readonly accessToken: string
  readonly expiresInSeconds: number
}

/** Whose token, for which of its APIs, and how it is fetched. */
export interface TokenSource {
  /** As it was when the token was asked for. */
  readonly channel: { readonly id: string; readonly updatedAt: Date }
  readonly api: 'wecom' | 'dingtalk' | 'dingtalk_api'
  fetch(): Promise<Answer<Token>>
}

/** Makes a call with the channel's token; a token that is refused is fetched anew once. */
export async function withToken<T>(
  ctx: Context,
  source: TokenSource,
  use: (accessToken: string) => Promise<Answer<T>>,
): Promise<Answer<T>> {
  const known = await readToken(ctx, source)
  const token = known ? ({ ok: true, value: known } as const) : await renewToken(ctx, source, null)
  if (!token.ok) return token
  const first = await use(token.value)
  if (first.ok || first.fault.action !== 'token') return first
  const fresh = await renewToken(ctx, source, token.value)
  if (!fresh.ok) return fresh
  const second = await use(fresh.value)
  return second.ok || second.fault.action !== 'token'
    ? second
    : { ok: false, fault: { ...second.fault, action: 'never' } }
}

/** Tokens are taken for ended this much earlier, for what is under way. */
const EARLY_MS = 60_000

const placeOf = (source: TokenSource) => `message_tokens.sealed:${source.channel.id}:${source.api}`

async function readToken(ctx: Context, source: TokenSource): Promise<string | null> {
  const [row] = await ctx.sql<{ sealed: Uint8Array }[]>`
    SELECT sealed FROM message_tokens
    WHERE channel_id = ${source.channel.id} AND api = ${source.api} AND expires_at > ${ctx.now()}`
  return row ? ctx.secrets.open(row.sealed, placeOf(source)).toString() : null
}

/** One fetch at a time among all processes; who comes second takes what the first one got. */
async function renewToken(ctx: Context, source: TokenSource, refused: string | null): Promise<Answer<string>> {
  const renewed = await singleFlight<Answer<string>>(ctx, `message-token:${source.channel.id}:${source.api}`, {
    known: async () => {
      const known = await readToken(ctx, source)
      return known === null || known === refused ? null : { ok: true, value: known }
    },
    call: () => fetchToken(ctx, source),
  })
  const fault: PlatformFault = { code: 'token', message: 'another process is fetching it', action: 'later' }
  return renewed ?? { ok: false, fault }
}

/**
 * Wrong credentials are refused with the very codes of an ended token; they stay wrong until somebody corrects them. A token
 * of a channel that somebody changed meanwhile is not kept: it would be sent to the channel's new address.
 */
async function fetchToken(ctx: Context, source: TokenSource): Promise<Answer<string>> {
  const answer = await source.fetch()
  if (!answer.ok)
    return { ok: false, fault: answer.fault.action === 'token' ? { ...answer.fault, action: 'never' } : answer.fault }
  const { accessToken, expiresInSeconds } = answer.value
  const expiresAt = new Date(ctx.now().getTime() + expiresInSeconds * 1000 - EARLY_MS)
  await ctx.sql`
    INSERT INTO message_tokens (channel_id, api, sealed, expires_at)
    SELECT id, ${source.api}, ${ctx.secrets.seal(accessToken, placeOf(source))}, ${expiresAt} FROM message_channels
    WHERE id = ${source.channel.id} AND updated_at = ${source.channel.updatedAt} FOR SHARE
    ON CONFLICT (channel_id, api) DO UPDATE SET sealed = excluded.sealed, expires_at = excluded.expires_at`
  return { ok: true, value: accessToken }
}
