import type { FastifyInstance } from 'fastify'
import { receivedBy } from '../gateways/mount.ts'
import type { Messengers } from './messengers.ts'

/** Serves the messengers with raw bodies. */
export async function mountMessengers(
  server: FastifyInstance,
  { messengers }: { messengers: Messengers },
): Promise<void> {
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  for (const { prefix, handle } of messengers.all) {
    server.route({
      method: ['GET', 'POST'],
      url: `${prefix}/*`,
      handler(request, reply) {
        const answer = handle(receivedBy(prefix, request))
        return reply.status(answer.status).header('content-type', answer.contentType).send(answer.body)
      },
    })
  }
}
