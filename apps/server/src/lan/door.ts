import type { IncomingMessage, RequestListener, Server, ServerOptions, ServerResponse } from 'node:http'
import { createServer, type Server as HttpsServer } from 'node:https'
import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { isOfTrustPage, trustUrlOf } from './trust-path.ts'

/** First byte of every TLS connection: a handshake record (RFC 8446 5.1). */
const TLS_HANDSHAKE = 0x16
const FIRST_BYTE_MS = 5000

/**
 * TLS and plain HTTP on one port: who speaks TLS gets all of Baton; who does not yet gets the page that helps to trust it, and
 * nothing else.
 */
export function createLanDoor(
  certificate: { readonly certificate: string; readonly key: string },
  limits: ServerOptions,
  listener: RequestListener,
): HttpsServer {
  const options = { ...limits, cert: certificate.certificate, key: certificate.key }
  const server = createServer(options, (request, response) =>
    request.socket instanceof TLSSocket ? listener(request, response) : takePlain(request, response, listener),
  )
  const [takeTls] = server.listeners('connection') as ((socket: Socket) => void)[]
  if (!takeTls) throw new Error('this Node takes TLS connections in another way')
  server.removeAllListeners('connection')
  server.on('connection', (socket: Socket) => {
    const giveUp = () => socket.destroy()
    socket.setTimeout(FIRST_BYTE_MS, giveUp)
    socket.once('error', giveUp)
    socket.once('data', (bytes) => {
      socket.pause()
      socket.setTimeout(0, giveUp).off('timeout', giveUp).off('error', giveUp)
      socket.unshift(bytes)
      if (bytes[0] === TLS_HANDSHAKE) takeTls.call(server, socket)
      else server.emit('secureConnection', socket)
      process.nextTick(() => socket.resume())
    })
  })
  return server
}

/** For the framework, which knows one kind of server by its type and both in fact. */
export function asHttpServer(server: HttpsServer): Server {
  return server as unknown as Server
}

function takePlain(request: IncomingMessage, response: ServerResponse, framework: RequestListener): void {
  const url = request.url ?? '/'
  const isReading = request.method === 'GET' || request.method === 'HEAD'
  const headers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }
  if (isReading && isOfTrustPage(url)) framework(request, response)
  else if (isReading && !url.startsWith('/api/')) {
    response.writeHead(302, { ...headers, connection: 'close', location: trustUrlOf(url) }).end()
  } else response.writeHead(426, { ...headers, connection: 'upgrade, close', upgrade: 'TLS/1.3, HTTP/1.1' }).end()
}
