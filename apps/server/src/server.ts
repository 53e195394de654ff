import type { Receiver } from '@baton/fulfilment/channels'
import type { Context } from '@baton/fulfilment/runtime'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { mountAgreement } from './agreement.ts'
import { mountApi } from './api.ts'
import { mountAuth } from './auth.ts'
import { mountDevices } from './devices.ts'
import { mountErp } from './erp.ts'
import { mountErpPage } from './erp-page.ts'
import { answerErrors, refuseAddress } from './errors.ts'
import { mountExports } from './exports.ts'
import { mountOperations, timeRequests } from './operations.ts'
import { mountPages, protectAnswers } from './pages.ts'
import { mountPrintAgents } from './print-agents.ts'
import { serveWithPushDoor } from './push-door.ts'

export const MAX_BODY_BYTES = 1_000_000
const HTTP_LIMITS = { requestTimeout: 30_000, keepAliveTimeout: 65_000, connectionsCheckingInterval: 5000 }

/** The one HTTP process: pushes, API, sign-in, pages and operations, each parse → one verb → answer. */
export async function buildServer(ctx: Context, receiver: Receiver): Promise<FastifyInstance> {
  const server: FastifyInstance = Fastify({
    loggerInstance: ctx.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    childLoggerFactory: (logger) => logger,
    bodyLimit: MAX_BODY_BYTES,
    forceCloseConnections: true,
    frameworkErrors: refuseAddress,
    serverFactory: (framework) =>
      serveWithPushDoor({ ctx, receiver, maxBytes: MAX_BODY_BYTES }, HTTP_LIMITS, framework),
    trustProxy: (_address, hop) => hop < ctx.env.BATON_TRUSTED_PROXIES,
    routerOptions: { maxParamLength: 5000, ignoreTrailingSlash: true },
  })
  answerErrors(server, ctx)
  timeRequests(server)
  protectAnswers(server)
  await server.register(mountOperations, { ctx })
  await server.register(mountErp, { ctx })
  await server.register(mountDevices, { ctx })
  await server.register(mountPrintAgents, { ctx })
  await server.register(mountErpPage, { ctx })
  await server.register(mountAuth, { ctx })
  await server.register(mountAgreement, { ctx })
  await server.register(mountExports, { ctx })
  await server.register(mountApi, { ctx })
  await mountPages(server, { ctx })
  return server
}
