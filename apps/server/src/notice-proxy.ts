import type { Context } from '@baton/fulfilment/runtime'
import type { FastifyInstance } from 'fastify'

const FORWARDED = ['x-forwarded-for', 'forwarded', 'x-real-ip'] as const

/**
 * Says once, in the log, that a proxy seems to stand in front that nobody told us of: all callers then share its address, in the
 * limits of wrong passwords and order ids as on timelines. Anybody can send such a header, so nothing else follows from it.
 */
export function noticeProxy(server: FastifyInstance, ctx: Context): void {
  let isSaid = ctx.env.BATON_TRUSTED_PROXIES > 0
  server.addHook('onRequest', (request, _reply, done) => {
    const header = isSaid ? undefined : FORWARDED.find((name) => name in request.headers)
    if (header) {
      isSaid = true
      const from = request.socket.remoteAddress
      ctx.log.warn(
        { header, from },
        'a request names the caller it was forwarded for, and BATON_TRUSTED_PROXIES is 0: if a proxy stands in front, set it, or all callers share one limit',
      )
    }
    done()
  })
}
