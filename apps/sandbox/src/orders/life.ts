import { chance, whole } from '../seeded.ts'
import { canHold, canSplit } from './apply-change.ts'
import { type Change, type Order, TRACE_STEPS } from './order.ts'

export interface Step {
  readonly change: Change
  /** Simulated milliseconds after the order's birth. */
  readonly after: number
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Later real cancellations happen on this day, or the demo would never see them. */
const LATEST_CANCELLATION = 6 * DAY

/** The planned life of an order, earliest step first; the same for the same seed. Steps the platform refuses are skipped. */
export function lifeOf(order: Order): readonly Step[] {
  const { seed } = order
  if (chance(seed, 'unpaid') < 0.04) return [{ change: 'closed', after: 30 * MINUTE }]
  const span = (name: string, from: number, to: number) => whole(seed, name, [from, to])
  const hesitates = chance(seed, 'hesitates') < 0.15
  const paid = hesitates ? span('pay', 4 * MINUTE, 25 * MINUTE) : span('pay', MINUTE / 4, 4 * MINUTE)
  const shipped = paid + shipDelay(seed)
  const steps: Step[] = [{ change: 'paid', after: paid }]
  if (canHold(order) && chance(seed, 'held') < 0.03) {
    steps.push({ change: 'held', after: paid + span('held-at', MINUTE, 5 * MINUTE) })
    steps.push({ change: 'released', after: paid + span('released', 20 * MINUTE, 2 * HOUR) })
  }
  if (chance(seed, 'moves') < 0.03)
    steps.push({ change: 'address_changed', after: paid + span('moved', 5 * MINUTE, 90 * MINUTE) })
  if (chance(seed, 'notes') < 0.05) {
    const noted = paid + span('noted', 5 * MINUTE, 6 * HOUR)
    steps.push({ change: 'memo_changed', after: noted })
    if (chance(seed, 'notes-again') < 0.4)
      steps.push({ change: 'memo_changed', after: noted + span('noted-again', 20 * MINUTE, 8 * HOUR) })
  }
  steps.push(...journey(order, shipped), ...refund(order, { paid, shipped }))
  return steps.sort((a, b) => a.after - b.after)
}

/** Most orders leave the same day, some the next. */
function shipDelay(seed: number): number {
  return (
    whole(seed, 'ship', [HOUR, 9 * HOUR]) +
    (chance(seed, 'late') < 0.25 ? whole(seed, 'later', [6 * HOUR, 30 * HOUR]) : 0)
  )
}

function journey(order: Order, shipped: number): readonly Step[] {
  const { seed } = order
  const split = canSplit(order) && chance(seed, 'split') < 0.06
  const last = split ? shipped + whole(seed, 'second', [2 * HOUR, 10 * HOUR]) : shipped
  const signed = last + whole(seed, 'signed', [DAY, 4 * DAY])
  const steps: Step[] = split ? [{ change: 'part_shipped', after: shipped }] : []
  steps.push({ change: 'shipped', after: last })
  for (const [at, change] of TRACE_STEPS.entries()) {
    const share = (at + chance(seed, change)) / TRACE_STEPS.length
    steps.push({ change, after: Math.floor(last + share * 0.97 * (signed - last)) })
  }
  steps.push({ change: 'signed', after: signed })
  steps.push({ change: 'completed', after: signed + whole(seed, 'done', [DAY, 7 * DAY]) })
  return steps
}

/** Real cancellations of the data keep their distance to the order; the merchant answers within hours. */
function refund(order: Order, { paid, shipped }: { paid: number; shipped: number }): readonly Step[] {
  const { cancellation } = order.invoice
  if (cancellation === null) return []
  const { seed } = order
  const asked = Math.max(paid + 2 * MINUTE, Math.min(cancellation.afterMs, LATEST_CANCELLATION))
  const answered = asked + whole(seed, 'answered', [20 * MINUTE, 8 * HOUR])
  const steps: Step[] = [{ change: 'refund_requested', after: asked }]
  if (chance(seed, 'rejects') < 0.08) return [...steps, { change: 'refund_rejected', after: answered }]
  const returned = answered + whole(seed, 'returned', [DAY, 3 * DAY])
  steps.push({ change: 'refund_approved', after: answered })
  steps.push({ change: 'goods_returning', after: answered + whole(seed, 'sent-back', [4 * HOUR, 20 * HOUR]) })
  steps.push({
    change: 'refunded',
    after: asked < shipped || chance(seed, 'no-goods') < 0.3 ? answered + 10 * MINUTE : returned,
  })
  return steps
}
