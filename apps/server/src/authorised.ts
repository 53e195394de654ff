import { type ErrorCode, PlatformId, type Right } from '@baton/contract'
import { completeAuthorisation, PlatformFailure } from '@baton/fulfilment/channels'
import { actingAs, type Context, Failure } from '@baton/fulfilment/runtime'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { findSender } from './auth.ts'
import { problemOf } from './problem.ts'

const RIGHT: Right = 'catalogue.manage'
const ROOM = '/admin/catalogue/shops/'
const LONGEST_PARAMETER = 2000

/** Where platforms send a browser back to after their authorise page; on to the shops, which say what came of it. */
export async function mountAuthorised(server: FastifyInstance, { ctx }: { ctx: Context }): Promise<void> {
  server.get<{ Params: { platform: string } }>(
    '/authorised/:platform',
    { exposeHeadRoute: false },
    async (request, reply) => {
      const platform = PlatformId.safeParse(request.params.platform)
      if (!platform.success) return reply.callNotFound()
      const outcome = await outcomeOf(ctx, request, platform.data)
      return reply.redirect(`${ROOM}?${new URLSearchParams(outcome)}`, 303)
    },
  )
}

/** Nothing of what the browser brought goes on, and no words of the platform, which may repeat it: a code is in no address and no log. */
async function outcomeOf(
  ctx: Context,
  request: FastifyRequest,
  platform: PlatformId,
): Promise<{ authorised: string } | { refused: ErrorCode }> {
  try {
    const person = await findSender(ctx, request)
    if (!person) return { refused: 'NOT_SIGNED_IN' }
    if (!person.rights.includes(RIGHT)) return { refused: 'NOT_ALLOWED' }
    const acting = actingAs(ctx, { kind: 'person', id: person.id, name: person.name }, request.ip)
    const state = parameterOf(request, 'state') ?? ''
    const { shopId } = await completeAuthorisation(acting, { platform, state, code: parameterOf(request, 'code') })
    return { authorised: shopId }
  } catch (error) {
    if (!(error instanceof Failure)) return { refused: problemOf(ctx, request, error).code }
    const fault = error.cause instanceof PlatformFailure ? error.cause.fault.code : undefined
    ctx.log.warn({ code: error.code, platform, fault }, 'a shop was not authorised')
    return { refused: error.code }
  }
}

function parameterOf(request: FastifyRequest, name: string): string | null {
  const value = (request.query as Readonly<Record<string, unknown>>)[name]
  return typeof value === 'string' && value !== '' && value.length <= LONGEST_PARAMETER ? value : null
}
