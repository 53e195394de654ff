import { ERRORS, ScansApplyInput } from '@baton/contract'
import { type Context, Failure } from '@baton/fulfilment/runtime'
import { applyScans } from '@baton/fulfilment/scans'
import { authenticateGun } from '@baton/fulfilment/staff'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { codeOf } from './errors.ts'

/** Scan guns and other things that are no browser post their signed scans at /devices/v1/scans; docs/devices.md shows how. */
export async function mountDevices(server: FastifyInstance, { ctx }: { ctx: Context }): Promise<void> {
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
  server.post('/devices/v1/scans', async (request) => {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    const device = await authenticateGun(ctx, {
      deviceId: headerOf(request, 'baton-device'),
      id: headerOf(request, 'webhook-id'),
      timestamp: headerOf(request, 'webhook-timestamp'),
      signature: headerOf(request, 'webhook-signature'),
      body,
    })
    return applyScans({ ...ctx, address: request.ip }, device, readScans(body))
  })
}

function readScans(body: Buffer): ScansApplyInput {
  const read = ScansApplyInput.safeParse(jsonOf(body))
  if (read.success) return read.data
  const fields = read.error.issues.slice(0, 20).map((issue) => [issue.path.join('.') || 'body', issue.message])
  throw new Failure('INPUT_INVALID', { fields: Object.fromEntries(fields) })
}

function jsonOf(body: Buffer): unknown {
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
