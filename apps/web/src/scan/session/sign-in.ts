import type { OperatorView } from '@baton/contract'
import { CallFailure, codeOf, isUnheard } from '../server/call.ts'
import { floorApi } from '../server/floor-api.ts'
import { keepOwnWord } from './own-word.ts'
import { believed, hashOf, readBadges, withBadge, withMisses, writeBadges } from './seen-badges.ts'

type SignedIn = Omit<OperatorView, 'name'> & { readonly name: string | null }

/** Who holds the device from now on; the name is unknown without the server. Rejects with a `CallFailure` that says why not. */
export async function signInByBadge(badge: string, pin: string): Promise<SignedIn> {
  const [told, hash, proof] = await Promise.all([
    floorApi.signIn({ badge, pin }).catch(failureOf),
    hashOf(badge),
    hashOf(`${badge} ${pin}`),
  ])
  if (!(told instanceof CallFailure)) {
    keepOwnWord(false)
    if (hash && proof) writeBadges(withBadge(readBadges(), { hash, proof, operatorId: told.id, at: Date.now() }))
    return told
  }
  if (isBadgeClosed(told.code)) writeBadges(readBadges().filter((one) => one.hash !== hash))
  if (!isUnheard(told.code) || !hash) throw told
  const seen = readBadges()
  const known = believed(seen, hash, Date.now())
  if (known === null) throw told
  const isRight = known.proof === proof
  writeBadges(withMisses(seen, known, isRight ? 0 : (known.misses ?? 0) + 1))
  if (!isRight) throw new CallFailure('PIN_WRONG')
  keepOwnWord(true)
  return { id: known.operatorId, name: null, isClockedIn: false, station: null }
}

/** Then it opens nothing without network either. */
function isBadgeClosed(code: string): boolean {
  return code === 'BADGE_UNKNOWN' || code === 'BADGE_EXPIRED' || code === 'PIN_LOCKED'
}

function failureOf(error: unknown): CallFailure {
  return error instanceof CallFailure ? error : new CallFailure(codeOf(error))
}
