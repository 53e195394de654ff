import { X509Certificate } from 'node:crypto'
import type { Context } from '@baton/fulfilment/runtime'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { localeOf } from '../html.ts'
import { mobileConfig } from './mobileconfig.ts'
import { renderTrustPage, trustPolicy } from './trust-page.ts'
import { secureUrlOf, TRUST_FILES } from './trust-path.ts'
import { platformOf } from './trust-words.ts'

const Query = z.object({
  to: z.string().max(500).optional().catch(undefined),
  lang: z.string().optional().catch(undefined),
})
const ONE_PIXEL = Buffer.from('R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==', 'base64')

/** The page that helps a phone trust this machine, and the files that it hands out; all of it is public. */
export async function mountTrust(
  server: FastifyInstance,
  { ctx, authority }: { ctx: Context; authority: string },
): Promise<void> {
  const der = new X509Certificate(authority).raw
  const profile = mobileConfig(authority)
  server.addHook('onSend', async (_request, reply) => void reply.removeHeader('cross-origin-opener-policy'))
  server.get(TRUST_FILES.page, async (request, reply) => {
    const { to, lang } = Query.parse(request.query)
    const userAgent = request.headers['user-agent'] ?? ''
    const secureUrl = secureUrlOf({ wanted: to, host: request.host }, ctx.origins)
    void reply.type('text/html; charset=utf-8').header('content-security-policy', trustPolicy(secureUrl))
    return renderTrustPage({
      locale: localeOf(lang, request.headers['accept-language']),
      platform: platformOf(userAgent),
      isInWeChat: userAgent.includes('MicroMessenger'),
      secureUrl,
      wanted: to,
      authority,
      now: ctx.now(),
    })
  })
  server.get(TRUST_FILES.certificate, async (_request, reply) =>
    reply
      .type('application/x-x509-ca-cert')
      .header('content-disposition', 'attachment; filename="baton-ca.crt"')
      .send(der),
  )
  server.get(TRUST_FILES.profile, async (_request, reply) =>
    reply
      .type('application/x-apple-aspen-config')
      .header('content-disposition', 'attachment; filename="baton-ca.mobileconfig"')
      .send(profile),
  )
  server.get(TRUST_FILES.seen, async (_request, reply) => reply.type('image/gif').send(ONE_PIXEL))
}
