import type { GatewayRequest, HttpAnswer } from '@baton/platforms'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { WorldChannel } from '../world.ts'
import { FAULT_ANSWERS, type Faults } from './faults.ts'
import type { Gateway } from './gateway.ts'

export interface MountedGateway {
  readonly channel: WorldChannel
  /** Everything below this path is the platform's. */
  readonly prefix: string
  readonly handle: Gateway
  /** The platform's own words for too many calls. */
  limited(): HttpAnswer
}

/** Longer than any caller waits. */
const SILENCE_MS = 60_000

/** Serves every gateway with raw bodies, through the faults that were injected. */
export async function mountGateways(
  server: FastifyInstance,
  { gateways, faults }: { gateways: readonly MountedGateway[]; faults: Faults },
): Promise<void> {
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  for (const { channel, prefix, handle, limited } of gateways) {
    server.route({
      method: ['GET', 'POST', 'PUT'],
      url: `${prefix}/*`,
      async handler(request, reply) {
        const fault = faults.meet(channel)
        if (fault === 'fault_timeout') {
          reply.hijack()
          const timer = setTimeout(() => reply.raw.destroy(), SILENCE_MS)
          reply.raw.on('close', () => clearTimeout(timer))
          return reply
        }
        const answer =
          fault === null || fault === 'fault_lost'
            ? handle(receivedBy(prefix, request))
            : fault === 'fault_limited'
              ? limited()
              : FAULT_ANSWERS[fault]
        if (fault === 'fault_lost') {
          reply.hijack()
          reply.raw.destroy()
          return reply
        }
        return reply.status(answer.status).header('content-type', answer.contentType).send(answer.body)
      },
    })
  }
}

/** A request as the gateway below this prefix receives it. */
export function receivedBy(prefix: string, request: FastifyRequest): GatewayRequest {
  const url = new URL(request.url, 'http://sandbox')
  const headers = Object.entries(request.headers).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  return {
    method: request.method,
    path: url.pathname.slice(prefix.length),
    query: Object.fromEntries(url.searchParams),
    headers: Object.fromEntries(headers),
    body: Buffer.isBuffer(request.body) ? request.body : new Uint8Array(0),
  }
}
