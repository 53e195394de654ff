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

type Moment =
  | { readonly kind: 'told'; readonly at: number; readonly telling: Telling }
  | { readonly kind: 'taken'; readonly at: number; readonly telling: Telling }
  | { readonly kind: 'said'; readonly at: number; readonly saying: Saying }

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
  const found: Alternation[] = []
  let current: Telling | null = null
  let isAgreed = false
  for (const moment of inOrder(told, said)) {
    if (moment.kind === 'told') {
      current = moment.telling
      isAgreed = false
    } else if (moment.kind === 'taken') {
      isAgreed ||= moment.telling === current
    } else if (current) {
      const { saying } = moment
      if (ORDER_STATE_RANK[saying.state] >= ORDER_STATE_RANK[current.state]) isAgreed = true
      else if (isAgreed) {
        found.push(saying)
        current = null
      }
    }
  }
  return found
}

function inOrder(told: readonly Telling[], said: readonly Saying[]): readonly Moment[] {
  const versions = new Map(said.map((saying) => [saying.version, saying]))
  const moments: Moment[] = [
    ...told.flatMap((telling): Moment[] => [
      { kind: 'told', at: telling.at.getTime() - APART_MS, telling },
      { kind: 'taken', at: telling.at.getTime() + APART_MS, telling },
    ]),
    ...[...versions.values()].map((saying): Moment => ({ kind: 'said', at: saying.version, saying })),
  ]
  return moments.sort((a, b) => a.at - b.at)
}
