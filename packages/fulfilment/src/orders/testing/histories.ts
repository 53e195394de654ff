import { STATUS_MEANING, type StandardStatus } from '@baton/contract'
import type { AfterSaleSnapshot, OrderSnapshot } from '@baton/platforms'
import fc from 'fast-check'
import { aSnapshot } from '../../testing/snapshot.ts'
import type { Claim, MoveSource, OrderMove } from '../move.ts'

/** What really happened to one order, in the order it happened, told by its channel, its carrier and an ERP. */
export type History = readonly OrderMove[]

export const HOME: MoveSource = {
  actor: { kind: 'channel', id: 'app', name: 'shop' },
  appId: null,
  address: null,
  eventId: null,
  topic: 'order.updated',
  authority: 'home',
  grants: [],
}
const CARRIER: MoveSource = { ...HOME, actor: { kind: 'carrier', id: 'c', name: 'carrier' }, authority: 'carrier' }
const ERP: MoveSource = {
  ...HOME,
  actor: { kind: 'erp', id: 'e', name: 'erp' },
  authority: 'granted',
  grants: ['packing', 'shipped'],
}

/** A snapshot with its words given their default meaning, or another one. */
export function claimOf(snapshot: OrderSnapshot, meant?: StandardStatus): Claim {
  return {
    kind: 'snapshot',
    snapshot,
    meaning: STATUS_MEANING[meant ?? (snapshot.nativeStatus as StandardStatus)],
    afterSales: snapshot.afterSales.map((one) => ({ snapshot: one, state: one.nativeStatus as 'requested' })),
    assignment: null,
  }
}

const START = Date.UTC(2026, 5, 1)
const HOUR = 3_600_000
const at = (step: number) => new Date(START + step * HOUR)
const PARCELS = [
  { carrier: 'YTO', waybill: 'YT1', lineNumbers: ['1'] },
  { carrier: 'SF', waybill: 'SF2', lineNumbers: ['2'] },
]

function moveOf(step: number, claim: Claim, source: MoveSource): OrderMove {
  return {
    target: { by: 'native', platform: 'own-shop', shopId: 's', nativeNumber: 'N1' },
    source,
    occurredAt: at(step),
    claim,
  }
}

interface Plan {
  readonly start: 'unpaid' | 'paid'
  readonly held: boolean
  readonly parts: 1 | 2
  readonly end: 'cancelled' | 'refunded_before' | 'shipped' | 'signed' | 'done' | 'refunded_after'
  readonly erp: boolean
  readonly traces: number
  readonly memo: boolean
  /** Something that comes and goes at last, so that the newest picture is as the one before that. */
  readonly passing: boolean
}

const plan: fc.Arbitrary<Plan> = fc.record({
  start: fc.constantFrom('unpaid', 'paid'),
  held: fc.boolean(),
  parts: fc.constantFrom(1, 2),
  end: fc.constantFrom('cancelled', 'refunded_before', 'shipped', 'signed', 'done', 'refunded_after'),
  erp: fc.boolean(),
  traces: fc.nat(4),
  memo: fc.boolean(),
  passing: fc.boolean(),
})

export const histories: fc.Arbitrary<History> = plan.map(historyOf)

function historyOf(plan: Plan): History {
  const story = storyOf(plan)
  return (plan.passing ? story.pass() : story).moves
}

function storyOf(plan: Plan): Story {
  const story = new Story()
  if (plan.start === 'unpaid') story.tell({ nativeStatus: 'pending_payment', paidAt: null })
  if (plan.end === 'cancelled') {
    if (plan.start === 'paid') story.tell({ nativeStatus: 'to_ship' })
    return story.tell({ nativeStatus: 'cancelled', paidAt: plan.start === 'paid' ? at(1) : null })
  }
  if (plan.held) story.tell({ nativeStatus: 'paid_held' })
  story.tell({ nativeStatus: 'to_ship' })
  if (plan.memo)
    story
      .tell({ nativeStatus: 'to_ship', sellerMemo: '加急', sellerFlag: 'red', sellerFlagLabel: '优先' })
      .tell({ nativeStatus: 'to_ship', sellerMemo: '不急了', sellerFlag: 'green' })
  if (plan.end === 'refunded_before')
    return story
      .tell({ nativeStatus: 'to_ship', afterSales: [afterSale('requested', story.step)] })
      .tell({ nativeStatus: 'refunded', afterSales: [afterSale('refunded', story.step)] })
  const left = { shippedAt: at(5), parcels: PARCELS.slice(0, plan.parts) }
  if (plan.erp) story.erp(left.parcels)
  if (plan.parts === 2) story.tell({ nativeStatus: 'part_shipped', shippedAt: at(5), parcels: PARCELS.slice(0, 1) })
  story.tell({ nativeStatus: 'shipped', ...left })
  for (let trace = 0; trace < plan.traces; trace += 1) story.trace(trace)
  if (plan.end === 'shipped') return story
  if (plan.end === 'refunded_after')
    return story
      .tell({ nativeStatus: 'shipped', ...left, afterSales: [afterSale('requested', story.step)] })
      .tell({ nativeStatus: 'refunded', ...left, afterSales: [afterSale('refunded', story.step)] })
  story.tell({ nativeStatus: 'signed', ...left })
  return plan.end === 'signed' ? story : story.tell({ nativeStatus: 'done', ...left })
}

function afterSale(state: 'requested' | 'refunded', step: number): AfterSaleSnapshot {
  return {
    afterSaleNumber: 'R1',
    orderNumber: 'N1',
    kind: 'refund_only',
    nativeStatus: state,
    version: at(step).getTime(),
    amountFen: 100,
    wholeOrder: true,
    respondBy: null,
  }
}

const TRACES = ['picked_up', 'in_transit', 'out_for_delivery', 'signed'] as const

class Story {
  readonly moves: OrderMove[] = []
  step = 2
  private last: Parameters<Story['tell']>[0] = { nativeStatus: 'to_ship' }

  tell(told: Partial<OrderSnapshot> & { nativeStatus: StandardStatus }): this {
    this.last = told
    this.step += 1
    const snapshot = aSnapshot({ orderNumber: 'N1', paidAt: at(1), version: at(this.step).getTime(), ...told })
    this.moves.push(moveOf(this.step, claimOf(snapshot), HOME))
    return this
  }

  pass(): this {
    const { last } = this
    return this.tell({ ...last, holds: ['risk'], sellerMemo: '加急' }).tell(last)
  }

  trace(index: number): void {
    const trace = TRACES[index] ?? 'in_transit'
    this.step += 1
    const claim: Claim = { kind: 'trace', waybill: 'YT1', trace, nativeStatus: trace, text: trace }
    this.moves.push(moveOf(this.step, claim, CARRIER))
  }

  erp(parcels: readonly { carrier: string; waybill: string; lineNumbers: string[] }[]): void {
    this.moves.push(moveOf(4, { kind: 'step', to: 'packing', parcels: [] }, ERP))
    this.moves.push(moveOf(5, { kind: 'step', to: 'shipped', parcels }, ERP))
  }
}
