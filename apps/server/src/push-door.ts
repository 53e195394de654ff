import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { ERRORS, PlatformId } from '@baton/contract'
import type { KeptOutcome, Receiver } from '@baton/fulfilment/channels'
import type { Context } from '@baton/fulfilment/runtime'
import type { HttpPush } from '@baton/platforms'
import { codeOf, RETRY_AFTER_SECONDS } from './errors.ts'
import { metrics } from './metrics.ts'

const ADDRESS = /^\/webhooks\/([a-z-]{1,40})\/([\w-]{1,100})\/?(?:\?(.*))?$/
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

/**
 * The door for signed pushes in front of the framework (docs/adr/0010): raw bytes in, one verb, and the platform's own
 * acknowledgement only after the commit. Every other address is the framework's.
 */
export function withPushDoor(door: PushDoor, framework: RequestListener): RequestListener {
  return (request, response) => {
    const address = request.url?.startsWith('/webhooks/') ? ADDRESS.exec(request.url) : null
    const known = address && PlatformId.safeParse(address[1])
    if (!address || !known?.success) return framework(request, response)
    takePush(door, { request, response }, { platform: known.data, pushKey: address[2] ?? '', query: address[3] })
  }
}

interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
}
interface PushAddress {
  readonly platform: PlatformId
  readonly pushKey: string
  readonly query: string | undefined
}

function takePush(door: PushDoor, exchange: Exchange, at: PushAddress): void {
  const { request, response } = exchange
  const started = performance.now()
  response.on('finish', () => {
    const labels = { route: ROUTE, status: response.statusCode }
    metrics.requests.observe(labels, (performance.now() - started) / 1000)
  })
  if (request.method !== 'POST' && request.method !== 'GET') {
    answer(response, { status: 405 })
    return
  }
  if (Number(request.headers['content-length'] ?? 0) > door.maxBytes) {
    refuse(door, exchange, tooLarge())
    return
  }
  const chunks: Buffer[] = []
  let size = 0
  request.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size <= door.maxBytes) chunks.push(chunk)
    else if (!response.headersSent) refuse(door, exchange, tooLarge())
  })
  request.on('end', () => {
    if (size > door.maxBytes) return
    const body = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
    receive(door, exchange, { at, body }).catch((error) => refuse(door, exchange, error))
  })
}

function tooLarge(): Error {
  return Object.assign(new Error('the body exceeds the limit'), { statusCode: 413 })
}

async function receive(
  door: PushDoor,
  { request, response }: Exchange,
  { at, body }: { at: PushAddress; body: Buffer },
) {
  const push: HttpPush = {
    method: request.method ?? '',
    query: at.query === undefined ? {} : Object.fromEntries(new URLSearchParams(at.query)),
    headers: request.headers as Readonly<Record<string, string>>,
    body,
  }
  const received = await door.receiver.receive(at, push, addressOf(request, door.ctx.env.BATON_TRUSTED_PROXIES))
  const outcome = received.kind === 'refused' ? received.reason : received.kind
  metrics.pushes.inc({ platform: at.platform, outcome })
  if (received.kind === 'unknown') return answer(response, { status: 404 })
  const told = received.kind === 'answered' && received.outcome ? toldOutcome(received.outcome) : []
  answer(response, { ...received.answer, headers: told })
}

/** Beside the platform's own acknowledgement, for a sender that asked with `Prefer: wait`. */
function toldOutcome({ verdict, state, orderId }: KeptOutcome): readonly string[] {
  return ['preference-applied', 'wait', 'baton-verdict', verdict ?? state, 'baton-order', orderId ?? '']
}

function refuse({ ctx }: PushDoor, { response }: Exchange, error: Error): void {
  const code = codeOf(error)
  const { status, retry } = ERRORS[code]
  if (status >= 500) ctx.log.error({ err: error, route: ROUTE }, 'request failed')
  const headers = [
    ...(status === 503 ? ['retry-after', String(RETRY_AFTER_SECONDS)] : []),
    ...(status === 413 ? ['connection', 'close'] : []),
  ]
  answer(response, { status, contentType: 'application/json', body: JSON.stringify({ code, retry }), headers })
}

function answer(
  response: ServerResponse,
  told: { status: number; contentType?: string; body?: string; headers?: readonly string[] },
): void {
  const { status, contentType = 'text/plain', body = '', headers = [] } = told
  const length = ['content-type', contentType, 'content-length', String(Buffer.byteLength(body))]
  response.writeHead(status, [...COMMON, ...length, ...headers])
  response.end(body)
}

/** The sender's address as the outermost trusted proxy saw it; without proxies the socket's. */
function addressOf(request: IncomingMessage, trustedProxies: number): string {
  const socket = request.socket.remoteAddress ?? ''
  if (trustedProxies === 0) return socket
  const forwarded = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
  return [socket, ...forwarded.reverse()][Math.min(trustedProxies, forwarded.length)] ?? socket
}
