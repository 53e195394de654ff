import { type ApiContext, appRouter, toTrpcError } from '@baton/api'
import type { ErrorCode } from '@baton/contract'
import { liveOrders } from '@baton/fulfilment/orders'
import { actingAs, type Context } from '@baton/fulfilment/runtime'
import { findDevice, findOperator, findPerson } from '@baton/fulfilment/staff'
import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from '@trpc/server/adapters/fastify'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { webHeaders } from './auth.ts'
import { deviceKeyOf, setDeviceKey } from './device-key.ts'
import { RETRY_AFTER_SECONDS } from './errors.ts'
import { whileSignedIn } from './while-signed-in.ts'

const METHODS = ['GET', 'HEAD', 'POST']

/** tRPC with SSE at /api/trpc; a request acts as the person whose session it carries. */
export async function mountApi(server: FastifyInstance, { ctx }: { ctx: Context }): Promise<void> {
  const trpcOptions: FastifyTRPCPluginOptions<typeof appRouter>['trpcOptions'] = {
    router: appRouter,
    createContext: ({ req, res }) =>
      contextOf(ctx, req, res).catch((error) => {
        throw toTrpcError(error)
      }),
    responseMeta: ({ errors }) =>
      errors.some((error) => error.code === 'SERVICE_UNAVAILABLE')
        ? { headers: { 'retry-after': String(RETRY_AFTER_SECONDS) } }
        : {},
    maxBatchSize: 20,
    onError({ error, path }) {
      if (error.code === 'INTERNAL_SERVER_ERROR') ctx.log.error({ err: error.cause ?? error, path }, 'procedure failed')
    },
  }
  server.addHook('onRequest', async (request, reply) => {
    if (!METHODS.includes(request.method)) return reply.status(405).send({ code: 'INPUT_INVALID', retry: 'never' })
    if (request.method === 'POST' && isFromElsewhere(ctx, request))
      return reply.status(403).send({ code: 'NOT_ALLOWED' satisfies ErrorCode, retry: 'never' })
  })
  await server.register(fastifyTRPCPlugin, { prefix: '/api/trpc', trpcOptions })
}

/** Whether a page of another origin sent it with the cookies of ours. What is no browser names no origin. */
export function isFromElsewhere(ctx: Context, { headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  const { origin, host } = headers
  if (origin === undefined || ctx.origins.includes(origin)) return false
  return !URL.canParse(origin) || new URL(origin).host !== host
}

/** Whoever signed in here, else whoever signed in by badge on this device. */
async function contextOf(ctx: Context, request: FastifyRequest, reply: FastifyReply): Promise<ApiContext> {
  const key = deviceKeyOf(ctx, request)
  const headers = webHeaders(request)
  const findCaller = async () => {
    const [device, signedIn] = await Promise.all([key ? findDevice(ctx, key) : null, findPerson(ctx, headers)])
    return { device, person: signedIn ?? (await findOperator(ctx, device)) }
  }
  const { device, person } = await findCaller()
  const actor = person ? ({ kind: 'person', id: person.id, name: person.name } as const) : ctx.actor
  const stays = async () => (await findCaller()).person?.id === person?.id
  const live = {
    follow: (after: number | undefined, signal: AbortSignal) =>
      whileSignedIn(liveOrders(ctx, { after, signal }), stays),
  }
  const keepDeviceKey = (made: string) => setDeviceKey(ctx, reply, made)
  return { baton: actingAs(ctx, actor, request.ip), person, device, keepDeviceKey, address: request.ip, live }
}
