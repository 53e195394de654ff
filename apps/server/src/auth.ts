import type { ErrorCode, MeView } from '@baton/contract'
import type { Context } from '@baton/fulfilment/runtime'
import { ADDRESS_HEADER, authOf, findSession, type SignedIn } from '@baton/fulfilment/staff'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isFromElsewhere } from './api.ts'
import { refuse } from './errors.ts'

/** All that people need of the sign-in library; names, roles and passwords change by our own procedures only. */
const OPEN_PATHS = ['/api/auth/sign-in/username', '/api/auth/sign-out']

/**
 * Hands signing in and out to the sign-in library as a web request; the rest of the library stays closed. Its answers are
 * ours: a code of the catalogue where it refuses, and of what it tells of a session only the cookie.
 */
export async function mountAuth(server: FastifyInstance, { ctx }: { ctx: Context }): Promise<void> {
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', { parseAs: 'string', bodyLimit: 10_000 }, (_request, body, done) => done(null, body))
  for (const path of OPEN_PATHS)
    server.post(path, async (request, reply) => {
      if (isFromElsewhere(ctx, request)) return refuse(reply, 'NOT_ALLOWED')
      const response = await authOf(ctx).handler(toWebRequest(request, { path, origin: ctx.origins[0] }))
      const cookies = response.headers.getSetCookie()
      if (cookies.length > 0) void reply.header('set-cookie', cookies)
      if (response.ok) return reply.send({})
      const patience = response.headers.get('x-retry-after')
      if (patience !== null) void reply.header('retry-after', patience)
      const answer: unknown = await response.json().catch(() => null)
      const code = refusalOf(response.status, answer)
      if (code === 'UNEXPECTED') ctx.log.error({ status: response.status, answer, path }, 'the sign-in library failed')
      return refuse(reply, code)
    })
}

const NOBODYS: readonly unknown[] = ['PASSWORD_TOO_LONG', 'USERNAME_TOO_LONG', 'USERNAME_TOO_SHORT', 'INVALID_USERNAME']

/** What the library says, in the words of the catalogue. A name or password that nobody can have is wrong like any other. */
function refusalOf(status: number, answer: unknown): ErrorCode {
  const word = typeof answer === 'object' && answer !== null && 'code' in answer ? answer.code : null
  if (word === 'FAILED_TO_CREATE_SESSION') return 'PERSON_OFF'
  if (status === 401 || NOBODYS.includes(word)) return 'SIGN_IN_WRONG'
  if (status === 403) return 'NOT_ALLOWED'
  if (status === 429) return 'TOO_MANY_REQUESTS'
  return status < 500 ? 'INPUT_INVALID' : 'UNEXPECTED'
}

function toWebRequest(request: FastifyRequest, to: { path: string; origin: string }): Request {
  const init: RequestInit = { method: 'POST', headers: webHeaders(request) }
  if (typeof request.body === 'string') init.body = request.body
  return new Request(new URL(to.path, to.origin), init)
}

/** Whose session a request carries; null without one. */
export async function findSender(ctx: Context, request: FastifyRequest): Promise<MeView | null> {
  return (await findSignedIn(ctx, request))?.person ?? null
}

/** The same with the session itself; a `reply` that is still to be sent takes a cookie for another week, once a day. */
export function findSignedIn(
  ctx: Context,
  request: FastifyRequest,
  reply: FastifyReply | null = null,
): Promise<SignedIn | null> {
  const keepCookies = reply ? (made: readonly string[]) => void reply.header('set-cookie', [...made]) : undefined
  return findSession(ctx, request.headers.cookie, { headers: () => webHeaders(request), keepCookies })
}

/** The request's headers, with the caller's address as the connection shows it. */
function webHeaders(request: FastifyRequest): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  headers.set(ADDRESS_HEADER, request.ip)
  return headers
}
