import { ERRORS } from '@baton/contract'
import { type Context, Failure } from '@baton/fulfilment/runtime'
import type { GunRequest } from '@baton/fulfilment/staff'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodType } from 'zod'
import { codeOf } from './errors.ts'

/** Routes below take raw bodies and answer what goes wrong as problem+json. */
export function takeSignedBodies(server: FastifyInstance, ctx: Context): void {
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  server.setErrorHandler((error, request, reply) => {
    const code = error instanceof Failure ? error.code : codeOf(error as Error)
    const { status, retry, label } = ERRORS[code]
    if (status >= 500) ctx.log.error({ err: error, route: request.routeOptions.url }, 'request failed')
    if (retry === 'later') void reply.header('retry-after', '5')
    const fields = error instanceof Failure ? error.fields : {}
    const type = `https://baton.invalid/errors/${code}`
    return reply
      .status(status)
      .header('content-type', 'application/problem+json')
      .send(JSON.stringify({ type, title: label.en, status, code, retry, fields }))
  })
}

/** Who says to have sent it, the signature and what was signed. */
export function signedPartsOf(request: FastifyRequest): GunRequest {
  return {
    deviceId: headerOf(request, 'baton-device'),
    id: headerOf(request, 'webhook-id'),
    timestamp: headerOf(request, 'webhook-timestamp'),
    signature: headerOf(request, 'webhook-signature'),
    body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
  }
}

/** The body as the schema takes it. Throws `INPUT_INVALID` with what is wrong. */
export function readSignedBody<T>(schema: ZodType<T>, body: Uint8Array): T {
  const read = schema.safeParse(jsonOf(body))
  if (read.success) return read.data
  const fields = read.error.issues.slice(0, 20).map((issue) => [issue.path.join('.') || 'body', issue.message])
  throw new Failure('INPUT_INVALID', { fields: Object.fromEntries(fields) })
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    throw new Failure('INPUT_INVALID', { fields: { body: 'is not JSON in UTF-8' } })
  }
}

function headerOf(request: FastifyRequest, name: string): string {
  const value = request.headers[name]
  return typeof value === 'string' ? value : ''
}
