import {
  ErpChangesInput,
  type ErpLink,
  ErpLinkInput,
  ErpOrderRef,
  ErpProducts,
  ErpStock,
  ErpWrites,
} from '@baton/contract'
import {
  authenticateErp,
  type Erp,
  readChanges,
  readErpOrder,
  readStatusCsv,
  type TakenWrites,
  takeFile,
  takeProducts,
  takeStock,
  takeWrites,
} from '@baton/fulfilment/erp'
import { type Context, Failure } from '@baton/fulfilment/runtime'
import { giveLink } from '@baton/fulfilment/tracking'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { askForPatience, problemBody, problemOf, sendProblem } from './problem.ts'
import { bodyOf, headerOf, parseInput, readSignedBody, takeRawBodies, textOf } from './signed-request.ts'

/** Signed requests of ERPs and scripts at /erp/v1: parse, one verb, a signed answer. docs/erp.md explains each code. */
export async function mountErp(server: FastifyInstance, { ctx }: { ctx: Context }): Promise<void> {
  takeRawBodies(server)
  server.setErrorHandler((error, request, reply) => {
    const problem = problemOf(ctx, request, error)
    askForPatience(reply, problem.code)
    const erp = proven.get(request)
    return erp ? answerProblem(reply, erp, problemBody(problem)) : sendProblem(reply, problem)
  })
  server.get('/erp/v1/orders', async (request, reply) => {
    const erp = await authenticate(ctx, request)
    return answer(reply, erp, await readChanges(ctx, parseInput(ErpChangesInput, request.query, 'query')))
  })
  server.get('/erp/v1/orders/find', async (request, reply) => {
    const erp = await authenticate(ctx, request)
    return answer(reply, erp, await readErpOrder(ctx, parseInput(ErpOrderRef, request.query, 'query')))
  })
  server.post('/erp/v1/orders/link', async (request, reply) => {
    const erp = await authenticate(ctx, request)
    if (!erp.mayGiveLinks) throw new Failure('TRANSITION_FORBIDDEN')
    const { id: order } = await readErpOrder(ctx, readSignedBody(ErpLinkInput, bodyOf(request)).order)
    const { url, endsAt } = await giveLink(ctx, { orderId: order, createdBy: erp.name })
    return answer(reply, erp, { order, url, endsAt: endsAt?.toISOString() ?? null } satisfies ErpLink)
  })
  server.post('/erp/v1/writes', async (request, reply) => {
    const erp = await authenticate(ctx, request)
    const body = bodyOf(request)
    const { writes } = readSignedBody(ErpWrites, body)
    const key = headerOf(request, 'idempotency-key')
    return tell(reply, erp, await takeWrites(ctx, erp, { key, body, writes, address: request.ip }))
  })
  server.put('/erp/v1/stock', async (request, reply) => {
    const erp = await authenticate(ctx, request)
    return answer(reply, erp, await takeStock(ctx, erp, readSignedBody(ErpStock, bodyOf(request))))
  })
  server.put('/erp/v1/products', async (request, reply) => {
    const erp = await authenticate(ctx, request)
    const body = bodyOf(request)
    const { products } = readSignedBody(ErpProducts, body)
    const key = headerOf(request, 'idempotency-key')
    const { result, isReplay } = await takeProducts(ctx, erp, { key, body, products, address: request.ip })
    if (isReplay) void reply.header('idempotent-replayed', 'true')
    return answer(reply, erp, result)
  })
  server.post('/erp/v1/imports', async (request, reply) => {
    const erp = await authenticate(ctx, request)
    const body = bodyOf(request)
    const writes = readStatusCsv(textOf(body))
    const key = headerOf(request, 'idempotency-key')
    const { results, isKept } = await takeFile(ctx, erp, { key, body, writes, address: request.ip })
    return isKept ? answer(reply.status(202), erp, { kept: true, results }) : answer(reply, erp, { results })
  })
}

/** One refused write speaks as its own problem; of several each result speaks for itself. */
function tell(reply: FastifyReply, erp: Erp, taken: TakenWrites) {
  if (taken.kind === 'kept') return answer(reply.status(202), erp, { kept: true })
  if (taken.isReplay) void reply.header('idempotent-replayed', 'true')
  const { results } = taken
  const code = results.length === 1 ? results[0]?.code : null
  if (!code) return answer(reply, erp, { results })
  const problem = { ...problemBody({ code, fields: {} }), results }
  return answerProblem(reply, erp, problem)
}

/** Who sent a request, once its signature proved it: refusals, too, are then signed. */
const proven = new WeakMap<FastifyRequest, Erp>()

async function authenticate(ctx: Context, request: FastifyRequest): Promise<Erp> {
  const erp = await authenticateErp(ctx, {
    address: request.ip,
    keyId: headerOf(request, 'baton-key'),
    id: headerOf(request, 'webhook-id'),
    timestamp: headerOf(request, 'webhook-timestamp'),
    signature: headerOf(request, 'webhook-signature'),
    content: request.method === 'GET' ? `GET ${request.raw.url}` : bodyOf(request),
  })
  proven.set(request, erp)
  return erp
}

/** The answer's body, signed as the request was. */
function answer(reply: FastifyReply, erp: Erp, value: object) {
  const body = JSON.stringify(value)
  return reply.headers({ 'content-type': 'application/json', ...erp.sign(body) }).send(body)
}

function answerProblem(reply: FastifyReply, erp: Erp, problem: ReturnType<typeof problemBody>) {
  const body = JSON.stringify(problem)
  const headers = { 'content-type': 'application/problem+json', ...erp.sign(body) }
  return reply.status(problem.status).headers(headers).send(body)
}
