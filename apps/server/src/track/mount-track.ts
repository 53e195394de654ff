import { PRIVATE_TRACK_PATH, TRACK_PATH } from '@baton/contract'
import type { Context } from '@baton/fulfilment/runtime'
import { LinkLookUps, noteOpened, readTracked } from '@baton/fulfilment/tracking'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { RETRY_AFTER_SECONDS } from '../errors.ts'
import { localeOf } from '../html.ts'
import { problemOf } from '../problem.ts'
import { encodingOf } from './encoding.ts'
import { KeptPages } from './kept-pages.ts'
import { Misses } from './misses.ts'
import { PRIVATE_POLICY, renderNotice, renderTracked, TRACK_POLICY } from './page.ts'
import type { Notice } from './words.ts'

/** One transparent point. */
const SEEN_PICTURE = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')

/**
 * GET /track/<order id>, behind the QR code of labels, for whoever holds one; GET /t/<token>, for the buyer and for whom a
 * link was shared with. What opens nothing is answered with a page that says what to do; whoever asks for much of it has to wait.
 */
export async function mountTrack(server: FastifyInstance, { ctx }: { ctx: Context }): Promise<void> {
  const misses = new Misses()
  server.setErrorHandler((error, request, reply) => {
    problemOf(ctx, request, error)
    return say(request, reply.status(503).header('retry-after', RETRY_AFTER_SECONDS), 'broken')
  })
  server.addHook('onRequest', async (request, reply) => {
    const seconds = await misses.secondsToWait(request.ip)
    if (seconds > 0) return say(request, reply.status(429).header('retry-after', seconds), 'waiting')
  })
  server.get<{ Params: { readonly id?: string } }>(`${TRACK_PATH}:id?`, async (request, reply) => {
    const order = await readTracked(ctx, { id: request.params.id ?? '', audience: 'anybody' })
    if (order) return send(reply, renderTracked(order, { locale: languageOf(request), asOf: ctx.now() }))
    await misses.count(request.ip)
    return say(request, reply, 'unknown')
  })
  mountPrivate(server, { ctx, misses })
}

function mountPrivate(server: FastifyInstance, { ctx, misses }: { ctx: Context; misses: Misses }): void {
  const links = new LinkLookUps(ctx)
  const pages = new KeptPages(ctx)
  server.get<{ Params: { readonly token?: string } }>(`${PRIVATE_TRACK_PATH}:token?`, async (request, reply) => {
    const token = request.params.token ?? ''
    const link = await links.find(token)
    if (!link) {
      await misses.count(request.ip)
      return say(request, reply, 'dead')
    }
    if ('seen' in (request.query as object)) {
      await noteOpened(ctx, { token })
      return reply.type('image/gif').send(SEEN_PICTURE)
    }
    const encoding = encodingOf(request.headers['accept-encoding'])
    const page = await pages.page(link, { locale: languageOf(request), encoding })
    if (!page) return say(request, reply, 'dead')
    if (encoding !== 'identity') void reply.header('content-encoding', encoding)
    return send(reply.header('cache-control', 'private, no-store'), page, PRIVATE_POLICY)
  })
}

function say(request: FastifyRequest, reply: FastifyReply, notice: Notice): FastifyReply {
  return send(reply, renderNotice(notice, languageOf(request)))
}

function send(reply: FastifyReply, page: string | Buffer, policy = TRACK_POLICY): FastifyReply {
  return reply
    .type('text/html; charset=utf-8')
    .header('content-security-policy', policy)
    .header('x-robots-tag', 'noindex, nofollow')
    .header('vary', 'accept-language, accept-encoding')
    .send(page)
}

function languageOf(request: FastifyRequest) {
  const { lang } = request.query as { readonly lang?: unknown }
  return localeOf(typeof lang === 'string' ? lang : undefined, request.headers['accept-language'])
}
