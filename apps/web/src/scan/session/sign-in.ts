import type { OperatorView } from '@baton/contract'
import { CallFailure, codeOf } from '../server/call.ts'
import { floorApi } from '../server/floor-api.ts'
import { keepOwnWord } from './own-word.ts'
import { believed, hashOf, readBadges, withBadge, writeBadges } from './seen-badges.ts'

/** Who holds the device from now on; the name is unknown without the server. Rejects with a `CallFailure` that says why not. */
export async function signInByBadge(
  badge: string,
  pin: string,
): Promise<Pick<OperatorView, 'id' | 'isClockedIn'> & { name: string | null }> {
  const hash = await hashOf(badge)
  const told = await floorApi.signIn({ badge, pin }).catch(failureOf)
  if (!(told instanceof CallFailure)) {
    keepOwnWord(false)
    if (hash) writeBadges(withBadge(readBadges(), { hash, operatorId: told.id, at: Date.now() }))
    return told
  }
  if (isBadgeClosed(told.code)) writeBadges(readBadges().filter((one) => one.hash !== hash))
  const id = isUnheard(told.code) && hash ? believed(readBadges(), hash, Date.now()) : null
  if (id === null) throw told
  keepOwnWord(true)
  return { id, name: null, isClockedIn: false }
}

/** Then it opens nothing without network either. */
function isBadgeClosed(code: string): boolean {
  return code === 'BADGE_UNKNOWN' || code === 'BADGE_EXPIRED' || code === 'PIN_LOCKED'
}

/** Nobody who knows badges has answered. */
function isUnheard(code: string): boolean {
  return code === 'UNREACHABLE' || code === 'DATABASE_UNAVAILABLE'
}

function failureOf(error: unknown): CallFailure {
  return error instanceof CallFailure ? error : new CallFailure(codeOf(error))
}
