import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Sandbox } from '../sandbox.ts'
import type { WorldChannel } from '../world.ts'
import { consentPage, refusalPage, STYLE_HASH } from './page.ts'

interface Visit {
  readonly response_type?: string
  readonly client_id?: string
  readonly redirect_uri?: string
  readonly state?: string
}

/** No `form-action`: browsers would not follow the way back to the app. */
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': `default-src 'none'; style-src '${STYLE_HASH}'; base-uri 'none'; frame-ancestors 'none'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
}

/** Each platform's authorise page, at the address that the world names; owners of shops agree here, or do not. */
export async function mountAuthorisePages(server: FastifyInstance, { sandbox }: { sandbox: Sandbox }): Promise<void> {
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  )
  for (const channel of sandbox.world.channels) {
    if (channel.endpoints.authorise === undefined) continue
    const { pathname } = new URL(channel.endpoints.authorise)
    server.get<{ Querystring: Visit }>(pathname, (request, reply) => {
      const wrong = wrongIn(sandbox, channel, request.query)
      if (wrong !== null) return answer(reply, 400, refusalPage(channel, wrong))
      return answer(reply, 200, consentPage(channel, request.url))
    })
    server.post<{ Querystring: Visit; Body: { shop?: string } }>(pathname, ({ query, body }, reply) => {
      const wrong = wrongIn(sandbox, channel, query)
      if (wrong !== null) return answer(reply, 400, refusalPage(channel, wrong))
      const shop = channel.shops.find((one) => one.nativeNumber === body.shop)
      const back = new URL(query.redirect_uri ?? '')
      if (shop === undefined) back.searchParams.set('error', 'access_denied')
      else back.searchParams.set('code', sandbox.consents.give(channel, shop))
      if (query.state !== undefined) back.searchParams.set('state', query.state)
      return reply.redirect(back.href, 303)
    })
  }
}

/** What a platform would not let pass; null when all is well. Both keys of an app are the same thing by two names. */
function wrongIn(sandbox: Sandbox, channel: WorldChannel, visit: Visit): string | null {
  const { clientId, appKey } = channel.fields
  if (visit.response_type !== 'code') return 'response_type'
  if (visit.client_id === undefined || visit.client_id !== (clientId ?? appKey)) return 'client_id'
  sandbox.redirects.refresh(sandbox.clock.wall())
  return visit.redirect_uri === sandbox.redirects.find(channel) ? null : 'redirect_uri'
}

function answer(reply: FastifyReply, status: number, page: string): FastifyReply {
  return reply.status(status).headers(HEADERS).send(page)
}
