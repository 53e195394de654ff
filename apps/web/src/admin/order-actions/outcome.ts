import { type OrderActionResult, REASON_LABELS, VERDICT_LABELS, type Verdict } from '@baton/contract'
import { type ClientFailure, failureLabel } from '#data/failure.ts'
import type { Tone } from '#ui/badge.tsx'
import type { Locale } from '#words/locale.tsx'

/** What one order answered, or that it could not be asked. */
export type Outcome = OrderActionResult | { readonly orderId: string; readonly failure: ClientFailure['code'] }

export const VERDICT_TONE = {
  applied: 'green',
  duplicate: 'neutral',
  stale: 'amber',
  locked: 'red',
  forbidden: 'red',
  unmapped: 'amber',
  unmatched: 'amber',
  review: 'orange',
} as const satisfies Record<Verdict, Tone>

/** The verdict or the failure, and why, where there is a why. */
export function outcomeText(outcome: Outcome, locale: Locale): string {
  if ('failure' in outcome) return failureLabel(outcome.failure)[locale]
  const verdict = VERDICT_LABELS[outcome.verdict][locale]
  return outcome.reason === null ? verdict : `${verdict} · ${REASON_LABELS[outcome.reason][locale]}`
}

/** One line an order, to paste into a table. */
export function outcomeList(outcomes: readonly Outcome[], locale: Locale): string {
  return outcomes.map((one) => `${one.orderId}\t${outcomeText(one, locale)}`).join('\n')
}

/** What was refused comes first, what changed nothing next, what took effect last. */
export function inOrderOfConcern<T extends Outcome>(outcomes: readonly T[]): readonly T[] {
  return outcomes.toSorted((a, b) => calm(a) - calm(b))
}

function calm(outcome: Outcome): number {
  if ('failure' in outcome) return 0
  return outcome.verdict === 'applied' ? 3 : outcome.verdict === 'duplicate' ? 2 : 1
}
