import { lookup } from 'node:dns/promises'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { addressRule } from './addresses.ts'
import type { Context } from './context.ts'

const TIMEOUT_MS = 10_000
const MAX_REPLY = 5_000_000
/** Each piece of an answer costs memory, be it one byte. */
const MAX_PIECES = 20_000

export interface OutgoingRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array | null
}

export interface OutgoingReply {
  readonly status: number
  /** Lower-case names; `retry-after` in seconds. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

export type OutgoingFault = 'address_refused' | 'timeout' | 'unreachable' | 'reply_too_large' | 'redirected'

/** A call that got no usable answer. `address_refused` stays so until somebody changes a setting; the others may pass. */
export class OutgoingFailure extends Error {
  override readonly name = 'OutgoingFailure'
  readonly code: OutgoingFault

  constructor(code: OutgoingFault, message: string, cause?: unknown) {
    super(message, { cause })
    this.code = code
  }
}

/**
 * The one door for HTTP to the outside: a time-out for the whole exchange, a limit to the answer, no redirects, and no
 * private address unless BATON_ALLOW_PRIVATE lists it. The connection goes to the very address that was checked, so a
 * name that resolves anew to something else gains nothing. Throws `OutgoingFailure`.
 */
export async function sendOutgoing(
  ctx: Pick<Context, 'env'>,
  request: OutgoingRequest,
  limits: { timeoutMs?: number; maxReply?: number } = {},
): Promise<OutgoingReply> {
  const url = new URL(request.url)
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new OutgoingFailure('address_refused', `${url.protocol} is not HTTP`)
  const signal = AbortSignal.timeout(limits.timeoutMs ?? TIMEOUT_MS)
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80)
  const address = await orTimeout(signal, resolveAllowed(ctx, { host: url.hostname, port }))
  const reply = await exchange(url, request, { address, signal, maxReply: limits.maxReply ?? MAX_REPLY })
  if (reply.status >= 300 && reply.status < 400) throw new OutgoingFailure('redirected', `Redirected: ${reply.status}`)
  return reply
}

/** Resolves a host and returns an address that may be reached. Throws `OutgoingFailure` where there is none. */
export async function resolveAllowed(
  ctx: Pick<Context, 'env'>,
  target: { host: string; port: number },
): Promise<string> {
  const host = target.host.replace(/^\[|\]$/g, '')
  const rule = addressRule(ctx.env.BATON_ALLOW_PRIVATE)
  const found = await addressesOf(host)
  const address = found.find((one) => rule.allows({ host, port: target.port, address: one }))
  if (address === undefined || found.some((one) => !rule.allows({ host, port: target.port, address: one })))
    throw new OutgoingFailure(
      'address_refused',
      `${host} is an address of this network; BATON_ALLOW_PRIVATE lists none`,
    )
  return address
}

/** Connects to the address that was checked, whatever the name resolves to by then. */
export function alwaysTo(address: string): LookupFunction {
  const family = isIP(address)
  return (_host, options, done) => (options.all ? done(null, [{ address, family }]) : done(null, address, family))
}

async function addressesOf(host: string): Promise<readonly string[]> {
  if (isIP(host) !== 0) return [host]
  try {
    return (await lookup(host, { all: true })).map((one) => one.address)
  } catch (error) {
    throw new OutgoingFailure('unreachable', `${host} cannot be resolved`, error)
  }
}

async function orTimeout<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new OutgoingFailure('timeout', 'No answer in time')), { once: true })
  })
  return Promise.race([work, late])
}

function exchange(
  url: URL,
  request: OutgoingRequest,
  how: { address: string; signal: AbortSignal; maxReply: number },
): Promise<OutgoingReply> {
  const { address, signal, maxReply } = how
  const send = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => reject(failureOf(error, signal))
    const body = request.body === null ? null : Buffer.from(request.body as string)
    const outgoing = send(
      url,
      {
        method: request.method,
        headers: { ...request.headers, 'accept-encoding': 'identity', 'content-length': String(body?.length ?? 0) },
        signal,
        agent: false,
        lookup: alwaysTo(address),
      },
      (reply) => {
        const chunks: Buffer[] = []
        let length = 0
        reply.on('data', (chunk: Buffer) => {
          length += chunk.length
          chunks.push(chunk)
          if (length <= maxReply && chunks.length <= MAX_PIECES) return
          fail(new OutgoingFailure('reply_too_large', `Above ${maxReply} bytes or ${MAX_PIECES} pieces`))
          outgoing.destroy()
        })
        reply.on('error', fail)
        reply.on('end', () => {
          const headers = Object.entries(reply.headers).flatMap(([name, value]) =>
            typeof value === 'string' ? [[name, value] as const] : [],
          )
          resolve({
            status: reply.statusCode ?? 0,
            headers: withSecondsToWait(Object.fromEntries(headers)),
            body: new Uint8Array(Buffer.concat(chunks)),
          })
        })
      },
    )
    outgoing.on('error', fail)
    outgoing.end(body ?? undefined)
  })
}

/** `retry-after` in seconds, also where it names an instant (RFC 9110, 10.2.3): by the other side's own clock. */
function withSecondsToWait(headers: Record<string, string>): Record<string, string> {
  const { date = '', 'retry-after': asked = '' } = headers
  const ms = Date.parse(asked) - Date.parse(date)
  if (Number.isNaN(ms) || /^\d+$/.test(asked)) return headers
  return { ...headers, 'retry-after': String(Math.max(0, Math.ceil(ms / 1000))) }
}

function failureOf(error: unknown, signal: AbortSignal): OutgoingFailure {
  if (error instanceof OutgoingFailure) return error
  if (signal.aborted) return new OutgoingFailure('timeout', 'No answer in time', error)
  const message = error instanceof Error ? error.message : String(error)
  return new OutgoingFailure('unreachable', message, error)
}
