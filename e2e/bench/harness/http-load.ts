import { connect, type OnReadOpts } from 'node:net'

/** One request as bytes on the wire. */
export interface WireRequest {
  readonly bytes: Buffer
}

export interface LoadResult {
  readonly done: number
  readonly failed: number
  readonly seconds: number
  /** Milliseconds from the request's last byte written to its whole answer read, ascending. */
  readonly latencies: readonly number[]
}

/** A POST ready to be written again and again; built before the clock starts. */
export function wireRequest(path: string, headers: Readonly<Record<string, string>>, body: Uint8Array): WireRequest {
  const head = Object.entries({ host: 'bench', 'content-length': String(body.length), ...headers })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')
  return { bytes: Buffer.concat([Buffer.from(`POST ${path} HTTP/1.1\r\n${head}\r\n`), body]) }
}

/** A GET, as above. */
export function wireGet(path: string, headers: Readonly<Record<string, string>>): WireRequest {
  const head = Object.entries({ host: 'bench', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`)
  return { bytes: Buffer.from(`GET ${path} HTTP/1.1\r\n${head.join('')}\r\n`) }
}

/**
 * Sends requests over many keep-alive connections, one at a time on each, until they are used up or the time is over.
 * A client of our own, because a general one would take the server's share of two cores.
 */
export async function httpLoad(options: {
  port: number
  connections: number
  requests: readonly WireRequest[]
  seconds: number
}): Promise<LoadResult> {
  const latencies: number[] = []
  let next = 0
  let failed = 0
  const started = performance.now()
  const until = started + options.seconds * 1000
  const lane = () =>
    new Promise<void>((resolve) => {
      const onread = answersInto((status) => {
        latencies.push(performance.now() - sentAt)
        if (status !== 200) failed += 1
        send()
      })
      const socket = connect({ port: options.port, host: '127.0.0.1', noDelay: true, onread })
      let sentAt = 0
      const send = () => {
        const request = performance.now() < until ? options.requests[next++] : undefined
        if (!request) return socket.end(() => resolve())
        sentAt = performance.now()
        socket.write(request.bytes)
      }
      socket.on('connect', send)
      socket.on('error', () => {
        failed += 1
        resolve()
      })
      socket.on('close', () => resolve())
    })
  await Promise.all(Array.from({ length: options.connections }, lane))
  const seconds = (performance.now() - started) / 1000
  return { done: latencies.length - failed, failed, seconds, latencies: latencies.sort((a, b) => a - b) }
}

/** Reads answers of a connection in place, without a stream and its buffers. */
function answersInto(answer: (status: number) => void): OnReadOpts {
  let text = ''
  return {
    buffer: Buffer.alloc(16_384),
    callback(count, bytes) {
      text += Buffer.from(bytes.buffer, bytes.byteOffset, count).toString('latin1')
      const headEnd = text.indexOf('\r\n\r\n')
      if (headEnd < 0) return true
      const end = headEnd + 4 + Number(/content-length: (\d+)/.exec(text)?.[1] ?? 0)
      if (text.length < end) return true
      const status = Number(text.slice(9, 12))
      text = text.slice(end)
      answer(status)
      return true
    },
  }
}

export function percentile(ascending: readonly number[], share: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * share))] ?? 0
}
