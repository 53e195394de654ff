import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import {
  answerPush,
  answerWith,
  type PushAddress,
  type PushAnswer,
  type PushDoor,
  pushAddressOf,
  refusePush,
  timePush,
} from './answer-push.ts'

/**
 * The door for signed pushes in front of the framework (docs/adr/0010): raw bytes in, one verb, and the platform's own
 * acknowledgement only after the commit. Every other address is the framework's.
 */
export function withPushDoor(door: PushDoor, framework: RequestListener): RequestListener {
  return (request, response) => {
    const at = pushAddressOf(request.url ?? '')
    if (at) takePush(door, { request, response }, at)
    else framework(request, response)
  }
}

interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

function takePush(door: PushDoor, { request, response }: Exchange, at: PushAddress): void {
  const started = performance.now()
  response.on('finish', () => timePush(response.statusCode, started))
  const method = request.method ?? ''
  if (method !== 'POST' && method !== 'GET') {
    send(response, answerWith({ status: 405 }))
    return
  }
  if (Number(request.headers['content-length'] ?? 0) > door.maxBytes) {
    send(response, refusePush(door.ctx, tooLarge()))
    return
  }
  const chunks: Buffer[] = []
  let size = 0
  request.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size <= door.maxBytes) chunks.push(chunk)
    else if (!response.headersSent) send(response, refusePush(door.ctx, tooLarge()))
  })
  request.on('end', async () => {
    if (size > door.maxBytes) return
    const body = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
    const remoteAddress = request.socket.remoteAddress ?? ''
    send(response, await answerPush(door, { at, method, headers: request.headers, body, remoteAddress }))
  })
}

function tooLarge(): Error {
  return Object.assign(new Error('the body exceeds the limit'), { statusCode: 413 })
}

function send(response: ServerResponse, { status, headers, body }: PushAnswer): void {
  response.writeHead(status, [...headers])
  response.end(body)
}
