import { randomUUID } from 'node:crypto'
import { ERRORS, ErpChangesInput, ErpOrderRef, ErpProducts, ErpStock, ErpWrites } from '@baton/contract'
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
import type { Context } from '@baton/fulfilment/runtime'
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
    return erp ? answer(reply, erp, ERRORS[problem.code].status, problemBody(problem)) : sendProblem(reply, problem)
  })
  server.get('/erp/v1/orders', async (request, reply) => {
    const erp = await authenticate(ctx, request)
    return answer(reply, erp, 200, await readChanges(ctx, parseInput(ErpChangesInput, request.query, 'query')))
  })
  server.get('/erp/v1/orders/find', async (request, reply) => {
    const erp = await authenticate(ctx, request)
    return answer(reply, erp, 200, await readErpOrder(ctx, parseInput(ErpOrderRef, request.query, 'query')))
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
    return answer(reply, erp, 200, await takeStock(ctx, erp, readSignedBody(ErpStock, bodyOf(request))))
  })
  server.put('/erp/v1/products', async (request, reply) => {
    const erp = await authenticate(ctx, request)
    const body = bodyOf(request)
    const { products } = readSignedBody(ErpProducts, body)
    const key = headerOf(request, 'idempotency-key')
    const { result, isReplay } = await takeProducts(ctx, erp, { key, body, products, address: request.ip })
    if (isReplay) void reply.header('idempotent-replayed', 'true')
    return answer(reply, erp, 200, result)
  })
  server.post('/erp/v1/imports', async (request, reply) => {
    const erp = await authenticate(ctx, request)
    const body = bodyOf(request)
    const writes = readStatusCsv(textOf(body))
    const key = headerOf(request, 'idempotency-key')
    const { results, isKept } = await takeFile(ctx, erp, { key, body, writes, address: request.ip })
    return isKept ? answer(reply, erp, 202, { kept: true, results }) : answer(reply, erp, 200, { results })
  })
}

/** One refused write speaks as its own problem; of several each result speaks for itself. */
function tell(reply: FastifyReply, erp: Erp, taken: TakenWrites) {
  if (taken.kind === 'kept') return answer(reply, erp, 202, { kept: true })
  if (taken.isReplay) void reply.header('idempotent-replayed', 'true')
  const [only] = taken.results
  const code = taken.results.length === 1 ? (only?.code ?? null) : null
  return answer(reply, erp, code ? ERRORS[code].status : 200, {
    ...(code ? problemBody({ code, fields: {} }) : {}),
    results: taken.results,
  })
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

function answer(reply: FastifyReply, erp: Erp, status: number, value: object) {
  const body = JSON.stringify(value)
  const [id, timestamp] = [randomUUID(), String(Math.floor(Date.now() / 1000))]
  const signature = erp.sign({ id, timestamp, body })
  void reply.headers({ 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature })
  const type = status >= 400 ? 'application/problem+json' : 'application/json'
  return reply.status(status).header('content-type', type).send(body)
}
