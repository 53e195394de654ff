import { type ApiContext, appRouter, toTrpcError } from '@baton/api'
import { liveOrders } from '@baton/fulfilment/orders'
import { actingAs, type Context, Failure } from '@baton/fulfilment/runtime'
import { findDevice, findOperator, keepWithDevice } from '@baton/fulfilment/staff'
import type { TRPCError } from '@trpc/server'
import { type FastifyTRPCPluginOptions, fastifyRequestHandler } from '@trpc/server/adapters/fastify'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { findSignedIn } from './auth.ts'
import { deviceKeyOf, setDeviceKey } from './device-key.ts'
import { RETRY_AFTER_SECONDS, refuse } from './errors.ts'
import { answerQueries, readPlainQueries } from './plain-queries.ts'
import { whileSignedIn } from './while-signed-in.ts'

const METHODS = ['GET', 'HEAD', 'POST']
const MAX_CALLS = 20
/** Letters of what a stranger may say: a code to enrol with. A megabyte of keys that nobody knows takes long to refuse. */
const MAX_OF_STRANGERS = 10_000
const RETRY_AFTER = String(RETRY_AFTER_SECONDS)

type TrpcOptions = FastifyTRPCPluginOptions<typeof appRouter>['trpcOptions']

/** tRPC with SSE at /api/trpc; a request acts as the person whose session it carries. */
export async function mountApi(server: FastifyInstance, { ctx }: { ctx: Context }): Promise<void> {
  const createContext = ({ req, res }: { req: FastifyRequest; res: FastifyReply }) =>
    contextOf(ctx, req, res).catch((error) => {
      throw toTrpcError(error)
    })
  const onError = ({ error, path }: { error: TRPCError; path: string | undefined }) => {
    if (error.code === 'INTERNAL_SERVER_ERROR') ctx.log.error({ err: error.cause ?? error, path }, 'procedure failed')
  }
  const trpcOptions: TrpcOptions = {
    router: appRouter,
    createContext,
    responseMeta: ({ errors }) => (errors.some(isUnavailable) ? { headers: { 'retry-after': RETRY_AFTER } } : {}),
    maxBatchSize: MAX_CALLS,
    onError,
  }
  server.addHook('onRequest', async (request, reply) => {
    if (!METHODS.includes(request.method)) return reply.status(405).send({ code: 'INPUT_INVALID', retry: 'never' })
    if (request.method === 'POST' && isFromElsewhere(ctx, request)) return refuse(reply, 'NOT_ALLOWED')
  })
  server.removeContentTypeParser('application/json')
  server.addContentTypeParser(['application/json', 'multipart/form-data'], { parseAs: 'string' }, (_, body, done) =>
    done(null, body),
  )
  server.all<{ Params: { path: string } }>('/api/trpc/:path', async (req, res) => {
    const { path } = req.params
    const queries = readPlainQueries(req.raw, path, MAX_CALLS)
    if (!queries) return fastifyRequestHandler({ ...trpcOptions, req, res, path })
    const { status, body, failures } = await answerQueries(queries, () => createContext({ req, res }))
    failures.forEach(onError)
    if (failures.some(({ error }) => isUnavailable(error))) void res.header('retry-after', RETRY_AFTER)
    return res.status(status).header('vary', 'trpc-accept, accept').type('application/json').send(body)
  })
}

function isUnavailable(error: TRPCError): boolean {
  return error.code === 'SERVICE_UNAVAILABLE'
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
  const findCaller = async (answer: FastifyReply | null) => {
    const [device, signedIn] = await Promise.all([
      key ? findDevice(ctx, key) : null,
      findSignedIn(ctx, request, answer),
    ])
    const person = signedIn?.person ?? (await findOperator(ctx, device))
    return { device, person, session: signedIn?.session ?? null }
  }
  const { device, person, session } = await findCaller(reply)
  if (session) await keepWithDevice(ctx, session, device)
  const isLong = typeof request.body === 'string' && request.body.length > MAX_OF_STRANGERS
  if (isLong && !device && !person) throw new Failure('NOT_SIGNED_IN')
  const actor = person ? ({ kind: 'person', id: person.id, name: person.name } as const) : ctx.actor
  const stays = async () => {
    const still = await findCaller(null)
    return still.person?.id === person?.id && still.session?.id === session?.id
  }
  const live = {
    follow: (after: number | undefined, signal: AbortSignal) =>
      whileSignedIn(liveOrders(ctx, { after, signal }), stays),
  }
  const keepDeviceKey = (made: string) => setDeviceKey(ctx, reply, made)
  const keepCookies = (made: readonly string[]) => void reply.header('set-cookie', [...made])
  const baton = actingAs(ctx, actor, request.ip)
  return { baton, person, session, device, keepDeviceKey, keepCookies, address: request.ip, live }
}
