import { ORDER_STATE_RANK, type OrderState } from '@baton/contract'

/** The hub told a system this, and it took it. */
export interface Telling {
  readonly appId: string
  readonly state: OrderState
  readonly at: Date
}

/** A system's own word for the order. `version`: milliseconds of its clock, and its name for this picture of the order. */
export interface Saying {
  readonly appId: string
  readonly state: OrderState
  readonly version: number
}

/** A system took what it was told and then went back behind it. */
export interface Alternation {
  readonly appId: string
  readonly state: OrderState
  readonly version: number
}

/** So far two clocks may be apart; what was on its way while it was told contradicts nothing. */
const APART_MS = 60_000
/** So many, and nobody is told any more until a person has decided. */
export const MOST_ALTERNATIONS = 2

/**
 * How often systems went back behind what they had been told. Sayings count by their version, not by arrival: a repeat is the
 * same saying, an older picture changes nothing, and an echo (what was told, or further) is agreement. A system counts
 * again only once it was told again. Telling of a part counts for nothing: some channels have no word for it.
 */
export function findAlternations(told: readonly Telling[], said: readonly Saying[]): readonly Alternation[] {
  const apps = [...new Set(told.map((one) => one.appId))]
  const found = apps.flatMap((appId) =>
    alternationsOf(
      told.filter((one) => one.appId === appId && one.state !== 'part_shipped'),
      said.filter((one) => one.appId === appId),
    ),
  )
  return found.sort((a, b) => a.version - b.version)
}

function alternationsOf(told: readonly Telling[], said: readonly Saying[]): readonly Alternation[] {
  const tellings = [...told].sort((a, b) => a.at.getTime() - b.at.getTime())
  const versions = new Map(said.map((saying) => [saying.version, saying]))
  const found: Alternation[] = []
  let next = 0
  let isAgreed = false
  for (const saying of [...versions.values()].sort((a, b) => a.version - b.version)) {
    const telling = tellings[next]
    if (!telling || telling.at.getTime() - APART_MS > saying.version) continue
    if (ORDER_STATE_RANK[saying.state] >= ORDER_STATE_RANK[telling.state]) isAgreed = true
    else if (isAgreed || telling.at.getTime() + APART_MS < saying.version) {
      found.push(saying)
      isAgreed = false
      const later = tellings.findIndex((one, index) => index > next && one.at.getTime() > saying.version)
      next = later === -1 ? tellings.length : later
    }
  }
  return found
}
