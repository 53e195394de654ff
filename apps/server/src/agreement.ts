import type { ErrorCode } from '@baton/contract'
import { readPublicAgreement } from '@baton/fulfilment/deviation'
import type { Context } from '@baton/fulfilment/runtime'
import type { FastifyInstance } from 'fastify'

const FRESH_SECONDS = 60

/** GET /api/agreement: how far channels and hub agreed in the last 24 hours, for anybody, if the merchant publishes it. */
export async function mountAgreement(server: FastifyInstance, { ctx }: { ctx: Context }): Promise<void> {
  server.get('/api/agreement', async (_request, reply) => {
    const channels = await readPublicAgreement(ctx)
    if (channels === null) return reply.status(404).send({ code: 'NOT_FOUND' satisfies ErrorCode, retry: 'never' })
    return reply
      .header('cache-control', `public, max-age=${FRESH_SECONDS}`)
      .send({ at: ctx.now().toISOString(), channels })
  })
}
