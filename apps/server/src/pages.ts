import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ErrorCode } from '@baton/contract'
import { type Context, isSecure } from '@baton/fulfilment/runtime'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

const PAGES = fileURLToPath(new URL('../../web/out', import.meta.url))

/** Addresses below which nobody looks for a page. */
const FOR_PROGRAMS = /^\/(?:api|erp|devices|webhooks)\//
const WORKER = join(PAGES, 'sw.js')
/** A service worker's own requests follow the policy it was served with, not that of its pages. */
const WORKER_POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self'"
/** Pages that may open a camera: its decoder is WebAssembly. */
const WITH_CAMERA = join(PAGES, 'scan/')

/** The built PWA. Files with a hash in their name are kept for ever, pages are asked for again each time. */
export async function mountPages(server: FastifyInstance, { ctx }: { ctx: Context }): Promise<void> {
  const areBuilt = existsSync(join(PAGES, 'index.html'))
  server.setNotFoundHandler((request, reply) => {
    if (areBuilt && request.method === 'GET' && !FOR_PROGRAMS.test(request.url))
      return reply.status(404).sendFile('404.html')
    return reply.status(404).send({ code: 'NOT_FOUND' satisfies ErrorCode, retry: 'never' })
  })
  if (!areBuilt) {
    ctx.log.warn('the web pages are not built; only the API is served')
    return
  }
  const policyFor = policiesOf(ctx)
  await server.register(fastifyStatic, {
    root: PAGES,
    redirect: false,
    extensions: ['html'],
    cacheControl: false,
    preCompressed: true,
    setHeaders(reply, sent) {
      const path = sent.replace(/\.(br|gz)$/, '')
      const immutable = path.includes('/_next/static/')
      void reply.header('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
      const policy = path.endsWith('.html') ? policyFor(path) : path === WORKER ? WORKER_POLICY : undefined
      if (policy) void reply.header('content-security-policy', policy)
    },
  })
}

/** Each page's policy; read again when the pages were built anew under a running server. */
function policiesOf(ctx: Context): (path: string) => string | undefined {
  const file = join(PAGES, 'csp.json')
  let policies = new Map<string, string>()
  let readFrom = -1
  return (path) => {
    const builtAt = statSync(file, { throwIfNoEntry: false })?.mtimeMs
    if (builtAt !== undefined && builtAt !== readFrom) {
      const hashes = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string[]>
      policies = new Map(
        Object.entries(hashes).map(([page, scripts]) => [join(PAGES, page), policyOf(join(PAGES, page), scripts, ctx)]),
      )
      readFrom = builtAt
    }
    return policies.get(path)
  }
}

function policyOf(page: string, scripts: readonly string[], ctx: Context): string {
  const wasm = page.startsWith(WITH_CAMERA) ? ["'wasm-unsafe-eval'"] : []
  const hashes = [...wasm, ...scripts.map((hash) => `'${hash}'`)].join(' ')
  const upgrade = isSecure(ctx) ? '; upgrade-insecure-requests' : ''
  return (
    `default-src 'none'; script-src 'self' ${hashes}; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; ` +
    `connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; ` +
    `frame-ancestors 'none'${upgrade}`
  )
}

const A_YEAR = 31_536_000

/**
 * On every route: no sniffing, no referrer, no foreign frame; kept nowhere, unless the route says so. `isBehindTls`: a browser
 * that came by TLS once never comes without it again. Not for the local network's door, which helps over plain HTTP.
 */
export function protectAnswers(server: FastifyInstance, { isBehindTls }: { isBehindTls: boolean }): void {
  server.addHook('onSend', async (_request, reply) => {
    if (isBehindTls) void reply.header('strict-transport-security', `max-age=${A_YEAR}`)
    void reply
      .header('x-content-type-options', 'nosniff')
      .header('referrer-policy', 'no-referrer')
      .header('cross-origin-opener-policy', 'same-origin')
      .header('permissions-policy', 'camera=(self), microphone=(), geolocation=()')
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store')
    if (!reply.hasHeader('content-security-policy'))
      void reply.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
  })
}
