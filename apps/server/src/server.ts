import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http'
import type { Receiver } from '@baton/fulfilment/channels'
import { type Context, isSecure } from '@baton/fulfilment/runtime'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { mountAgreement } from './agreement.ts'
import { mountApi } from './api.ts'
import { mountAuth } from './auth.ts'
import { mountAuthorised } from './authorised.ts'
import { mountDevices } from './devices.ts'
import { mountErp } from './erp.ts'
import { mountErpPage } from './erp-page.ts'
import { answerErrors, refuseAddress, refuseBytes } from './errors.ts'
import { mountExports } from './exports.ts'
import { noticeProxy } from './notice-proxy.ts'
import { limitOpenRequests } from './open-requests.ts'
import { mountOperations, timeRequests } from './operations.ts'
import { mountPages, protectAnswers } from './pages.ts'
import { mountPhotos } from './photos.ts'
import { mountPrintAgents } from './print-agents.ts'
import { mountTrack } from './track/mount-track.ts'
import type { PushDoor } from './webhooks/answer-push.ts'
import { type PlainConnections, takePlainConnections } from './webhooks/plain-connections.ts'
import { withPushDoor } from './webhooks/push-door.ts'

export const MAX_BODY_BYTES = 1_000_000
const HTTP_LIMITS = { requestTimeout: 30_000, keepAliveTimeout: 65_000, connectionsCheckingInterval: 5000 }

/** What differs between the doors of one process. */
export interface DoorOptions {
  readonly listenBy: (limits: ServerOptions, listener: RequestListener) => Server
  /** Whether what comes is TLS, so that a connection's first bytes say nothing. */
  readonly isEncrypted: boolean
  /** Whether this door tells of health and metrics. */
  readonly isForOperations: boolean
  readonly mountMore?: (server: FastifyInstance) => PromiseLike<unknown>
}

const OPEN_DOOR: DoorOptions = { listenBy: createServer, isEncrypted: false, isForOperations: true }

/** The one HTTP process: pushes, API, sign-in, pages and operations, each parse → one verb → answer. */
export async function buildServer(
  ctx: Context,
  receiver: Receiver,
  door: DoorOptions = OPEN_DOOR,
): Promise<FastifyInstance> {
  const pushes: PushDoor = { ctx, receiver, maxBytes: MAX_BODY_BYTES }
  const plain: PlainConnections[] = []
  const server: FastifyInstance = Fastify({
    loggerInstance: ctx.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    childLoggerFactory: (logger) => logger,
    bodyLimit: MAX_BODY_BYTES,
    forceCloseConnections: true,
    frameworkErrors: refuseAddress,
    clientErrorHandler: refuseBytes,
    serverFactory: (framework) => {
      const listening = door.listenBy(HTTP_LIMITS, limitOpenRequests(withPushDoor(pushes, framework)))
      if (!door.isEncrypted) plain.push(takePlainConnections(listening, pushes))
      return listening
    },
    trustProxy: (_address, hop) => hop < ctx.env.BATON_TRUSTED_PROXIES,
    routerOptions: { maxParamLength: 5000, ignoreTrailingSlash: true },
  })
  server.addHook('preClose', async () => {
    for (const connections of plain) connections.close()
  })
  answerErrors(server, ctx)
  timeRequests(server)
  protectAnswers(server, { isBehindTls: isSecure(ctx) && !door.isEncrypted })
  noticeProxy(server, ctx)
  if (door.isForOperations) await server.register(mountOperations, { ctx })
  await server.register(mountErp, { ctx })
  await server.register(mountDevices, { ctx })
  await server.register(mountPrintAgents, { ctx })
  await server.register(mountErpPage, { ctx })
  await server.register(mountAuth, { ctx })
  await server.register(mountAuthorised, { ctx })
  await server.register(mountAgreement, { ctx })
  await server.register(mountExports, { ctx })
  await server.register(mountPhotos, { ctx })
  await server.register(mountTrack, { ctx })
  await server.register(mountApi, { ctx })
  await door.mountMore?.(server)
  await mountPages(server, { ctx })
  return server
}
