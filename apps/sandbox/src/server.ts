import Fastify, { type FastifyInstance } from 'fastify'
import { mountAuthorisePages } from './authorise/mount.ts'
import { mountControl } from './control/api.ts'
import { mountPage } from './control/page.ts'
import { mountGateways } from './gateways/mount.ts'
import { mountMessengers } from './messengers/mount.ts'
import type { Sandbox } from './sandbox.ts'
import { mountSockets } from './sockets/mount.ts'

/** One port for everything: the page, its API, the platforms' gateways and their sockets. */
export async function buildServer(sandbox: Sandbox): Promise<FastifyInstance> {
  const server = Fastify({ forceCloseConnections: true, bodyLimit: 2_000_000, routerOptions: { maxParamLength: 400 } })
  await server.register(mountControl, { prefix: '/control', sandbox })
  await server.register(mountAuthorisePages, { sandbox })
  await server.register(mountGateways, { gateways: sandbox.gateways, faults: sandbox.faults })
  await server.register(mountMessengers, { messengers: sandbox.messengers })
  await server.register(mountPage)
  mountSockets(server, sandbox)
  return server
}
