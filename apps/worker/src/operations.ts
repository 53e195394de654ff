import { createServer, type Server } from 'node:http'
import { type Context, checkReadiness } from '@baton/fulfilment/runtime'
import { Counter, collectDefaultMetrics, Registry } from 'prom-client'

const registry = new Registry()
collectDefaultMetrics({ register: registry })

/** What Prometheus reads of a worker; labels are closed sets. */
export const metrics = {
  steps: new Counter({
    name: 'baton_loop_steps_total',
    help: 'Steps of the worker loops by loop and outcome (worked, idle, failed)',
    labelNames: ['loop', 'outcome'],
    registers: [registry],
  }),
  jobs: new Counter({
    name: 'baton_jobs_total',
    help: 'Background jobs handled, by kind',
    labelNames: ['job'],
    registers: [registry],
  }),
}

/** /healthz, /readyz and /metrics of a worker, where BATON_METRICS_PORT names a port. */
export function serveOperations(ctx: Context): Server | null {
  const port = ctx.env.BATON_METRICS_PORT
  if (port === undefined) return null
  const server = createServer(async (request, response) => {
    if (request.url === '/metrics')
      return response.setHeader('content-type', registry.contentType).end(await registry.metrics())
    if (request.url === '/healthz') return response.end('{"ok":true}')
    if (request.url !== '/readyz') return response.writeHead(404).end()
    const readiness = await checkReadiness(ctx)
    return response.writeHead(readiness.ready ? 200 : 503).end(JSON.stringify(readiness))
  })
  server.on('error', (error) => ctx.log.error({ err: error }, 'the metrics port cannot be served'))
  return server.listen(port, ctx.env.BATON_HOST)
}
