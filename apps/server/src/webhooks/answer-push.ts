import { ERRORS, PlatformId } from '@baton/contract'
import type { KeptOutcome, Receiver } from '@baton/fulfilment/channels'
import type { Context } from '@baton/fulfilment/runtime'
import type { HttpPush } from '@baton/platforms'
import { codeOf, RETRY_AFTER_SECONDS } from '../errors.ts'
import { metrics } from '../metrics.ts'

const ADDRESS = /^\/webhooks\/([a-z-]{1,40})\/([\w-]{1,100})\/?(?:\?(.*))?$/
const PLATFORMS = new Map<string | undefined, PlatformId>(PlatformId.options.map((id) => [id, id]))
const ROUTE = '/webhooks/:platform/:pushKey'
const COMMON = [
  ...['x-content-type-options', 'nosniff', 'referrer-policy', 'no-referrer', 'cache-control', 'no-store'],
  ...['content-security-policy', "default-src 'none'; frame-ancestors 'none'"],
]

export interface PushDoor {
  readonly ctx: Context
  readonly receiver: Receiver
  readonly maxBytes: number
}

export interface PushAddress {
  readonly platform: PlatformId
  readonly pushKey: string
  readonly query: string | undefined
}

/** A push as it was read from its connection. */
export interface PushRequest {
  readonly at: PushAddress
  readonly method: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Uint8Array
  /** The socket's other end. */
  readonly remoteAddress: string
}

/** What goes back over the connection. */
export interface PushAnswer {
  readonly status: number
  /** Name, value, name, value … */
  readonly headers: readonly string[]
  readonly body: string
}

/** Null where the address is not one for pushes. */
export function pushAddressOf(url: string): PushAddress | null {
  const address = url.startsWith('/webhooks/') ? ADDRESS.exec(url) : null
  const platform = address && PLATFORMS.get(address[1])
  return platform ? { platform, pushKey: address[2] ?? '', query: address[3] } : null
}

/** One verb, and the platform's own acknowledgement only after the commit. */
export async function answerPush(door: PushDoor, request: PushRequest): Promise<PushAnswer> {
  const { at, method, headers, body } = request
  const query = at.query === undefined ? {} : Object.fromEntries(new URLSearchParams(at.query))
  const push: HttpPush = { method, query, headers: headers as Readonly<Record<string, string>>, body }
  try {
    const received = await door.receiver.receive(at, push, addressOf(request, door.ctx.env.BATON_TRUSTED_PROXIES))
    const outcome = received.kind === 'refused' ? received.reason : received.kind
    metrics.pushes.inc({ platform: at.platform, outcome })
    if (received.kind === 'unknown') return answerWith({ status: 404 })
    const told = received.kind === 'answered' && received.outcome ? toldOutcome(received.outcome) : []
    return answerWith({ ...received.answer, headers: told })
  } catch (error) {
    return refusePush(door.ctx, error as Error)
  }
}

/** Beside the platform's own acknowledgement, for a sender that asked with `Prefer: wait`. */
function toldOutcome({ verdict, state, orderId }: KeptOutcome): readonly string[] {
  return ['preference-applied', 'wait', 'baton-verdict', verdict ?? state, 'baton-order', orderId ?? '']
}

/** The answer to a push that could not be taken. */
export function refusePush(ctx: Context, error: Error): PushAnswer {
  const code = codeOf(error)
  const { status, retry } = ERRORS[code]
  if (status >= 500) ctx.log.error({ err: error, route: ROUTE }, 'request failed')
  const headers = [
    ...(status === 503 ? ['retry-after', String(RETRY_AFTER_SECONDS)] : []),
    ...(status === 413 ? ['connection', 'close'] : []),
  ]
  return answerWith({ status, contentType: 'application/json', body: JSON.stringify({ code, retry }), headers })
}

/** An answer with the headers that every answer to a push has. */
export function answerWith(told: {
  readonly status: number
  readonly contentType?: string
  readonly body?: string
  readonly headers?: readonly string[]
}): PushAnswer {
  const { status, contentType = 'text/plain', body = '', headers = [] } = told
  const content = ['content-type', contentType, 'content-length', String(Buffer.byteLength(body))]
  return { status, headers: [...COMMON, ...content, ...headers], body }
}

/** Counts an answered push into the duration of requests; `started` by `performance.now()`. */
export function timePush(status: number, started: number): void {
  metrics.requests.observe({ route: ROUTE, status }, (performance.now() - started) / 1000)
}

/** The sender's address as the outermost trusted proxy saw it; without proxies the socket's. */
function addressOf({ headers, remoteAddress }: PushRequest, trustedProxies: number): string {
  if (trustedProxies === 0) return remoteAddress
  const forwarded = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
  return [remoteAddress, ...forwarded.reverse()][Math.min(trustedProxies, forwarded.length)] ?? remoteAddress
}
