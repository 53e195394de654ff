import type { MeView, Right } from '@baton/contract'
import { initTRPC } from '@trpc/server'
import { z } from 'zod'
import type { ApiContext } from './context.ts'
import { outwardFailure, refuse, toTrpcError } from './failure.ts'

/** What a caller must be to get past the door: signed in, signed in with this right, an enrolled device, or nothing. */
export interface ProcedureMeta {
  readonly right: Right | 'signed-in' | 'device' | 'anyone'
}

const HEARTBEAT_MS = 15_000
const SILENCE_MS = 40_000

const t = initTRPC
  .context<ApiContext>()
  .meta<ProcedureMeta>()
  .create({
    sse: {
      ping: { enabled: true, intervalMs: HEARTBEAT_MS },
      client: { reconnectAfterInactivityMs: SILENCE_MS },
    },
    errorFormatter: ({ shape, error }) => {
      const failure = outwardFailure(error)
      return {
        code: shape.code,
        message: failure.code as string,
        data: { ...failure, httpStatus: shape.data.httpStatus, path: shape.data.path },
      }
    },
  })

export const router = t.router
export const createCallerFactory = t.createCallerFactory

/** The input of a procedure that takes none. */
export const Nothing = z.undefined()

const mapped = t.procedure.use(async ({ next }) => {
  const result = await next()
  if (!result.ok) throw toTrpcError(result.error)
  return result
})

function door(right: Right | 'signed-in') {
  return mapped.meta({ right }).use(({ ctx, next }) => next({ ctx: { person: admit(ctx.person, right) } }))
}

function admit(person: MeView | null, right: Right | 'signed-in'): MeView {
  if (person === null) throw refuse('NOT_SIGNED_IN')
  if (right !== 'signed-in' && !person.rights.includes(right)) throw refuse('NOT_ALLOWED')
  return person
}

/** Anyone who is signed in. */
export const signedIn = door('signed-in')

/** Only who has the right; refused before the input is read. */
export function allow(right: Right): ReturnType<typeof door> {
  return door(right)
}

function doorOfSession(right: Right | 'signed-in') {
  return door(right).use(({ ctx, next }) => {
    if (!ctx.session) throw refuse('PASSWORD_SESSION_NEEDED')
    return next({ ctx: { place: { session: ctx.session, device: ctx.device } } })
  })
}

/** Whoever signed in here by their password; a badge and its PIN are no way to a person's account. */
export const bySession = doorOfSession('signed-in')

/** Only who has the right and signed in here by their password: what reaches beyond the warehouse that a badge is held in. */
export function allowBySession(right: Right): ReturnType<typeof doorOfSession> {
  return doorOfSession(right)
}

/** Any device that was ever enrolled: a revoked one must still be able to hand in what it holds. */
export const onAnyDevice = mapped.meta({ right: 'device' }).use(({ ctx, next }) => {
  if (!ctx.device) throw refuse('NOT_A_DEVICE')
  return next({ ctx: { device: ctx.device } })
})

/** An enrolled device, whoever holds it. */
export const onDevice = onAnyDevice.use(({ ctx, next }) => {
  if (ctx.device.isRevoked) throw refuse('NOT_A_DEVICE')
  return next({ ctx })
})

/** Whoever calls. */
export const anyone = mapped.meta({ right: 'anyone' })
