import type { Receiver } from '@baton/fulfilment/channels'
import type { Context } from '@baton/fulfilment/runtime'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { mountAgreement } from './agreement.ts'
import { mountApi } from './api.ts'
import { mountAuth } from './auth.ts'
import { answerErrors, refuseAddress } from './errors.ts'
import { mountExports } from './exports.ts'
import { mountOperations, timeRequests } from './operations.ts'
import { mountPages, protectAnswers } from './pages.ts'
import { mountWebhooks } from './webhooks.ts'

export const MAX_BODY_BYTES = 1_000_000

/** The one HTTP process: pushes, API, sign-in, pages and operations, each parse → one verb → answer. */
export async function buildServer(ctx: Context, receiver: Receiver): Promise<FastifyInstance> {
  const server: FastifyInstance = Fastify({
    loggerInstance: ctx.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    childLoggerFactory: (logger) => logger,
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: 30_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: true,
    frameworkErrors: refuseAddress,
    http: { connectionsCheckingInterval: 5000 },
    trustProxy: (_address, hop) => hop < ctx.env.BATON_TRUSTED_PROXIES,
    routerOptions: { maxParamLength: 5000, ignoreTrailingSlash: true },
  })
  answerErrors(server, ctx)
  timeRequests(server)
  protectAnswers(server)
  await server.register(mountOperations, { ctx })
  await server.register(mountWebhooks, { receiver })
  await server.register(mountAuth, { ctx })
  await server.register(mountAgreement, { ctx })
  await server.register(mountExports, { ctx })
  await server.register(mountApi, { ctx })
  await mountPages(server, { ctx })
  return server
}
