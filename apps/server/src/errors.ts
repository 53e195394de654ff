import { ERRORS, type ErrorCode } from '@baton/contract'
import { KeeperFull } from '@baton/fulfilment/channels'
import { type Context, isDatabaseUnavailable } from '@baton/fulfilment/runtime'
import type { FastifyError, FastifyInstance } from 'fastify'

const RETRY_AFTER_SECONDS = 5

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

function codeOf(error: FastifyError): ErrorCode {
  if (isDatabaseUnavailable(error) || error instanceof KeeperFull) return 'DATABASE_UNAVAILABLE'
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE' || error.statusCode === 413) return 'BODY_TOO_LARGE'
  if (error.statusCode === 429) return 'TOO_MANY_REQUESTS'
  if (error.statusCode && error.statusCode < 500) return 'INPUT_INVALID'
  return 'UNEXPECTED'
}
