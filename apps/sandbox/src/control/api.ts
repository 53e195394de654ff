import type { FastifyInstance } from 'fastify'
import { SocketRoute } from '../delivery/socket-route.ts'
import { ledgerLine } from '../messages/ledger.ts'
import { CHANGES, type Change } from '../orders/order.ts'
import { mountPrinter } from '../printer/mount.ts'
import { LARGEST_VOLUME, SMALLEST_VOLUME } from '../retail/fold-days.ts'
import type { Sandbox } from '../sandbox.ts'
import { shipmentLine } from '../shipments/shipment-ledger.ts'
import { createOrders, MOST_ORDERS_AT_ONCE, type OrdersWanted } from './create-orders.ts'
import { ControlFailure } from './failure.ts'
import { findChannel } from './find-channel.ts'
import { INJECTIONS, type Injection, inject } from './inject.ts'
import { movedOrder, moveOrder } from './move-order.ts'
import { controlState } from './state.ts'

const SHIPMENT_LINES = { most: 5000, otherwise: 100 }
const LEDGER_LINES = { most: 1000, otherwise: 100 }

/** The JSON API that the control page, tests and fault harnesses drive; docs/sandbox.md describes it. */
export async function mountControl(server: FastifyInstance, { sandbox }: { sandbox: Sandbox }): Promise<void> {
  server.addHook('onRequest', async (request) => refuseOtherSites(request.headers))
  server.setErrorHandler((error: Error & { validation?: unknown; statusCode?: number }, _request, reply) => {
    const status = error instanceof ControlFailure ? error.status : error.validation ? 400 : (error.statusCode ?? 500)
    return reply.status(status).send({ error: error.message })
  })
  const state = () => {
    sandbox.tick()
    return controlState(sandbox)
  }
  server.get('/state', state)
  mountClock(server, sandbox, state)
  mountOrders(server, sandbox)
  mountDelivery(server, sandbox)
  mountGateways(server, sandbox)
  await mountPrinter(server, sandbox)
}

function mountClock(server: FastifyInstance, sandbox: Sandbox, state: () => unknown): void {
  server.post('/start', () => {
    sandbox.start()
    return state()
  })
  server.post('/pause', () => {
    sandbox.pause()
    return state()
  })
  const speed = bodyOf({ speed: { type: 'number', minimum: 1, maximum: 1000 } }, ['speed'])
  server.post<{ Body: { speed: number } }>('/speed', speed, ({ body }) => {
    sandbox.clock.setSpeed(body.speed)
    return state()
  })
  const volume = bodyOf({ volume: { type: 'integer', minimum: SMALLEST_VOLUME, maximum: LARGEST_VOLUME } }, ['volume'])
  server.post<{ Body: { volume: number } }>('/volume', volume, ({ body }) => {
    sandbox.replay.setVolume(body.volume)
    return state()
  })
  server.post<{ Body: { quiet: boolean } }>('/quiet', bodyOf({ quiet: { type: 'boolean' } }, ['quiet']), ({ body }) => {
    sandbox.setQuiet(body.quiet)
    return state()
  })
}

function mountOrders(server: FastifyInstance, sandbox: Sandbox): void {
  const wanted = bodyOf({
    channel: { type: 'string' },
    count: { type: 'integer', minimum: 1, maximum: MOST_ORDERS_AT_ONCE },
    state: { type: 'string', enum: CHANGES },
  })
  server.post<{ Body: OrdersWanted }>('/orders', wanted, ({ body }) => ({ orders: createOrders(sandbox, body) }))
  const advance = bodyOf({ to: { type: 'string', enum: CHANGES } }, ['to'])
  server.post<{ Params: { number: string }; Body: { to: Change } }>(
    '/orders/:number/advance',
    advance,
    ({ params, body }) => {
      const order = sandbox.book.find(params.number)
      if (order === undefined) throw new ControlFailure(404, `There is no order ${params.number}.`)
      return movedOrder(order, moveOrder(sandbox, order, body.to))
    },
  )
}

function mountDelivery(server: FastifyInstance, sandbox: Sandbox): void {
  const injection = bodyOf(
    {
      kind: { type: 'string', enum: INJECTIONS },
      channel: { type: 'string' },
      times: { type: 'integer', minimum: 1, maximum: 1000 },
      orderNumber: { type: 'string' },
      hours: { type: 'number', minimum: 0, maximum: 240 },
    },
    ['kind'],
  )
  server.post<{ Body: Injection }>('/inject', injection, ({ body }) => inject(sandbox, body))
  server.get<{ Querystring: { channel?: string; orderNumber?: string; limit?: string } }>('/ledger', ({ query }) => {
    const limit = Math.min(LEDGER_LINES.most, Number.parseInt(query.limit ?? '', 10) || LEDGER_LINES.otherwise)
    const channel = findChannel(sandbox.world, query.channel) ?? undefined
    const messages = sandbox.ledger.list({ channel, orderNumber: query.orderNumber || undefined, limit })
    return { messages: messages.map(ledgerLine) }
  })
  const delivery = bodyOf({
    redeliverAfterMs: { type: 'integer', minimum: 10, maximum: 3_600_000 },
    channel: { type: 'string' },
    pushUrl: { type: 'string', pattern: '^https?://' },
  })
  server.post<{ Body: Delivery }>('/delivery', delivery, ({ body }) => setDelivery(sandbox, body))
}

/** What platforms were told of parcels and people of alerts, and how many calls a second they take. */
function mountGateways(server: FastifyInstance, sandbox: Sandbox): void {
  server.get<{ Querystring: { channel?: string; orderNumber?: string; limit?: string } }>('/shipments', ({ query }) => {
    const limit = Math.min(SHIPMENT_LINES.most, Number.parseInt(query.limit ?? '', 10) || SHIPMENT_LINES.otherwise)
    const channel = findChannel(sandbox.world, query.channel) ?? undefined
    const shipments = sandbox.shipments.list({ channel, orderNumber: query.orderNumber || undefined, limit })
    return { shipments: shipments.map(shipmentLine) }
  })
  server.get<{ Querystring: { limit?: string } }>('/messages', ({ query }) => {
    const limit = Math.min(LEDGER_LINES.most, Number.parseInt(query.limit ?? '', 10) || LEDGER_LINES.otherwise)
    return { messages: sandbox.messengers.inbox.list(limit) }
  })
  server.post('/messages/end-tokens', () => {
    sandbox.messengers.endTokens()
    return controlState(sandbox)
  })
  const rate = bodyOf({ channel: { type: 'string' }, perSecond: { type: ['integer', 'null'], minimum: 0 } }, [
    'perSecond',
  ])
  server.post<{ Body: { channel?: string; perSecond: number | null } }>('/rate', rate, ({ body }) => {
    const named = findChannel(sandbox.world, body.channel)
    for (const channel of named ? [named] : sandbox.world.channels) sandbox.rates.set(channel, body.perSecond)
    return controlState(sandbox)
  })
}

interface Delivery {
  readonly redeliverAfterMs?: number
  readonly channel?: string
  readonly pushUrl?: string
}

/** How long sockets wait before they send again, and where one HTTP channel pushes instead of where Baton says. */
function setDelivery(sandbox: Sandbox, { redeliverAfterMs, channel: named, pushUrl }: Delivery) {
  const channel = findChannel(sandbox.world, named)
  if (pushUrl !== undefined) {
    if (channel === null) throw new ControlFailure(400, 'A push address needs a channel.')
    sandbox.addresses.set(channel, pushUrl)
  }
  for (const route of sandbox.office.routes.values()) {
    if (redeliverAfterMs !== undefined && route instanceof SocketRoute) route.redeliverAfterMs = redeliverAfterMs
  }
  return controlState(sandbox)
}

function bodyOf(properties: Record<string, object>, required: readonly string[] = []) {
  return { schema: { body: { type: 'object', properties, required, additionalProperties: false } } }
}

/** Browsers name the site that a request comes from: no other page may drive the sandbox. */
function refuseOtherSites(headers: { origin?: string | undefined; host?: string | undefined }): void {
  const { origin, host = '' } = headers
  const local = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host)
  if (!local || (origin !== undefined && !origin.endsWith(`//${host}`))) {
    throw new ControlFailure(409, 'The sandbox is driven from its own page only.')
  }
}
