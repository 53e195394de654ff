import { type Context, Failure } from '@baton/fulfilment/runtime'
import type { GunRequest } from '@baton/fulfilment/staff'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { askForPatience, problemOf, sendProblem } from './problem.ts'

const MOST_FIELDS = 20

/** Routes below take bodies as the bytes that were signed. */
export function takeRawBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
}

/** Routes below take raw bodies and answer what goes wrong as problem+json. */
export function takeSignedBodies(server: FastifyInstance, ctx: Context): void {
  takeRawBodies(server)
  server.setErrorHandler((error, request, reply) => {
    const problem = problemOf(ctx, request, error)
    askForPatience(reply, problem.code)
    return sendProblem(reply, problem)
  })
}

/** Who says to have sent it, the signature and what was signed. */
export function signedPartsOf(request: FastifyRequest): GunRequest {
  return {
    deviceId: headerOf(request, 'baton-device'),
    id: headerOf(request, 'webhook-id'),
    timestamp: headerOf(request, 'webhook-timestamp'),
    signature: headerOf(request, 'webhook-signature'),
    body: bodyOf(request),
  }
}

/** The body as the schema takes it. Throws `INPUT_INVALID` with what is wrong. */
export function readSignedBody<S extends z.ZodType>(schema: S, body: Uint8Array): z.output<S> {
  return parseInput(schema, jsonOf(body))
}

/** Throws `INPUT_INVALID` that names up to 20 fields; `whole` is what the value is all of. */
export function parseInput<S extends z.ZodType>(schema: S, value: unknown, whole = 'body'): z.output<S> {
  const read = schema.safeParse(value)
  const wrong = read.success
    ? unstorable(read.data)
    : read.error.issues.map(({ path, message }) => [path.join('.') || whole, message] as const)
  if (read.success && wrong.length === 0) return read.data
  throw new Failure('INPUT_INVALID', { fields: Object.fromEntries(wrong.slice(0, MOST_FIELDS)) })
}

/** Where text stands that no Postgres can keep: with NUL, or half a character. */
function unstorable(value: unknown, path = ''): readonly (readonly [string, string])[] {
  if (typeof value === 'string')
    return value.includes('\0') || !value.isWellFormed() ? [[path, 'holds a character that cannot be kept']] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => unstorable(inner, path === '' ? key : `${path}.${key}`))
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(decode(body))
  } catch {
    throw new Failure('INPUT_INVALID', { fields: { body: 'is not JSON in UTF-8' } })
  }
}

/** Throws `INPUT_INVALID` for other bytes than text in UTF-8. */
export function textOf(body: Uint8Array): string {
  if (body.includes(0)) throw new Failure('INPUT_INVALID', { fields: { body: 'is not text' } })
  try {
    return decode(body)
  } catch {
    throw new Failure('INPUT_INVALID', { fields: { body: 'is not UTF-8' } })
  }
}

function decode(body: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(body)
}

export function bodyOf(request: FastifyRequest): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
}

/** The empty text where there is none. */
export function headerOf(request: FastifyRequest, name: string): string {
  const value = request.headers[name]
  return typeof value === 'string' ? value : ''
}
