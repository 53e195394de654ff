import { PlatformId } from '@baton/contract'
import type { KeptOutcome, Receiver } from '@baton/fulfilment/channels'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { metrics } from './metrics.ts'

/** Signed pushes, with their raw bytes whatever type they claim. The platform's own acknowledgement goes out only after the commit. */
export async function mountWebhooks(server: FastifyInstance, { receiver }: { receiver: Receiver }): Promise<void> {
  server.removeAllContentTypeParsers()
  server.addHook('onRequest', async ({ raw }) => {
    raw.headers['content-type'] = 'application/octet-stream'
  })
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  server.route({
    method: ['GET', 'POST'],
    url: '/webhooks/:platform/:pushKey',
    async handler(request, reply) {
      const { platform, pushKey } = request.params as { platform: string; pushKey: string }
      const known = PlatformId.safeParse(platform)
      if (!known.success) return reply.status(404).send()
      const received = await receiver.receive({ platform: known.data, pushKey }, pushOf(request), request.ip)
      metrics.pushes.inc({
        platform: known.data,
        outcome: received.kind === 'refused' ? received.reason : received.kind,
      })
      if (received.kind === 'unknown') return reply.status(404).send()
      const { status, contentType, body } = received.answer
      if (received.kind === 'answered' && received.outcome) tellOutcome(reply, received.outcome)
      return reply.status(status).header('content-type', contentType).send(body)
    },
  })
}

function pushOf(request: FastifyRequest) {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(request.headers)) if (typeof value === 'string') headers[name] = value
  const query: Record<string, string> = {}
  for (const [name, value] of Object.entries(request.query as object))
    if (typeof value === 'string') query[name] = value
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
  return { method: request.method, query, headers, body }
}

/** Beside the platform's own acknowledgement, for a sender that asked with `Prefer: wait`. */
function tellOutcome(reply: FastifyReply, outcome: KeptOutcome): void {
  void reply
    .header('preference-applied', 'wait')
    .header('baton-verdict', outcome.verdict ?? outcome.state)
    .header('baton-order', outcome.orderId ?? '')
}
