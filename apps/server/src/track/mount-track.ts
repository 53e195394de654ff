import { TRACK_PATH } from '@baton/contract'
import type { Context } from '@baton/fulfilment/runtime'
import { readTracked } from '@baton/fulfilment/tracking'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { RETRY_AFTER_SECONDS } from '../errors.ts'
import { localeOf } from '../html.ts'
import { problemOf } from '../problem.ts'
import { Misses } from './misses.ts'
import { renderNotice, renderTracked, TRACK_POLICY } from './page.ts'
import type { Notice } from './words.ts'

interface Route {
  readonly Params: { readonly id?: string }
}

/**
 * GET /track/<order id>: the page behind the QR code of labels and packing slips, for whoever holds one. An id that does not
 * exist is answered with a page that says what to do; whoever asks for many of them has to wait.
 */
export async function mountTrack(server: FastifyInstance, { ctx }: { ctx: Context }): Promise<void> {
  const misses = new Misses()
  server.setErrorHandler((error, request, reply) => {
    problemOf(ctx, request, error)
    return say(request, reply.status(503).header('retry-after', RETRY_AFTER_SECONDS), 'broken')
  })
  server.get<Route>(`${TRACK_PATH}:id?`, async (request, reply) => {
    const seconds = await misses.secondsToWait(request.ip)
    if (seconds > 0) return say(request, reply.status(429).header('retry-after', seconds), 'waiting')
    const order = await readTracked(ctx, { id: request.params.id ?? '' })
    if (order) return send(reply, renderTracked(order, languageOf(request)))
    await misses.count(request.ip)
    return say(request, reply, 'unknown')
  })
}

function say(request: FastifyRequest, reply: FastifyReply, notice: Notice): FastifyReply {
  return send(reply, renderNotice(notice, languageOf(request)))
}

function send(reply: FastifyReply, page: string): FastifyReply {
  return reply
    .type('text/html; charset=utf-8')
    .header('content-security-policy', TRACK_POLICY)
    .header('x-robots-tag', 'noindex, nofollow')
    .header('vary', 'accept-language')
    .send(page)
}

function languageOf(request: FastifyRequest) {
  const { lang } = request.query as { readonly lang?: unknown }
  return localeOf(typeof lang === 'string' ? lang : undefined, request.headers['accept-language'])
}
