import type { HoldReason, TimelineEntry, Verdict } from '@baton/contract'
import type { Tone } from '#ui/badge.tsx'

export const VERDICT_TONE = {
  applied: 'green',
  duplicate: 'neutral',
  stale: 'neutral',
  locked: 'red',
  forbidden: 'red',
  unmapped: 'amber',
  unmatched: 'amber',
  review: 'violet',
} as const satisfies Record<Verdict, Tone>

/** A repeat or an old message is noise; these are attempts that somebody should know of. */
const TURNED_AWAY: readonly Verdict[] = ['locked', 'forbidden', 'review', 'unmapped', 'unmatched']
const LATE_MS = 60_000

/** Which holds an entry placed on the order, and which it took away. */
export function movedHolds({ before, after }: Pick<TimelineEntry, 'before' | 'after'>): {
  readonly placed: readonly HoldReason[]
  readonly lifted: readonly HoldReason[]
} {
  if (after === null) return { placed: [], lifted: [] }
  const was = before?.holds ?? []
  return {
    placed: after.holds.filter((reason) => !was.includes(reason)),
    lifted: was.filter((reason) => !after.holds.includes(reason)),
  }
}

/** Why the order is where it is: the newest applied entry that moved the shown status, out of newest-first entries. */
export function causeOfState(entries: readonly TimelineEntry[]): TimelineEntry | null {
  const applied = entries.filter((entry) => entry.verdict === 'applied')
  const moved = applied.find((entry) => entry.after !== null && entry.before?.shown !== entry.after.shown)
  return moved ?? applied[0] ?? null
}

export interface Turned {
  readonly who: string
  readonly count: number
  readonly lastAt: string
}

/** Who was turned away, most often first. */
export function turnedAway(entries: readonly TimelineEntry[]): readonly Turned[] {
  const byName = new Map<string, Turned>()
  for (const entry of entries) {
    if (!TURNED_AWAY.includes(entry.verdict)) continue
    const who = whoActed(entry)
    const before = byName.get(who)
    const lastAt = before && before.lastAt > entry.recordedAt ? before.lastAt : entry.recordedAt
    byName.set(who, { who, count: (before?.count ?? 0) + 1, lastAt })
  }
  return [...byName.values()].sort((one, other) => other.count - one.count)
}

export function whoActed(entry: TimelineEntry): string {
  return entry.source !== null && entry.source !== entry.actorName
    ? `${entry.actorName} · ${entry.source}`
    : entry.actorName
}

/** How late an entry was recorded, in milliseconds; null within a minute. */
export function lateness(entry: TimelineEntry): number | null {
  const late = Date.parse(entry.recordedAt) - Date.parse(entry.occurredAt)
  return late >= LATE_MS ? late : null
}

export function withoutEffect(entries: readonly TimelineEntry[]): number {
  return entries.filter((entry) => entry.verdict !== 'applied').length
}
