import { TRACE_ENDS, TRACE_STATES, type TraceState } from '@baton/contract'
import { type Decision, refused, settle } from './decision.ts'
import type { TraceClaim } from './move.ts'
import type { Order, Parcel } from './order.ts'

/** A carrier's fact about one parcel. Every distinct fact is kept; the latest one speaks for the parcel. */
export function decideTrace(order: Order, claim: TraceClaim, around: { now: Date; occurredAt: Date }): Decision {
  const parcel = order.parcels.find((one) => one.waybill === claim.waybill)
  if (!parcel) return refused('unmatched', 'parcel_unknown')
  const fact = factKey(around.occurredAt, claim.nativeStatus)
  if (parcel.facts.has(fact)) return refused('duplicate', 'nothing_new')
  const told = { trace: claim.trace, traceAt: around.occurredAt, traceText: claim.text }
  const next: Parcel = { ...parcel, ...(speaksFor(told, parcel) ? told : {}), facts: new Set([...parcel.facts, fact]) }
  const parcels = order.parcels.map((one) => (one === parcel ? next : one))
  return settle(order, { ...order, parcels, changes: ['trace'], reason: null }, around.now)
}

export function factKey(at: Date, nativeStatus: string): string {
  return `${at.toISOString()}|${nativeStatus}`
}

/** An end (signed, returned) beats anything on the way; then the later instant; then the further state. */
function speaksFor(told: { trace: TraceState; traceAt: Date }, parcel: Parcel): boolean {
  const rank = (trace: TraceState, at: Date | null) =>
    [TRACE_ENDS.includes(trace) ? 1 : 0, at?.getTime() ?? 0, TRACE_STATES.indexOf(trace)] as const
  const left = rank(told.trace, told.traceAt)
  const right = rank(parcel.trace, parcel.traceAt)
  for (const [index, value] of left.entries()) if (value !== right[index]) return value > (right[index] ?? 0)
  return false
}
