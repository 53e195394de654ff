import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Context } from '@baton/fulfilment/runtime'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

const PAGES = fileURLToPath(new URL('../../web/out', import.meta.url))

/** The built PWA. Files with a hash in their name are kept for ever, pages are asked for again each time. */
export async function mountPages(server: FastifyInstance, { ctx }: { ctx: Context }): Promise<void> {
  if (!existsSync(join(PAGES, 'index.html'))) {
    ctx.log.warn('the web pages are not built; only the API is served')
    return
  }
  const hashes = JSON.parse(readFileSync(join(PAGES, 'csp.json'), 'utf8')) as Record<string, string[]>
  const policies = new Map(Object.entries(hashes).map(([page, scripts]) => [join(PAGES, page), policyOf(scripts, ctx)]))
  await server.register(fastifyStatic, {
    root: PAGES,
    redirect: false,
    extensions: ['html'],
    cacheControl: false,
    setHeaders(reply, path) {
      const immutable = path.includes('/_next/static/')
      void reply.header('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
      const policy = policies.get(path)
      if (policy) void reply.header('content-security-policy', policy)
    },
  })
  server.setNotFoundHandler((request, reply) => {
    if (request.method !== 'GET' || request.url.startsWith('/api/'))
      return reply.status(404).send({ code: 'NOT_FOUND' })
    return reply.status(404).sendFile('404.html')
  })
}

function policyOf(scripts: readonly string[], ctx: Context): string {
  const hashes = scripts.map((hash) => `'${hash}'`).join(' ')
  const upgrade = ctx.env.BATON_PUBLIC_URL.startsWith('https:') ? '; upgrade-insecure-requests' : ''
  return (
    `default-src 'none'; script-src 'self' ${hashes}; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; ` +
    `connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; ` +
    `frame-ancestors 'none'${upgrade}`
  )
}

/** On every route: no sniffing, no referrer, no foreign frame. */
export function protectAnswers(server: FastifyInstance): void {
  server.addHook('onSend', async (_request, reply) => {
    void reply
      .header('x-content-type-options', 'nosniff')
      .header('referrer-policy', 'no-referrer')
      .header('cross-origin-opener-policy', 'same-origin')
      .header('permissions-policy', 'camera=(self), microphone=(), geolocation=()')
    if (!reply.hasHeader('content-security-policy'))
      void reply.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
  })
}
