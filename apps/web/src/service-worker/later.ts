const CACHE = 'baton-later'
/** A camera, its decoder and their neighbours, of the version in use and the one before. */
const MOST_FILES = 24

/** Serves what a page of the floor loads only when it is wanted; after the first time, without network too. */
export async function serveLater(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE)
  const kept = await cache.match(request, { ignoreVary: true })
  if (kept) return kept
  const answer = await fetch(request)
  if (isFile(answer)) {
    const copy = answer.clone()
    await cache.put(request, copy).catch(() => {})
  }
  return answer
}

/** A login page in the way of the network answers 200 as well, with a page. */
function isFile({ status, redirected, headers }: Response): boolean {
  return status === 200 && !redirected && !headers.get('content-type')?.startsWith('text/html')
}

/** Forgets the oldest: names carry a hash, so files of versions long gone are asked for no more. */
export async function trimLater(): Promise<void> {
  const cache = await caches.open(CACHE)
  const requests = await cache.keys()
  await Promise.all(requests.slice(0, -MOST_FILES).map((request) => cache.delete(request)))
}
