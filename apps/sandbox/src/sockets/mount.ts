import type { PlatformId } from '@baton/contract'
import { openPmcPath } from '@baton/platforms/pinduoduo'
import type { FastifyInstance } from 'fastify'
import { type WebSocket, WebSocketServer } from 'ws'
import { SocketRoute } from '../delivery/socket-route.ts'
import type { Sandbox } from '../sandbox.ts'
import { PmcClient } from './pmc.ts'
import { TmcClient } from './tmc.ts'

const TMC_PATH = '/taobao/mc'
const PMC_PREFIX = '/pinduoduo'
const PING_EVERY_MS = 15_000

/** Serves both message channels on upgrades of the one server. */
export function mountSockets(server: FastifyInstance, sandbox: Sandbox): void {
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: 1_000_000 })
  server.server.on('upgrade', (request, socket, head) => {
    const accept = acceptorOf(request.url ?? '', sandbox)
    if (accept === null) {
      socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (client) => {
      const ping = setInterval(() => client.ping(), PING_EVERY_MS)
      client.on('close', () => clearInterval(ping))
      client.on('error', () => client.terminate())
      accept(client)
    })
  })
  server.addHook('preClose', async () => {
    for (const client of sockets.clients) client.terminate()
  })
}

/** What serves a socket at this address; null when it may not be opened. */
function acceptorOf(url: string, sandbox: Sandbox): ((client: WebSocket) => void) | null {
  const { wall } = sandbox.clock
  if (url.split('?')[0] === TMC_PATH) {
    const route = routeOf(sandbox, 'taobao')
    return route && ((client) => serve(client, { route, end: new TmcClient(client, route, wall) }))
  }
  const route = routeOf(sandbox, 'pinduoduo')
  if (route === null || !url.startsWith(`${PMC_PREFIX}/`)) return null
  const { clientId, clientSecret = null } = route.channel.fields
  const secretOf = (id: string) => (id === clientId ? clientSecret : null)
  if (!openPmcPath(url.slice(PMC_PREFIX.length), secretOf, new Date(wall())).ok) return null
  return (client) => serve(client, { route, end: new PmcClient(client, route, wall) })
}

/** A client that sends nonsense is cut off. */
function serve(client: WebSocket, { route, end }: { route: SocketRoute; end: TmcClient | PmcClient }): void {
  client.on('message', (data: Buffer) => {
    try {
      if (end instanceof TmcClient) end.receive(data)
      else end.receive(data.toString('utf8'))
    } catch {
      client.terminate()
    }
  })
  client.on('close', () => route.leave(end))
}

function routeOf(sandbox: Sandbox, platform: PlatformId): SocketRoute | null {
  for (const [channel, route] of sandbox.office.routes) {
    if (channel.platform === platform && route instanceof SocketRoute) return route
  }
  return null
}
