import type { Server as HttpsServer } from 'node:https'
import type { Receiver } from '@baton/fulfilment/channels'
import type { Context } from '@baton/fulfilment/runtime'
import type { FastifyInstance } from 'fastify'
import { buildServer } from '../server.ts'
import { followCertificate, originsIn, readCertificate } from './certificate.ts'
import { asHttpServer, createLanDoor } from './door.ts'
import { mountTrust } from './mount-trust.ts'

const EVERYWHERE = '0.0.0.0'

/**
 * The door for the phones of the local network: TLS by the certificate in the data folder, its own origins and cookies, no proxy in
 * front. Listens on every address, or on this machine only if its own address is a loopback one.
 */
export async function openLan(ctx: Context, receiver: Receiver, lanUrl: string): Promise<FastifyInstance> {
  const certificate = readCertificate(ctx.env.BATON_DATA)
  const env = { ...ctx.env, BATON_TRUSTED_PROXIES: 0 }
  const lan: Context = { ...ctx, env, origins: originsIn(certificate.certificate, lanUrl) }
  const { hostname, port } = new URL(lanUrl)
  let door: HttpsServer | undefined
  const server = await buildServer(lan, receiver, {
    listenBy: (limits, listener) => {
      door = createLanDoor(certificate, limits, listener)
      return asHttpServer(door)
    },
    mountMore: (one) => one.register(mountTrust, { ctx: lan, authority: certificate.authority }),
    isEncrypted: true,
    isForOperations: false,
  })
  const stop = followCertificate(ctx.env.BATON_DATA, {
    onNew({ certificate: cert, key }) {
      door?.setSecureContext({ cert, key })
      ctx.log.info('a new certificate is served to the local network')
    },
    onUnusable: (error) => ctx.log.error({ err: error }, 'the certificate cannot be read; the present one stays'),
  })
  server.addHook('onClose', async () => stop())
  await server.listen({ host: /^127\./.test(hostname) ? hostname : EVERYWHERE, port: Number(port || 443) })
  return server
}
