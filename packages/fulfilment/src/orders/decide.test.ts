import type { OrderSnapshot } from '@baton/platforms'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aSnapshot } from '../testing/snapshot.ts'
import { decide } from './decide.ts'
import { hearing } from './decide-snapshot.ts'
import type { Claim, MoveSource, OrderMove } from './move.ts'
import type { Order } from './order.ts'
import { claimOf, type History, HOME, histories } from './testing/histories.ts'

const NOW = new Date('2026-06-01T08:00:00Z')
const IDENTITY = {
  id: 'DB2026AAAAAAAA',
  platform: 'own-shop',
  shopId: '00000000-0000-4000-8000-000000000001',
  customerId: null,
  receiverMac: 'mac',
} as const

function move(claim: Claim, source: Partial<MoveSource> = {}, occurredAt = NOW): OrderMove {
  return {
    target: { by: 'native', platform: 'own-shop', shopId: IDENTITY.shopId, nativeNumber: 'N1' },
    source: { ...HOME, ...source },
    occurredAt,
    claim,
  }
}

/** Delivers moves one by one; what comes too early is tried again after every applied move, as the apply loop does. */
function deliver(moves: readonly OrderMove[]) {
  let order: Order | null = null
  let early: OrderMove[] = []
  const effects: string[] = []
  const queue = [...moves]
  for (let next = queue.shift(); next; next = queue.shift()) {
    const decision = decide(order, next, { now: NOW, identity: IDENTITY })
    if (decision.verdict === 'applied') {
      order = decision.next
      effects.push(...decision.effects)
      queue.unshift(...early)
      early = []
      continue
    }
    if (order && next.claim.kind === 'snapshot') order = hearing(order, next.claim)
    if (decision.verdict === 'unmatched' || ('reason' in decision && decision.reason === 'impossible_step')) {
      early.push(next)
    }
  }
  return { order, effects }
}

/** What the floor could see of an order before it was cancelled, and which of two like pictures came first, is of its way, not of its end. */
function comparable(order: Order | null) {
  return (
    order && {
      ...order,
      record: { ...order.record, seq: 0, sourceVersion: 0, calledOff: null },
      parcels: order.parcels.map((one) => ({
        ...one,
        departedAt: one.departedAt !== null,
        facts: [...one.facts].sort(),
      })),
    }
  )
}

describe('decide', () => {
  it('ends in the same state with the same effects, each once, for any order and repetition of the same events', () => {
    const shuffled = histories.chain((history: History) =>
      fc.record({
        history: fc.constant(history),
        delivered: fc
          .array(fc.nat(history.length - 1), { maxLength: 12 })
          .chain((repeats) => {
            const all = [...history.keys(), ...repeats]
            return fc.shuffledSubarray(all, { minLength: all.length })
          })
          .map((indexes) => indexes.flatMap((index) => history[index] ?? [])),
      }),
    )
    fc.assert(
      fc.property(shuffled, ({ history, delivered }) => {
        const straight = deliver(history)
        const mixed = deliver(delivered)
        expect(comparable(mixed.order)).toEqual(comparable(straight.order))
        expect([...mixed.effects].sort()).toEqual([...straight.effects].sort())
        expect(new Set(mixed.effects).size).toBe(mixed.effects.length)
      }),
      { numRuns: 500 },
    )
  })

  it('is called off where it was to ship before it was cancelled, paid for or not, and stays so', () => {
    const told = (state: 'pending_payment' | 'to_ship' | 'cancelled', version: number) =>
      move(aClaim({ nativeStatus: state, version, paidAt: null }))
    const off = deliver([told('to_ship', 1), told('cancelled', 2)]).order
    expect(off?.record).toMatchObject({ state: 'cancelled', calledOff: true })
    expect(deliver([told('pending_payment', 1), told('cancelled', 2)]).order?.record.calledOff).toBeNull()
    expect(deliver([told('cancelled', 2), told('to_ship', 1)]).order?.record.calledOff).toBeNull()
    const memo = move(aClaim({ nativeStatus: 'cancelled', version: 3, paidAt: null, sellerMemo: '不要了' }))
    const noted = decide(off, memo, { now: NOW, identity: IDENTITY })
    expect(noted).toMatchObject({ verdict: 'applied', next: { record: { calledOff: true } } })
  })

  it('counts as paid for once, though it is called off on the way and ships all the same', () => {
    const told = (state: 'to_ship' | 'cancelled' | 'shipped', version: number) =>
      move(aClaim({ nativeStatus: state, version, paidAt: null }))
    const { effects } = deliver([told('to_ship', 1), told('cancelled', 2), told('shipped', 3)])
    expect(effects).toEqual(['created', 'paid', 'cancelled', 'left', 'shipped'])
  })

  it('answers a backward claim about a shipped order as locked, and a repeat as duplicate: never the same', () => {
    const shipped = deliver([move(aClaim({ nativeStatus: 'shipped', version: 2, shippedAt: NOW }))]).order
    const back = decide(shipped, move(aClaim({ nativeStatus: 'shipped', version: 3, shippedAt: NOW }, 'to_ship')), {
      now: NOW,
      identity: IDENTITY,
    })
    expect(back).toMatchObject({ verdict: 'locked', reason: 'backward_after_shipping' })
    const again = decide(shipped, move(aClaim({ nativeStatus: 'shipped', version: 2, shippedAt: NOW })), {
      now: NOW,
      identity: IDENTITY,
    })
    expect(again).toMatchObject({ verdict: 'duplicate' })
  })

  it('lets a source other than the home channel make only granted single steps', () => {
    const erp = { authority: 'granted', grants: ['shipped'] } as const
    const paid = deliver([move(aClaim({ nativeStatus: 'to_ship' }))]).order
    const step = (to: 'shipped' | 'done') =>
      decide(paid, move({ kind: 'step', to, parcels: [] }, erp), { now: NOW, identity: IDENTITY })
    expect(step('shipped')).toMatchObject({ verdict: 'applied' })
    expect(step('done')).toMatchObject({ verdict: 'forbidden' })
    const snapshot = decide(paid, move(aClaim({ nativeStatus: 'done' }), erp), { now: NOW, identity: IDENTITY })
    expect(snapshot).toMatchObject({ verdict: 'forbidden' })
  })

  it('records the states that a skip passed over as implied', () => {
    const done = decide(null, move(aClaim({ nativeStatus: 'done', shippedAt: NOW })), { now: NOW, identity: IDENTITY })
    expect(done).toMatchObject({ verdict: 'applied', implied: ['to_ship', 'shipped'] })
  })

  it('keeps what a person holds while the channel speaks, and lets each kind lift only what it may', () => {
    const person = { actor: { kind: 'person', id: 'p', name: '李娜' }, authority: 'granted' } as const
    const erp = { actor: { kind: 'erp', id: 'e', name: 'ERP' }, authority: 'granted', mayHold: true } as const
    const hold = (place: 'stock_out'[], lift: ('stock_out' | 'platform_freeze')[] = []): Claim => ({
      kind: 'hold',
      place: place.map((reason) => ({ reason, note: '缺 3 件', until: null })),
      lift,
    })
    const held = deliver([
      move(aClaim({ nativeStatus: 'paid_held', version: 1 })),
      move(hold(['stock_out']), person),
      move(aClaim({ nativeStatus: 'paid_held', version: 2, sellerMemo: '急' })),
    ]).order
    expect(held?.record.holdReasons).toEqual(['platform_freeze', 'stock_out'])
    const lift = (claim: Claim, source: Partial<MoveSource>) =>
      decide(held, move(claim, source), { now: NOW, identity: IDENTITY })
    expect(lift(hold([], ['platform_freeze']), person)).toMatchObject({ verdict: 'forbidden' })
    expect(lift(hold([], ['stock_out']), erp)).toMatchObject({ verdict: 'forbidden' })
    expect(lift(hold([], ['stock_out']), person)).toMatchObject({
      verdict: 'applied',
      next: { record: { holdReasons: ['platform_freeze'] } },
    })
    const left = deliver([
      move(aClaim({ nativeStatus: 'paid_held', version: 1 })),
      move(hold(['stock_out']), person),
      move(aClaim({ nativeStatus: 'part_shipped', version: 2, shippedAt: NOW })),
      move(hold([], ['stock_out']), person),
    ])
    expect(left.order?.record).toMatchObject({ state: 'part_shipped', holdReasons: [] })
    const shipped = deliver([move(aClaim({ nativeStatus: 'shipped', shippedAt: NOW }))]).order
    expect(decide(shipped, move(hold(['stock_out']), person), { now: NOW, identity: IDENTITY })).toMatchObject({
      verdict: 'locked',
    })
  })

  it('keeps what an ERP holds because a refund is asked for, until somebody lifts it', () => {
    const erp = { actor: { kind: 'erp', id: 'e', name: 'ERP' }, authority: 'granted', mayHold: true } as const
    const refund = { reason: 'refund_requested', note: '买家来电', until: null } as const
    const held = deliver([
      move(aClaim({ nativeStatus: 'to_ship', version: 1 })),
      move({ kind: 'hold', place: [refund], lift: [] }, erp),
      move(aClaim({ nativeStatus: 'to_ship', version: 2, sellerMemo: '急' })),
    ]).order
    expect(held?.record.holds).toEqual([{ ...refund, by: 'erp' }])
    const lifted = move({ kind: 'hold', place: [], lift: ['refund_requested'] }, erp)
    expect(decide(held, lifted, { now: NOW, identity: IDENTITY })).toMatchObject({
      verdict: 'applied',
      next: { record: { holds: [] } },
    })
  })

  it('lets nobody take a shipped order back for 24 hours, and then only a person with a reason', () => {
    const shipped = deliver([move(aClaim({ nativeStatus: 'shipped', shippedAt: NOW }))]).order
    const grants = ['to_ship'] as const
    const person = { actor: { kind: 'person', id: 'p', name: '李娜' }, authority: 'granted', grants } as const
    const erp = { actor: { kind: 'erp', id: 'e', name: 'ERP' }, authority: 'granted', grants } as const
    const back = (source: Partial<MoveSource>, hours: number, reason?: string) =>
      decide(shipped, move({ kind: 'step', to: 'to_ship', parcels: [], ...(reason && { reason }) }, source), {
        now: new Date(NOW.getTime() + hours * 3_600_000),
        identity: IDENTITY,
      })
    expect(back(person, 23.9, '快递退回仓库')).toMatchObject({ verdict: 'locked' })
    expect(back(person, 24, '快递退回仓库')).toMatchObject({
      verdict: 'applied',
      reason: 'moved_back_by_person',
      next: { record: { state: 'to_ship', lockedUntil: null, shippedAt: null } },
    })
    expect(back(person, 24)).toMatchObject({ verdict: 'locked' })
    expect(back(erp, 24, '快递退回仓库')).toMatchObject({ verdict: 'locked' })
  })

  it('locks anew with each shipment of an order that leaves in parts', () => {
    const parcel = (waybill: string) => ({ carrier: 'YTO', waybill, lineNumbers: [] })
    const told = (nativeStatus: string, version: number, ...waybills: string[]) =>
      move(aClaim({ nativeStatus, version, shippedAt: NOW, parcels: waybills.map(parcel) }))
    const [later, muchLater] = [30, 60].map((hours) => new Date(NOW.getTime() + hours * 3_600_000)) as [Date, Date]
    const at = (order: Order | null, next: OrderMove, now: Date) => {
      const decision = decide(order, next, { now, identity: IDENTITY })
      if (decision.verdict !== 'applied') throw new Error(decision.reason)
      return decision.next
    }
    const hoursLeft = (order: Order, now: Date) =>
      ((order.record.lockedUntil?.getTime() ?? 0) - now.getTime()) / 3_600_000
    const first = at(null, told('part_shipped', 1, 'YT1'), NOW)
    const second = at(first, told('part_shipped', 2, 'YT1', 'YT2'), later)
    expect([hoursLeft(first, NOW), hoursLeft(second, later)]).toEqual([24, 24])
    const whole = at(second, told('shipped', 3, 'YT1', 'YT2'), muchLater)
    expect(hoursLeft(whole, muchLater)).toBe(24)
    const noted = at(
      whole,
      move(aClaim({ nativeStatus: 'shipped', version: 4, shippedAt: NOW, sellerMemo: '急' })),
      later,
    )
    expect(noted.record.lockedUntil).toEqual(whole.record.lockedUntil)
  })

  it('cancels an unshipped order that was refunded whole, and leaves a shipped one shipped', () => {
    const refunded = (shippedAt: Date | null) =>
      deliver([move(aClaim({ nativeStatus: 'refunded', version: 9, shippedAt }))]).order?.record
    expect(refunded(null)).toMatchObject({ state: 'cancelled', shown: 'refunded' })
    expect(refunded(NOW)).toMatchObject({ state: 'shipped', shown: 'refunded' })
  })
})

function aClaim(told: Partial<OrderSnapshot>, meant?: 'to_ship'): Claim {
  return claimOf(aSnapshot({ orderNumber: 'N1', ...told }), meant)
}
