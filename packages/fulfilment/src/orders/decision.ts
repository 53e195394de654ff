import {
  AFTER_SALE_OPEN,
  type Change,
  hasLeftWarehouse,
  LOCK_HOURS,
  ORDER_STATE_IMPLIES,
  ORDER_STATE_RANK,
  type OrderState,
  type Reason,
  shownStatus,
  type Verdict,
} from '@baton/contract'
import { type InterceptionChanges, interceptionChanges } from './decide-interception.ts'
import type { AfterSale, Hold, Order, OrderRecord, Parcel } from './order.ts'

/** What `decide` says about one move. `next` is the whole order after it. */
export type Decision =
  | {
      readonly verdict: 'applied'
      readonly next: Order
      readonly implied: readonly OrderState[]
      readonly effects: readonly string[]
      readonly changes: readonly Change[]
      readonly reason: Reason | null
      readonly interceptions: InterceptionChanges
      readonly isDoubtful?: boolean
    }
  | { readonly verdict: Exclude<Verdict, 'applied'>; readonly reason: Reason }

export function refused(verdict: Exclude<Verdict, 'applied'>, reason: Reason): Decision {
  return { verdict, reason }
}

/** The parts that one claim may change; everything else of the order follows from them in `settle`. */
export interface Draft {
  readonly record: OrderRecord
  readonly parcels: readonly Parcel[]
  readonly afterSales: readonly AfterSale[]
  readonly changes: readonly Change[]
  readonly reason: Reason | null
}

/** Derives holds, refund, lock, shown status, implied steps and effects of a draft; refuses one that changes nothing. */
export function settle(before: Order | null, draft: Draft, now: Date): Decision {
  const refunded = draft.record.refunded || draft.afterSales.some((one) => one.wholeOrder && one.state === 'refunded')
  const state = closeIfRefunded(draft.record.state, refunded)
  const holds = withRefundHold(draft.record.holds, state, draft.afterSales)
  const record: OrderRecord = {
    ...draft.record,
    state,
    refunded,
    holds,
    holdReasons: [...new Set(holds.map((hold) => hold.reason))].sort(),
    signed: draft.record.signed || state === 'done',
    calledOff: isCalledOff(before, state) ? true : null,
    lockedUntil: lockOf(before, { state, parcels: draft.parcels }, now),
    shown: shownStatus({
      state,
      signed: draft.record.signed || state === 'done',
      traces: draft.parcels.map((parcel) => parcel.trace),
      afterSales: draft.afterSales.map((one) => one.state),
      fullyRefunded: refunded,
    }),
  }
  const heardVersion = Math.max(before?.heardVersion ?? 0, record.sourceVersion)
  const heardAgain = before?.heardAgain ?? 0
  const next: Order = { record, heardVersion, heardAgain, parcels: draft.parcels, afterSales: draft.afterSales }
  const changes = before ? allChanges(before.record, record, draft.changes) : (['created'] as const)
  if (changes.length === 0) return refused('duplicate', 'nothing_new')
  const interceptions = interceptionChanges(before, next)
  const isTouched = interceptions.open.length > 0 || interceptions.close.length > 0
  return {
    verdict: 'applied',
    next,
    interceptions,
    changes: isTouched ? [...new Set<Change>([...changes, 'interception'])] : changes,
    implied: impliedSteps(before?.record.state ?? null, state, record.paidAt !== null),
    effects: effectsOf(before, next),
    reason: draft.reason,
  }
}

/** Whoever packs works from what was to ship here, paid for or not: what is cancelled after that is called off. */
function isCalledOff(before: Order | null, state: OrderState): boolean {
  if (before === null || state !== 'cancelled') return false
  const { record } = before
  return record.state === 'cancelled' ? record.calledOff === true : record.state !== 'pending_payment'
}

/** A refund of everything cancels what has not left; what has left stays where it is. */
function closeIfRefunded(state: OrderState, refunded: boolean): OrderState {
  return refunded && !hasLeftWarehouse(state) ? 'cancelled' : state
}

/** An open after-sale holds what has not left; the rule's own hold comes and goes with it. */
function withRefundHold(holds: readonly Hold[], state: OrderState, afterSales: readonly AfterSale[]): readonly Hold[] {
  const others = holds.filter((hold) => hold.reason !== 'refund_requested' || hold.by === 'person' || hold.by === 'erp')
  if (hasLeftWarehouse(state) || state === 'cancelled') return others
  const told = holds.filter((hold) => hold.reason === 'refund_requested' && hold.by === 'channel')
  if (told.length > 0) return [...others, ...told]
  const asked = afterSales.some((one) => AFTER_SALE_OPEN.includes(one.state))
  return asked ? [...others, { reason: 'refund_requested', by: 'rule', note: null, until: null }] : others
}

/** Runs from the shipment record, at least so long; what leaves after a part has left is one more. */
function lockOf(before: Order | null, next: Pick<Draft, 'parcels'> & { state: OrderState }, now: Date): Date | null {
  if (!hasLeftWarehouse(next.state)) return null
  const isMore =
    before?.record.state === 'part_shipped' &&
    (next.state !== 'part_shipped' || next.parcels.length > before.parcels.length)
  const running = isMore ? null : before?.record.lockedUntil
  return running ?? new Date(now.getTime() + LOCK_HOURS * 3_600_000)
}

function allChanges(before: OrderRecord, after: OrderRecord, drafted: readonly Change[]): readonly Change[] {
  const changes = new Set(drafted)
  if (before.state !== after.state || before.refunded !== after.refunded) changes.add('state')
  if (before.signed !== after.signed) changes.add('signed')
  if (textOf(before.holds) !== textOf(after.holds)) changes.add('holds')
  return [...changes]
}

/** Whatever order Postgres keeps the fields in. */
function textOf(holds: readonly Hold[]): string {
  return JSON.stringify(holds.map(({ reason, by, note, until }) => [reason, by, note, until]))
}

function impliedSteps(before: OrderState | null, after: OrderState, paid: boolean): readonly OrderState[] {
  const passed = before === null ? -1 : ORDER_STATE_RANK[before]
  const steps: readonly OrderState[] = after === 'cancelled' && paid ? ['to_ship'] : ORDER_STATE_IMPLIES[after]
  return steps.filter((step) => ORDER_STATE_RANK[step] > passed)
}

/**
 * The milestones an order has passed. Each takes effect once, however late or often it is told. An order that a person took
 * back ships anew: leaving, shipping and signing are then milestones of that next shipment (`left:2`).
 */
function milestones(order: Order | null): readonly string[] {
  if (!order) return []
  const { record, afterSales, parcels } = order
  const reached: string[] = ['created']
  const ofShipment = (name: string) => (record.takenBack ? `${name}:${record.takenBack + 1}` : name)
  const isOpenOrLeft = record.state !== 'pending_payment' && record.state !== 'cancelled'
  if (record.paidAt !== null || isOpenOrLeft || record.calledOff) reached.push('paid')
  if (hasLeftWarehouse(record.state)) reached.push(ofShipment('left'))
  if (record.state === 'shipped' || record.state === 'done') reached.push(ofShipment('shipped'))
  if (record.signed) reached.push(ofShipment('signed'))
  if (record.state === 'done' || record.state === 'cancelled') reached.push(record.state)
  if (record.refunded) reached.push('refunded')
  for (const one of afterSales) {
    reached.push(`after_sale_opened:${one.nativeNumber}`)
    if (!AFTER_SALE_OPEN.includes(one.state)) reached.push(`after_sale_ended:${one.nativeNumber}`)
  }
  for (const parcel of parcels) if (parcel.trace === 'signed') reached.push(`parcel_signed:${parcel.waybill}`)
  return reached
}

function effectsOf(before: Order | null, after: Order): readonly string[] {
  const had = new Set(milestones(before))
  return milestones(after).filter((effect) => !had.has(effect))
}

/** The earlier of two told instants, whichever was heard first. */
export function earliest(one: Date | null, other: Date | null): Date | null {
  if (!one || !other) return one ?? other
  return one < other ? one : other
}
