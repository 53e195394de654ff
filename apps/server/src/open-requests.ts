import type { IncomingMessage, RequestListener } from 'node:http'
import { refuseBytes } from './errors.ts'

/** How much of what is not answered yet one process keeps in memory. */
export interface OpenLimits {
  /** Requests of one connection. Browsers and proxies wait for each answer; whoever sends so many ahead waits for none. */
  readonly ahead: number
  /** Pieces of one body. 1 MB in the smallest packets of any network are 2,000; each costs memory, be it one byte. */
  readonly pieces: number
  /** Bytes of all bodies together. */
  readonly bytes: number
}

const LIMITS: OpenLimits = { ahead: 16, pieces: 4096, bytes: 32_000_000 }

/**
 * In front of every route: strangers cannot fill the memory with requests sent ahead, bodies in crumbs, or bodies that never
 * end. Where all bodies together are too many, those that have been coming for longest give way (408).
 */
export function limitOpenRequests(listener: RequestListener, limits: OpenLimits = LIMITS): RequestListener {
  const bodies = new Bodies(limits)
  const open = new WeakMap<object, number>()
  return (request, response) => {
    const { socket } = request
    const ahead = (open.get(socket) ?? 0) + 1
    open.set(socket, ahead)
    if (ahead > limits.ahead) {
      socket.destroy()
      return
    }
    response.once('close', () => open.set(socket, (open.get(socket) ?? 1) - 1))
    if (!hasEnded(request)) {
      bodies.watch(request)
      response.once('close', () => bodies.forget(request))
    }
    listener(request, response)
  }
}

/** Without a length and not in chunks there is no body (RFC 9112 6.3). */
function hasEnded({ headers }: IncomingMessage): boolean {
  return headers['content-length'] === undefined && headers['transfer-encoding'] === undefined
}

/** The bodies of requests without an answer, those that began first before the others. */
class Bodies {
  private readonly sizes = new Map<IncomingMessage, number>()
  private readonly limits: OpenLimits
  private total = 0

  constructor(limits: OpenLimits) {
    this.limits = limits
  }

  /** Counts what the connection hands over, before anybody reads it. */
  watch(request: IncomingMessage): void {
    this.sizes.set(request, 0)
    let pieces = 0
    request.push = (piece: Buffer | null, encoding) => {
      pieces += 1
      if (pieces > this.limits.pieces && piece) {
        if (pieces === this.limits.pieces + 1) refuseBytes(tooManyPieces(), request.socket)
        return false
      }
      if (piece) this.add(request, piece.length)
      return Object.getPrototypeOf(request).push.call(request, piece, encoding)
    }
  }

  forget(request: IncomingMessage): void {
    this.total -= this.sizes.get(request) ?? 0
    this.sizes.delete(request)
  }

  private add(request: IncomingMessage, bytes: number): void {
    const size = this.sizes.get(request)
    if (size === undefined) return
    this.sizes.set(request, size + bytes)
    this.total += bytes
    if (this.total <= this.limits.bytes) return
    for (const [oldest, held] of this.sizes) {
      if (this.total <= this.limits.bytes) return
      if (oldest.complete || oldest === request || held === 0) continue
      this.forget(oldest)
      refuseBytes(tookTooLong(), oldest.socket)
    }
  }
}

function tooManyPieces(): Error {
  return Object.assign(new Error('a body in crumbs'), { code: 'FST_ERR_CTP_BODY_TOO_LARGE' })
}

function tookTooLong(): Error {
  return Object.assign(new Error('other bodies need the room'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' })
}
