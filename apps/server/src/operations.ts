import { type Context, checkReadiness } from '@baton/fulfilment/runtime'
import type { FastifyInstance } from 'fastify'
import { metrics, registry } from './metrics.ts'

/** /healthz: the process lives. /readyz: it can serve. /metrics: Prometheus text. */
export async function mountOperations(server: FastifyInstance, { ctx }: { ctx: Context }): Promise<void> {
  server.get('/healthz', async () => ({ ok: true }))
  server.get('/readyz', async (_request, reply) => {
    const readiness = await checkReadiness(ctx)
    return reply.status(readiness.ready ? 200 : 503).send(readiness)
  })
  server.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()))
}

/** Times every request of the whole server by its route, never by its address. */
export function timeRequests(server: FastifyInstance): void {
  server.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    metrics.requests.observe({ route, status: reply.statusCode }, reply.elapsedTime / 1000)
  })
}
