import { clientsClaim } from 'workbox-core'
import { cleanupOutdatedCaches, matchPrecache, precacheAndRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { serveLater, trimLater } from './later.ts'
import { answerNotification, showPush } from './notify.ts'
import { isFloor, isForbidden, isLoadedLater, pageFileOf } from './routes.ts'

declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: { readonly url: string; readonly revision: string | null }[]
}

/** A digest of everything that is precached. */
declare const VERSION: string

/** Not in the library of types yet: paths that the browser answers from the network without waking the worker. */
interface WithRoutes {
  readonly addRoutes?: (routes: readonly object[]) => Promise<void>
}

const FALLBACK = '/scan/index.html'

precacheAndRoute(self.__WB_MANIFEST, { ignoreURLParametersMatching: [/./] })
cleanupOutdatedCaches()
clientsClaim()

registerRoute(new NavigationRoute(({ url, request }) => openPage(url, request), { allowlist: [/^\/scan(\/|$)/] }))

self.addEventListener('install', (event) => {
  const outside = ['/t/*', '/track/*', '/erp/*', '/api/*', '/docs/*']
  const routes = outside.map((pathname) => ({ condition: { urlPattern: { pathname } }, source: 'network' }))
  event.waitUntil((event as WithRoutes).addRoutes?.(routes).catch(() => {}) ?? Promise.resolve())
})
self.addEventListener('activate', (event) => event.waitUntil(trimLater()))
self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  if (event.request.method !== 'GET' || url.origin !== self.location.origin) return
  if (isForbidden(url.pathname) || !isLoadedLater(url.pathname)) return
  event.respondWith(answerLater(event.clientId, event.request))
})
self.addEventListener('push', (event) => showPush(self, event))
self.addEventListener('notificationclick', (event) => answerNotification(self, event))
self.addEventListener('message', (event) => {
  const { type } = (event.data ?? {}) as { type?: unknown }
  if (type === 'SKIP_WAITING') event.waitUntil(self.skipWaiting())
  if (type === 'GET_VERSION') event.ports[0]?.postMessage(VERSION)
})

/** A page that this version does not know may be on the server; without network, the floor's first page opens. */
async function openPage(url: URL, request: Request): Promise<Response> {
  const known = await matchPrecache(pageFileOf(url.pathname))
  if (known) return known
  const answer = await fetch(request).catch(() => null)
  return answer ?? (await matchPrecache(FALLBACK)) ?? Response.error()
}

async function answerLater(clientId: string, request: Request): Promise<Response> {
  const client = await self.clients.get(clientId)
  return client && isFloor(new URL(client.url).pathname) ? serveLater(request) : fetch(request)
}
