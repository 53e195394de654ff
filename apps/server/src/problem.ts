import { ERRORS, type ErrorCode } from '@baton/contract'
import { type Context, Failure } from '@baton/fulfilment/runtime'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { codeOf, RETRY_AFTER_SECONDS } from './errors.ts'

export interface Problem {
  readonly code: ErrorCode
  /** Input path → what is wrong with it. */
  readonly fields: Readonly<Record<string, string>>
}

/** What went wrong as a caller may know it; what we did not expect is logged with its cause. */
export function problemOf(ctx: Context, request: FastifyRequest, error: unknown): Problem {
  const code = error instanceof Failure ? error.code : codeOf(error as Error)
  if (ERRORS[code].status >= 500) ctx.log.error({ err: error, route: request.routeOptions.url }, 'request failed')
  return { code, fields: error instanceof Failure ? error.fields : {} }
}

/** RFC 9457; `code` is one of docs/errors.md, `retry` says whether the same request may succeed later. */
export function problemBody({ code, fields }: Problem) {
  const { status, retry, label } = ERRORS[code]
  return { type: `https://baton.invalid/errors/${code}`, title: label.en, status, code, retry, fields }
}

/** Answers with the problem alone. */
export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply
    .status(ERRORS[problem.code].status)
    .header('content-type', 'application/problem+json')
    .send(JSON.stringify(problemBody(problem)))
}

/** Says when to come again, where that may help. */
export function askForPatience(reply: FastifyReply, code: ErrorCode): void {
  if (ERRORS[code].retry === 'later') void reply.header('retry-after', String(RETRY_AFTER_SECONDS))
}
