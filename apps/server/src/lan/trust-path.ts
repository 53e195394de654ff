import { TRUST_PATH } from '@baton/contract'

/** All that is read without TLS. `seen` is an image: whoever loads it by https trusts us. */
export const TRUST_FILES = {
  page: TRUST_PATH,
  certificate: `${TRUST_PATH}/baton-ca.crt`,
  profile: `${TRUST_PATH}/baton-ca.mobileconfig`,
  seen: `${TRUST_PATH}/seen.gif`,
} as const

const PATHS: readonly string[] = [...Object.values(TRUST_FILES), `${TRUST_PATH}/`]

/** Compared letter by letter, so that nothing else is reached by another spelling. */
export function isOfTrustPage(url: string): boolean {
  return PATHS.includes(url.split('?')[0] ?? '')
}

/** The page that helps, remembering where the phone wanted to go. */
export function trustUrlOf(wanted: string): string {
  return wanted === '/' ? TRUST_FILES.page : `${TRUST_FILES.page}?to=${encodeURIComponent(wanted)}`
}

/** Where to go on: an address of ours by TLS, under the name that the phone used; the floor if it wanted nothing else. */
export function secureUrlOf(
  { wanted, host }: { wanted: string | undefined; host: string | undefined },
  origins: readonly [string, ...string[]],
): string {
  const origin = origins.find((one) => new URL(one).host === host) ?? origins[0]
  const url = URL.canParse(wanted ?? '', origin) ? new URL(wanted ?? '', origin) : new URL(origin)
  const isOurs = url.origin === origin && url.pathname !== '/' && !isOfTrustPage(url.pathname)
  return isOurs ? url.href : `${origin}/scan/`
}
