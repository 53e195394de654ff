import type { Context } from '@baton/fulfilment/runtime'
import { ADDRESS_HEADER, authOf } from '@baton/fulfilment/staff'
import type { FastifyInstance, FastifyRequest } from 'fastify'

/** Hands /api/auth/* to the sign-in library as a web request. */
export async function mountAuth(server: FastifyInstance, { ctx }: { ctx: Context }): Promise<void> {
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', { parseAs: 'string', bodyLimit: 10_000 }, (_request, body, done) => done(null, body))
  server.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    async handler(request, reply) {
      const response = await authOf(ctx).handler(toWebRequest(request, ctx.env.BATON_PUBLIC_URL))
      void reply.status(response.status)
      for (const [name, value] of response.headers) if (name !== 'set-cookie') void reply.header(name, value)
      const cookies = response.headers.getSetCookie()
      if (cookies.length > 0) void reply.header('set-cookie', cookies)
      return reply.send(await response.text())
    },
  })
}

function toWebRequest(request: FastifyRequest, publicUrl: string): Request {
  const init: RequestInit = { method: request.method, headers: webHeaders(request) }
  if (request.method === 'POST' && typeof request.body === 'string') init.body = request.body
  return new Request(new URL(request.url, publicUrl), init)
}

/** The request's headers, with the caller's address as the connection shows it. */
export function webHeaders(request: FastifyRequest): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  headers.set(ADDRESS_HEADER, request.ip)
  return headers
}
