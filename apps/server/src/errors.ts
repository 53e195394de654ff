import type { Socket } from 'node:net'
import { ERRORS, type ErrorCode } from '@baton/contract'
import { KeeperFull } from '@baton/fulfilment/channels'
import { type Context, isDatabaseUnavailable, isDataFault } from '@baton/fulfilment/runtime'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

export const RETRY_AFTER_SECONDS = 5

/** One place maps what goes wrong in a transport to an answer; unknown errors say nothing outward and are logged. */
export function answerErrors(server: FastifyInstance, ctx: Context): void {
  server.setErrorHandler((error: FastifyError, request, reply) => {
    const code = codeOf(error)
    const { status, retry } = ERRORS[code]
    if (status >= 500) ctx.log.error({ err: error, route: request.routeOptions.url }, 'request failed')
    if (status === 503) void reply.header('retry-after', RETRY_AFTER_SECONDS)
    if (status === 413) void reply.header('connection', 'close')
    void reply.status(status).send({ code, retry })
  })
}

/** Answers with the code alone. */
export function refuse(reply: FastifyReply, code: ErrorCode): FastifyReply {
  const { status, retry } = ERRORS[code]
  return reply.status(status).send({ code, retry })
}

/** An address that no route can be sought for; no hook runs for it, so it names its own headers. */
export function refuseAddress(error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void {
  void reply
    .status(error.statusCode ?? 400)
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'no-store')
    .header('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
    .send({ code: 'INPUT_INVALID', retry: 'never' })
}

/** Bytes that are no request, or that have no end: there is nothing to route, so the answer is written by hand. */
export function refuseBytes(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  if (socket.writable) socket.write(answerToBytes(error.code))
  socket.destroy(error)
}

function answerToBytes(code: string | undefined): string {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 'HTTP/1.1 408 Request Timeout\r\nconnection: close\r\n\r\n'
  const isTooLarge = code === 'FST_ERR_CTP_BODY_TOO_LARGE'
  const status = isTooLarge
    ? '413 Payload Too Large'
    : code === 'HPE_HEADER_OVERFLOW'
      ? '431 Request Header Fields Too Large'
      : '400 Bad Request'
  const body = JSON.stringify({
    code: (isTooLarge ? 'BODY_TOO_LARGE' : 'INPUT_INVALID') satisfies ErrorCode,
    retry: 'never',
  })
  const headers = ['content-type: application/json', `content-length: ${body.length}`, 'connection: close']
  return [`HTTP/1.1 ${status}`, ...headers, 'cache-control: no-store', '', body].join('\r\n')
}

/** What an error that reached the transport is called outward. */
export function codeOf(error: Error & { code?: string; statusCode?: number }): ErrorCode {
  if (isDatabaseUnavailable(error) || error instanceof KeeperFull) return 'DATABASE_UNAVAILABLE'
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE' || error.statusCode === 413) return 'BODY_TOO_LARGE'
  if (error.statusCode === 429) return 'TOO_MANY_REQUESTS'
  if (error.statusCode && error.statusCode < 500) return 'INPUT_INVALID'
  if (isDataFault(error)) return 'INPUT_INVALID'
  return 'UNEXPECTED'
}
