import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'

export const registry = new Registry()
collectDefaultMetrics({ register: registry })

/** What Prometheus reads; labels are closed sets. */
export const metrics = {
  pushes: new Counter({
    name: 'baton_pushes_total',
    help: 'Signed pushes by platform and outcome (answered, unknown, or the reason of the refusal)',
    labelNames: ['platform', 'outcome'],
    registers: [registry],
  }),
  requests: new Histogram({
    name: 'baton_request_seconds',
    help: 'HTTP requests by route and status',
    labelNames: ['route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  }),
}
