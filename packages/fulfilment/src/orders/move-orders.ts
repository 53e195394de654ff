import type { MerchantView, OwnTopic, Verdict } from '@baton/contract'
import { readMerchant } from '../catalogue/index.ts'
import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import { chainHash } from './chain.ts'
import { decide } from './decide.ts'
import { parcelsTold } from './decide-departures.ts'
import { withoutPerson } from './decide-erase.ts'
import { isNews, withParcel } from './decide-follow.ts'
import { hearing, type Identity } from './decide-snapshot.ts'
import type { Decision } from './decision.ts'
import { newGlobalId } from './global-id.ts'
import { type LoadedOrders, type LockedOrder, loadOrders, nativeKey, type Wanted } from './load.ts'
import type { MoveOutcome, MoveTarget, OrderMove } from './move.ts'
import type { Order, OrderRecord, Parcel } from './order.ts'
import { customerIdOf } from './parcels.ts'
import { receiverMac } from './receiver.ts'
import { withWorkOrders } from './work-orders.ts'
import { type Attempt, type Written, writeBatch } from './write.ts'

/**
 * The only writer of order state. In the caller's transaction: locks the rows in order, asks the pure table, writes
 * state, event, attempt, deadlines and jobs together. Outcomes come back in the order of `moves`; refusals are stored too.
 * Moves of one order take effect one after the other, as given. Throws `RunAgain` when another writer created an order first.
 */
export async function moveOrders(ctx: Context, tx: Tx, moves: readonly OrderMove[]): Promise<MoveOutcome[]> {
  if (moves.length === 0) return []
  return workOrders(ctx, tx, { ...targetsOf(moves), work: (desk) => moves.map((move) => desk.take(move)) })
}

/** What `workOrders` must know of moves beforehand. */
export function targetsOf(moves: readonly OrderMove[]): Wanted & { targets: MoveTarget[] } {
  return {
    targets: moves.map((move) => move.target),
    traced: moves.some((move) => move.claim.kind === 'trace'),
    waybills: moves.flatMap((move) => parcelsTold(move)?.map((parcel) => parcel.waybill) ?? []),
  }
}

/** Orders under lock, moved one move at a time. */
export interface OrderDesk {
  /** The order as the moves so far left it. */
  look(id: string): Order | null
  take(move: OrderMove): MoveOutcome
}

export interface OrderWork<T> extends Wanted {
  readonly targets: readonly MoveTarget[]
  /** The orders of all targets, where this transaction has locked them already. */
  readonly loaded?: LoadedOrders | undefined
  /** Makes the moves, without waiting for anything. */
  readonly work: (desk: OrderDesk) => T
  /** Writes what else is to be written with what `work` came to; sent to Postgres together with the orders' own writes. */
  readonly writeToo?: (done: T) => Promise<unknown>
}

/** `moveOrders` where each move depends on what became of the one before; what was decided is then written at once. */
export async function workOrders<T>(ctx: Context, tx: Tx, order: OrderWork<T>): Promise<T> {
  const { targets, work, writeToo } = order
  const [merchant, loaded] = await Promise.all([readMerchant(ctx, tx), order.loaded ?? loadOrders(tx, targets, order)])
  const batch = new Batch(ctx, loaded, merchant)
  const done = work(batch)
  await Promise.all([writeBatch(ctx, tx, batch), writeToo?.(done)])
  if (batch.toldOfErased.size > 0) await tx`SELECT baton_erase_bodies(${[...batch.toldOfErased]}, NULL)`
  return done
}

/** Decisions of one batch, folded over the orders as they were read. */
class Batch implements OrderDesk {
  readonly attempts: Attempt[] = []
  readonly written: Written[] = []
  readonly heard = new Map<string, Order>()
  /** Erased orders that a message told of. */
  readonly toldOfErased = new Set<string>()
  readonly known: ReadonlySet<string>
  private readonly current = new Map<string, LockedOrder>()
  private readonly created = new Map<string, string>()
  private readonly parcels = new Map<string, Parcel>()
  private readonly bearers = new Map<string, Set<string>>()
  private readonly ctx: Context
  private readonly loaded: LoadedOrders
  private readonly merchant: MerchantView

  constructor(ctx: Context, loaded: LoadedOrders, merchant: MerchantView) {
    this.ctx = ctx
    this.loaded = loaded
    this.merchant = merchant
    for (const known of loaded.byId.values()) this.put(known)
    this.known = new Set(this.parcels.keys())
  }

  private get lockHours(): number {
    return this.merchant.lockHours
  }

  look(id: string): Order | null {
    return this.current.get(id)?.order ?? null
  }

  take(told: OrderMove): MoveOutcome {
    const now = this.ctx.now()
    const id = this.find(told)
    const known = id === undefined ? undefined : this.current.get(id)
    const before = known?.order ?? null
    const move = before?.record.erasedAt ? withoutPerson(told) : told
    if (move.source.eventId !== null && before?.record.erasedAt) this.toldOfErased.add(before.record.id)
    const identity = this.identify(move, before)
    const decision = decide(before, move, { now, identity, elsewhere: this.parcels })
    if (decision.verdict === 'applied') return this.apply(move, { before, chain: known?.chain ?? null, decision, now })
    if (known && decision.reason !== 'overtaken') this.hear(move, known)
    this.attempts.push({
      move,
      orderId: before?.record.id ?? null,
      seq: null,
      verdict: decision.verdict,
      reason: decision.reason,
      before,
      now,
    })
    return { orderId: before?.record.id ?? null, verdict: decision.verdict, reason: decision.reason, seq: null }
  }

  private hear({ claim, source }: OrderMove, known: LockedOrder): void {
    if (claim.kind !== 'snapshot' || source.authority !== 'home') return
    const order = hearing(known.order, claim)
    if (order === known.order) return
    this.current.set(order.record.id, { ...known, order })
    this.heard.set(order.record.id, order)
  }

  private find(move: OrderMove): string | undefined {
    return (
      this.loaded.find(move.target) ??
      (move.target.by === 'native' ? this.created.get(nativeKey(move.target)) : undefined)
    )
  }

  private identify(move: OrderMove, before: Order | null): Identity {
    const snapshot = move.claim.kind === 'snapshot' ? move.claim.snapshot : null
    const native = move.target.by === 'native' ? move.target : before?.record
    if (!native) return { id: '', platform: 'own-shop', shopId: '', customerId: null, receiverMac: null }
    const { platform, shopId } = native
    return {
      id: before?.record.id ?? newGlobalId(this.merchant.prefix, this.ctx.now(), this.merchant.timeZone),
      platform,
      shopId,
      customerId: snapshot?.buyer.id ? customerIdOf(platform, shopId, snapshot.buyer.id) : null,
      receiverMac: snapshot?.receiver ? receiverMac(this.ctx.secrets, snapshot.receiver) : null,
    }
  }

  private apply(
    move: OrderMove,
    at: { before: Order | null; chain: Uint8Array | null; decision: Decision & { verdict: 'applied' }; now: Date },
  ): MoveOutcome {
    const { before, decision, now } = at
    const seq = (before?.record.seq ?? 0) + 1
    const isArchived = move.claim.kind === 'archive'
    const moved = isArchived ? {} : { updatedAt: now, archivedAt: null }
    const lockedUntil = this.lockOf(before, { next: decision.next, now })
    const record: OrderRecord = { ...decision.next.record, ...moved, lockedUntil, seq }
    const after: Order = { ...decision.next, record, afterSales: withWorkOrders(decision.next.afterSales) }
    const patch = isArchived ? snapshotOf(record) : patchOf(before?.record ?? null, record)
    const { actor } = move.source
    const event = {
      orderId: record.id,
      seq,
      actorKind: actor.kind,
      actorName: actor.name,
      cause: causeOf(move),
      patch,
      recordedAt: now,
    }
    const chain = chainHash(at.chain, event)
    this.put({ order: after, chain })
    if (before) this.release(before, after)
    if (!before && move.target.by === 'native') this.created.set(nativeKey(move.target), record.id)
    this.written.push({ move, before, after, decision, event: { ...event, chain } })
    this.attempts.push({ move, orderId: record.id, seq, verdict: 'applied', reason: decision.reason, before, now })
    this.tellOthers(move, after)
    const { reason, isDoubtful = false } = decision
    return { orderId: record.id, verdict: 'applied' satisfies Verdict, reason, seq, isDoubtful }
  }

  private put(known: LockedOrder): void {
    const { record, parcels } = known.order
    this.current.set(record.id, known)
    for (const parcel of parcels) {
      this.parcels.set(parcel.id, parcel)
      const bearers = this.bearers.get(parcel.id)
      if (bearers) bearers.add(record.id)
      else this.bearers.set(parcel.id, new Set([record.id]))
    }
  }

  /** A parcel that was taken from its order is another order's only if that one bears it, too. */
  private release(before: Order, { record, parcels }: Order): void {
    for (const { id } of before.parcels) {
      if (parcels.some((one) => one.id === id)) continue
      const bearers = this.bearers.get(id)
      bearers?.delete(record.id)
      if (bearers?.size === 0) this.parcels.delete(id)
    }
  }

  /** What became of a parcel has become of each order in it. A scan moves them all by itself. */
  private tellOthers(move: OrderMove, { record, parcels }: Order): void {
    if (move.claim.kind === 'floor' || move.claim.kind === 'follow') return
    for (const parcel of parcels)
      for (const id of this.bearers.get(parcel.id) ?? []) {
        const other = this.current.get(id)
        if (!other || id === record.id) continue
        if (isNews(other.order, parcel)) this.take(follow(move, { id, parcel, after: record.id }))
        else this.current.set(id, { ...other, order: withParcel(other.order, parcel) })
      }
  }

  /** A lock that the decision begins lasts as long as the merchant wants it, and ends no earlier than one that runs. */
  private lockOf(before: Order | null, { next, now }: { next: Order; now: Date }): Date | null {
    const { lockedUntil } = next.record
    const running = before?.record.lockedUntil ?? null
    if (lockedUntil === null || lockedUntil.getTime() === running?.getTime()) return lockedUntil
    const anew = new Date(now.getTime() + this.lockHours * 3_600_000)
    return running !== null && running > anew ? running : anew
  }
}

function follow(move: OrderMove, { id, parcel, after }: { id: string; parcel: Parcel; after: string }): OrderMove {
  return {
    target: { by: 'id', id },
    source: {
      actor: { kind: 'rule', id: 'shared-parcel', name: after },
      ...{ appId: null, address: move.source.address, eventId: null },
      topic: 'shared_parcel' satisfies OwnTopic,
      authority: 'granted',
      grants: [],
    },
    occurredAt: move.occurredAt,
    claim: { kind: 'follow', parcel, after },
  }
}

function causeOf(move: OrderMove): string {
  return move.source.topic ?? move.claim.kind
}

/** The columns that an event changed, as they stand after it: replaying them from nothing gives today's row. */
function patchOf(before: OrderRecord | null, after: OrderRecord): Record<string, unknown> {
  if (!before) return { ...after }
  const patch: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(after))
    if (!same(before[name as keyof OrderRecord], value)) patch[name] = value
  return patch
}

/** The whole row; a column that no patch tells is empty. */
function snapshotOf(record: OrderRecord): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null))
}

function same(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  if (one instanceof Date && other instanceof Date) return one.getTime() === other.getTime()
  return JSON.stringify(one) === JSON.stringify(other)
}
