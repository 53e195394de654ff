import { createHash } from 'node:crypto'
import { type Change, hasLeftWarehouse, ORDER_STATE_RANK, type OrderState, type Reason } from '@baton/contract'
import type { OrderSnapshot } from '@baton/platforms'
import { mergeAfterSale } from './decide-after-sale.ts'
import { assignedByRules } from './decide-warehouse.ts'
import { type Decision, type Draft, earliest, refused, settle } from './decision.ts'
import type { SnapshotClaim } from './move.ts'
import type { AfterSale, Hold, Order, OrderRecord } from './order.ts'
import { type KnownParcels, mergeParcels } from './parcels.ts'

/** What a new order needs beside its snapshot. */
export interface Identity {
  readonly id: string
  readonly platform: OrderRecord['platform']
  readonly shopId: string
  readonly customerId: string | null
  /** HMAC of the receiver, null where the channel tells none. */
  readonly receiverMac: string | null
}

interface Around {
  readonly now: Date
  readonly identity: Identity
  readonly elsewhere: KnownParcels
}

/** The home channel's picture: creates the order, or moves it forward. An older picture than the one known changes nothing. */
export function decideSnapshot(order: Order | null, claim: SnapshotClaim, around: Around): Decision {
  if (!order) return settle(null, newOrder(claim, around), around.now)
  if (claim.snapshot.version < order.heardVersion) return refused('stale', 'older_version')
  const draft = refreshed(order, claim, around)
  const decision = settle(order, draft, around.now)
  if (decision.verdict === 'duplicate' && draft.reason === 'backward_after_shipping')
    return refused('locked', draft.reason)
  if (decision.verdict === 'duplicate' && draft.reason === 'cancelled_after_shipping')
    return refused('review', draft.reason)
  if (decision.verdict !== 'applied' || claim.snapshot.version !== order.heardVersion) return decision
  return amongEquals(decision, order, claim)
}

/**
 * Platforms count versions in seconds. Of two pictures of one second the one asked for later is the newer; where the order
 * has moved since this one was asked for, or nobody asked for it, nobody can tell.
 */
function amongEquals(
  decision: Decision & { verdict: 'applied' },
  { record, heardAgain }: Order,
  { askedAt }: SnapshotClaim,
): Decision {
  if (askedAt === undefined) return { ...decision, isDoubtful: true }
  return askedAt === record.seq + heardAgain ? decision : refused('stale', 'overtaken')
}

/**
 * A picture that changes nothing is the newest all the same: what is older than it stays stale, and what was asked for before
 * it and comes after it is overtaken.
 */
export function hearing(order: Order, { snapshot, askedAt }: SnapshotClaim): Order {
  const { version } = snapshot
  if (version > order.heardVersion) return { ...order, heardVersion: version }
  const isAgain = version === order.heardVersion && askedAt !== undefined
  return isAgain ? { ...order, heardAgain: order.heardAgain + 1 } : order
}

function newOrder(claim: SnapshotClaim, { identity, now, elsewhere }: Around): Draft {
  const { snapshot, meaning, assignment } = claim
  const state = claimedState(claim)
  const record: OrderRecord = {
    id: identity.id,
    seq: 0,
    platform: identity.platform,
    shopId: identity.shopId,
    nativeNumber: snapshot.orderNumber,
    state,
    shown: 'pending_payment',
    signed: 'signed' in meaning,
    refunded: isRefunded(claim),
    holds: channelHolds(claim),
    holdReasons: [],
    customerId: identity.customerId,
    warehouseId: assignment?.warehouseId ?? null,
    warehouseReason: assignment?.reason ?? null,
    receiverVersion: snapshot.receiver ? 1 : 0,
    lockedUntil: null,
    calledOff: null,
    takenBack: null,
    recordedAt: now,
    updatedAt: now,
    archivedAt: null,
    erasedAt: null,
    ...told(claim, identity),
    shipBy: shipByOf(claim, { state, paidAt: snapshot.paidAt, orderedAt: snapshot.createdAt }, null),
    shippedAt: snapshot.shippedAt,
  }
  return {
    record,
    parcels: mergeParcels([], snapshot.parcels, elsewhere).parcels,
    afterSales: claim.afterSales.reduce(
      (known, one) => mergeAfterSale(known, one).afterSales,
      [] as readonly AfterSale[],
    ),
    changes: [],
    reason: null,
  }
}

/** The columns that simply repeat what the channel says. */
function told(claim: SnapshotClaim, identity: Identity) {
  const { snapshot } = claim
  return {
    nativeStatus: snapshot.nativeStatus,
    sourceVersion: snapshot.version,
    amountFen: snapshot.amountFen,
    currency: snapshot.currency,
    receiverMac: identity.receiverMac,
    province: snapshot.receiver?.province || null,
    linesHash: linesHash(snapshot),
    lineSummary: lineSummary(snapshot),
    itemCount: snapshot.lines.reduce((sum, line) => sum + line.quantity, 0),
    buyerNick: snapshot.buyer.nick,
    buyerMemo: snapshot.buyerMemo,
    sellerMemo: snapshot.sellerMemo,
    sellerFlag: snapshot.sellerFlag,
    sellerFlagLabel: snapshot.sellerFlagLabel,
    orderedAt: snapshot.createdAt,
    paidAt: snapshot.paidAt,
  }
}

const IS_PROMISED = ['to_ship', 'packing', 'part_shipped'] as const satisfies readonly OrderState[]

/** The channel's time, or the shop's own: from payment on, or from the order on where nothing is paid beforehand. What has left or is off keeps its time. */
function shipByOf(
  { snapshot, shipWithinHours }: SnapshotClaim,
  { state, paidAt, orderedAt }: Pick<OrderRecord, 'state' | 'paidAt' | 'orderedAt'>,
  before: Date | null,
): Date | null {
  if (snapshot.shipBy !== null || !shipWithinHours) return snapshot.shipBy
  if (state === 'pending_payment') return null
  if (!(IS_PROMISED as readonly OrderState[]).includes(state)) return before
  return new Date((paidAt ?? orderedAt).getTime() + shipWithinHours * 3_600_000)
}

function refreshed(order: Order, claim: SnapshotClaim, { identity, elsewhere }: Around): Draft {
  const before = order.record
  const news = told(claim, identity)
  const step = forward(before.state, claimedState(claim))
  const parcels = mergeParcels(order.parcels, claim.snapshot.parcels, elsewhere)
  const merged = claim.afterSales.map((one) => (known: readonly AfterSale[]) => mergeAfterSale(known, one))
  let afterSales = order.afterSales
  let afterSalesChanged = false
  for (const merge of merged) {
    const result = merge(afterSales)
    afterSales = result.afterSales
    afterSalesChanged ||= result.changed
  }
  const paidAt = news.paidAt ?? before.paidAt
  const { orderedAt } = before
  const receiverChanged = news.receiverMac !== null && news.receiverMac !== before.receiverMac
  const personHolds = before.holds.filter((hold) => hold.by !== 'channel')
  const record: OrderRecord = {
    ...before,
    ...news,
    ...assignedByRules(before, claim.assignment),
    receiverMac: news.receiverMac ?? before.receiverMac,
    province: news.province ?? before.province,
    // What exports of two moments are filtered by, so that they speak of the same orders.
    orderedAt,
    paidAt,
    shipBy: shipByOf(claim, { state: step.state, paidAt, orderedAt }, before.shipBy),
    buyerNick: news.buyerNick ?? before.buyerNick,
    customerId: before.customerId ?? identity.customerId,
    state: step.state,
    signed: before.signed || 'signed' in claim.meaning,
    refunded: before.refunded || isRefunded(claim),
    holds: [...personHolds, ...channelHolds(claim)],
    receiverVersion: before.receiverVersion + (receiverChanged ? 1 : 0),
    shippedAt: earliest(before.shippedAt, claim.snapshot.shippedAt),
  }
  const changes = changesTold(before, record)
  if (receiverChanged) changes.push('receiver')
  if (record.warehouseId !== before.warehouseId) changes.push('warehouse')
  if (parcels.changed) changes.push('parcels')
  if (afterSalesChanged) changes.push('after_sales')
  return { record, parcels: parcels.parcels, afterSales, changes, reason: step.reason }
}

/** Where the snapshot puts the order axis; a full refund of goods that left leaves them shipped. */
function claimedState(claim: SnapshotClaim): OrderState {
  const left = claim.snapshot.shippedAt !== null || claim.snapshot.parcels.length > 0
  return claim.meaning.afterSale === 'refunded' && left ? 'shipped' : claim.meaning.state
}

function forward(current: OrderState, claimed: OrderState): { state: OrderState; reason: Reason | null } {
  if (ORDER_STATE_RANK[claimed] >= ORDER_STATE_RANK[current])
    return {
      state: claimed,
      reason: current === 'cancelled' && claimed !== 'cancelled' ? 'shipped_after_cancel' : null,
    }
  if (claimed === 'cancelled') return { state: current, reason: 'cancelled_after_shipping' }
  return { state: current, reason: hasLeftWarehouse(current) ? 'backward_after_shipping' : 'backward' }
}

function isRefunded(claim: SnapshotClaim): boolean {
  return claim.meaning.afterSale === 'refunded'
}

function channelHolds(claim: SnapshotClaim): readonly Hold[] {
  const reasons = new Set([...(claim.meaning.hold ? [claim.meaning.hold] : []), ...claim.snapshot.holds])
  return [...reasons].sort().map((reason) => ({ reason, by: 'channel', note: null, until: null }))
}

function changesTold(before: OrderRecord, after: OrderRecord): Change[] {
  const changes: Change[] = []
  if (before.nativeStatus !== after.nativeStatus) changes.push('status_word')
  if (before.amountFen !== after.amountFen || before.currency !== after.currency) changes.push('amount')
  if (before.linesHash !== after.linesHash) changes.push('lines')
  if (before.buyerMemo !== after.buyerMemo || before.sellerMemo !== after.sellerMemo) changes.push('memo')
  if (before.sellerFlag !== after.sellerFlag || before.sellerFlagLabel !== after.sellerFlagLabel) changes.push('flag')
  if (!isSameInstant(before.shipBy, after.shipBy)) changes.push('deadline')
  if (!isSameInstant(before.paidAt, after.paidAt)) changes.push('paid_at')
  if (before.buyerNick !== after.buyerNick || before.customerId !== after.customerId) changes.push('buyer')
  return changes
}

function isSameInstant(one: Date | null, other: Date | null): boolean {
  return one?.getTime() === other?.getTime()
}

function linesHash(snapshot: OrderSnapshot): string {
  const lines = snapshot.lines.map((line) => [
    line.lineNumber,
    line.itemNumber,
    line.sku,
    line.title,
    line.quantity,
    line.priceFen,
  ])
  return createHash('sha256').update(JSON.stringify(lines)).digest('base64url').slice(0, 22)
}

const SUMMARY_LENGTH = 120

function lineSummary(snapshot: OrderSnapshot): string {
  const text = snapshot.lines.map((line) => `${line.title} ×${line.quantity}`).join('，')
  return text.length > SUMMARY_LENGTH ? `${text.slice(0, SUMMARY_LENGTH - 1)}…` : text
}
