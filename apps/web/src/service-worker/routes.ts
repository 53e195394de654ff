/** The pages of the floor: what opens without network. */
const FLOOR = /^\/scan(\/|$)/
/** Pages and calls that are never answered from here: their own rules of caching and privacy hold. */
const NEVER = /^\/(t|track|erp|api|docs|channels|devices)(\/|$)/
/** Files whose name changes with their content. */
const IMMUTABLE = /^\/_next\/static\//

export function isFloor(pathname: string): boolean {
  return FLOOR.test(pathname)
}

export function isForbidden(pathname: string): boolean {
  return NEVER.test(pathname)
}

/** The camera's decoder and what else a floor page loads only when it is wanted: kept from then on. */
export function isLoadedLater(pathname: string): boolean {
  return IMMUTABLE.test(pathname) || pathname.endsWith('.wasm')
}

/** Where a page of the floor lies in the precache; pages take their detail from the query. */
export function pageFileOf(pathname: string): string {
  return `${pathname.replace(/\/+$/, '')}/index.html`
}
