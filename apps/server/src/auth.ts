import type { Context } from '@baton/fulfilment/runtime'
import { ADDRESS_HEADER, authOf } from '@baton/fulfilment/staff'
import type { FastifyInstance, FastifyRequest } from 'fastify'

/** All that people need of the sign-in library; names, roles and passwords change by our own procedures only. */
const OPEN_PATHS = ['/api/auth/sign-in/username', '/api/auth/sign-out']

/** Hands signing in and out to the sign-in library as a web request; the rest of the library stays closed. */
export async function mountAuth(server: FastifyInstance, { ctx }: { ctx: Context }): Promise<void> {
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', { parseAs: 'string', bodyLimit: 10_000 }, (_request, body, done) => done(null, body))
  for (const path of OPEN_PATHS)
    server.post(path, async (request, reply) => {
      const response = await authOf(ctx).handler(toWebRequest(request, { path, origin: ctx.origins[0] }))
      void reply.status(response.status)
      for (const [name, value] of response.headers) if (name !== 'set-cookie') void reply.header(name, value)
      const cookies = response.headers.getSetCookie()
      if (cookies.length > 0) void reply.header('set-cookie', cookies)
      return reply.send(await response.text())
    })
}

function toWebRequest(request: FastifyRequest, to: { path: string; origin: string }): Request {
  const init: RequestInit = { method: 'POST', headers: webHeaders(request) }
  if (typeof request.body === 'string') init.body = request.body
  return new Request(new URL(to.path, to.origin), init)
}

/** The request's headers, with the caller's address as the connection shows it. */
export function webHeaders(request: FastifyRequest): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  headers.set(ADDRESS_HEADER, request.ip)
  return headers
}
