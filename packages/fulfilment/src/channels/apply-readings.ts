import type { PlatformId, Reason, Verdict } from '@baton/contract'
import type { OrderSnapshot } from '@baton/platforms'
import { type Assignment, type AssignmentFacts, assignWarehouses } from '../catalogue/index.ts'
import {
  type AttemptRow,
  insertAttemptRows,
  type LoadedOrders,
  loadOrders,
  type MoveOutcome,
  nativeKey,
  type OrderDesk,
  type OrderMove,
  targetsOf,
  workOrders,
} from '../orders/index.ts'
import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import type { Standing } from './apply.ts'
import { askAgain } from './ask-again.ts'
import type { FetchedReading } from './fetch-facts.ts'
import { type EventSource, type Meaning, pictureMoves, snapshotMove, traceMove, UnmappedWord } from './interpret.ts'
import { nameOrders, orderNumberOf, PARCEL_UNKNOWN } from './name-orders.ts'
import type { Carried, EventReading } from './read-events.ts'
import { standing } from './standing.ts'
import { readStatusMapsNow, type StatusMaps } from './status-maps.ts'
import type { PendingEvent } from './take-up.ts'

/** The order moved while this was asked for. */
const OVERTAKEN = 'overtaken' satisfies Reason

export type Facts = Carried | FetchedReading

export interface ReadingsToApply {
  readonly readings: readonly Facts[]
  readonly maps: StatusMaps
  /** The orders of all of them, where the transaction has locked them already. */
  readonly loaded?: LoadedOrders | undefined
  /** Writes where their events stand then. */
  readonly store: (standings: readonly Standing[]) => Promise<void>
}

/** Turns facts into moves, makes them in the caller's transaction, and says where each event stands then. */
export async function applyReadings(
  ctx: Context,
  tx: Tx,
  { readings: told, maps, loaded, store }: ReadingsToApply,
): Promise<readonly Standing[]> {
  const readings = await nameOrders(tx, told)
  const assignments = await assignAll(ctx, tx, readings)
  const standings: Standing[] = []
  const planned: Planned[] = []
  const unmapped: AttemptRow[] = []
  const reader = new Reader(tx, maps)
  for (const [index, facts] of readings.entries()) {
    const hint = 'hint' in facts ? facts.hint : facts
    const meant = await reader.meaningOf(facts, assignments[index] ?? null)
    if (meant.unmapped) unmapped.push(unmappedAttempt(ctx, { ...sourceOf(hint), orderId: null }, meant.unmapped))
    if (meant.unmapped && meant.moves.length === 0) standings.push(unmappedStanding(hint.event, meant.unmapped))
    else planned.push({ event: hint.event, of: hint, waybill: namelessWaybill(told[index]), ...meant })
  }
  await insertAttemptRows(tx, unmapped)
  newestFirst(planned)
  let doubtful: readonly EventReading[] = []
  const work = (desk: OrderDesk) => {
    const taken = planned.map((one) => ({ one, outcomes: takeInTurn(desk, one.moves) }))
    doubtful = taken.flatMap(({ one, outcomes }) => (outcomes.some(({ isDoubtful }) => isDoubtful) ? one.of : []))
    return [...standings, ...taken.map(({ one, outcomes }) => standingOf(ctx, one, outcomes))]
  }
  const moves = planned.flatMap((one) => one.moves)
  const known = readings === told ? loaded : undefined
  const all = await workOrders(ctx, tx, { ...targetsOf(moves), loaded: known, work, writeToo: store })
  await askAgain(ctx, tx, doubtful)
  return all
}

/** An answer that was overtaken takes no effect at all: the whole of it is asked for once more. */
function takeInTurn(desk: OrderDesk, moves: readonly OrderMove[]): readonly MoveOutcome[] {
  const outcomes: MoveOutcome[] = []
  for (const move of moves) {
    const outcome = desk.take(move)
    outcomes.push(outcome)
    if (outcome.reason === OVERTAKEN) break
  }
  return outcomes
}

/** Locks and reads the orders that carried facts are about, before anybody knows what these mean. */
export function loadOrdersOf(tx: Tx, readings: readonly Carried[]): Promise<LoadedOrders> {
  const targets = readings.flatMap((one) => {
    const { app, shop } = one
    const nativeNumber = orderNumberOf(one)
    return nativeNumber === null
      ? []
      : [{ by: 'native' as const, platform: app.platform, shopId: shop.id, nativeNumber }]
  })
  const waybills = readings.flatMap(({ reading }) =>
    reading.kind === 'order' ? reading.order.parcels.map((parcel) => parcel.waybill) : [],
  )
  return loadOrders(tx, targets, { traced: readings.some((one) => one.reading.kind === 'trace'), waybills })
}

/** Reads facts by the remembered maps; before it calls a word unmapped, it looks once whether somebody has just mapped it. */
class Reader {
  private isFresh = false
  private maps: StatusMaps
  private readonly tx: Tx

  constructor(tx: Tx, maps: StatusMaps) {
    this.tx = tx
    this.maps = maps
  }

  async meaningOf(facts: Facts, assignment: Assignment | null): Promise<Meaning> {
    const meant = meaningOf(facts, this.maps, assignment)
    if (meant.unmapped === null || this.isFresh) return meant
    this.maps = await readStatusMapsNow(this.tx)
    this.isFresh = true
    return meaningOf(facts, this.maps, assignment)
  }
}

interface Planned extends Meaning {
  readonly event: PendingEvent
  readonly of: EventReading
  /** Of a parcel's step, what it goes by where no order is named. */
  readonly waybill: string | null
}

/** Where several pictures of one order came together, the newest leads: it moves the order once, the others are `stale`. */
function newestFirst(planned: Planned[]): void {
  const places = Map.groupBy(planned.keys(), (at) => pictureOf(planned[at])?.order ?? null)
  for (const [order, at] of places) {
    if (order === null || at.length === 1) continue
    const sorted = at.flatMap((place) => planned[place] ?? []).sort((a, b) => versionOf(b) - versionOf(a))
    for (const [index, place] of at.entries()) planned[place] = sorted[index] as Planned
  }
}

function namelessWaybill(facts: Facts | undefined): string | null {
  if (!facts || 'hint' in facts || facts.reading.kind !== 'trace') return null
  return orderNumberOf(facts) === null ? facts.reading.trace.waybill : null
}

function pictureOf(one: Planned | undefined): { order: string; version: number } | null {
  const move = one?.moves[0]
  if (move?.claim.kind !== 'snapshot' || move.target.by !== 'native') return null
  return { order: nativeKey(move.target), version: move.claim.snapshot.version }
}

function versionOf(one: Planned): number {
  return pictureOf(one)?.version ?? 0
}

function meaningOf(facts: Facts, maps: StatusMaps, assignment: Assignment | null): Meaning {
  if ('hint' in facts) return pictureMoves(maps, sourceOf(facts.hint), { ...facts, assignment })
  try {
    return { moves: movesOf(facts, maps, assignment), unmapped: null }
  } catch (error) {
    if (error instanceof UnmappedWord) return { moves: [], unmapped: error }
    throw error
  }
}

/** The moves that carried facts ask for, their words given their meaning. Throws `UnmappedWord`. */
export function movesOf(facts: Carried, maps: StatusMaps, assignment: Assignment | null): readonly OrderMove[] {
  const source = sourceOf(facts)
  const { reading } = facts
  if (reading.kind === 'order') return [snapshotMove(maps, source, { order: reading.order, assignment })]
  const orderNumber = orderNumberOf(facts)
  return orderNumber === null ? [] : [traceMove(maps, source, { ...reading.trace, orderNumber })]
}

function sourceOf(one: EventReading): EventSource {
  const occurredAt = 'occurredAt' in one.reading ? one.reading.occurredAt : null
  return {
    app: one.app,
    shopId: one.shop.id,
    eventId: one.event.id,
    topic: one.event.topic,
    address: one.event.address,
    occurredAt: occurredAt ?? one.event.receivedAt,
  }
}

async function assignAll(ctx: Context, tx: Tx, readings: readonly Facts[]) {
  return assignWarehouses(
    ctx,
    tx,
    readings.map((facts) => {
      const order = 'hint' in facts ? facts.order : facts.reading.kind === 'order' ? facts.reading.order : null
      const app = 'hint' in facts ? facts.hint.app : facts.app
      return assignmentFacts(app.platform, order)
    }),
  )
}

export function assignmentFacts(platform: PlatformId, order: OrderSnapshot | null): AssignmentFacts {
  return {
    province: order?.receiver?.province ?? null,
    platform,
    lines: order?.lines ?? [],
  }
}

/** The event is done when each of its moves has a lasting verdict; what came too early waits for its order. */
function standingOf(ctx: Context, { event, unmapped, waybill }: Planned, outcomes: readonly MoveOutcome[]): Standing {
  if (outcomes.some((one) => one.reason === OVERTAKEN))
    return standing(event, { state: 'failed', error: OVERTAKEN, nextTryAt: ctx.now() })
  const orderId = outcomes.find((one) => one.orderId)?.orderId ?? null
  if (unmapped) return unmappedStanding(event, unmapped, orderId)
  const early = outcomes.find((one) => one.verdict === 'unmatched' || one.reason === 'impossible_step')
  const spoken = early ?? outcomes.find((one) => one.verdict === 'applied') ?? outcomes.at(-1)
  const verdict: Verdict = spoken?.verdict ?? 'unmatched'
  const waits = early !== undefined || outcomes.length === 0
  const isAhead = early?.reason === 'impossible_step'
  return standing(event, {
    state: waits ? 'waiting' : 'done',
    verdict,
    orderId,
    error: waits && waybill !== null && !isAhead ? `${PARCEL_UNKNOWN}${waybill}` : (spoken?.reason ?? null),
  })
}

function unmappedStanding(event: PendingEvent, word: UnmappedWord, orderId: string | null = null): Standing {
  const { message } = word
  return standing(event, { state: 'unmapped', verdict: 'unmapped', unmapped: message, error: message, orderId })
}

/** The record of a word that waits for its meaning. */
export function unmappedAttempt(
  ctx: Context,
  { app, ...from }: Omit<EventSource, 'shopId'> & { readonly orderId: string | null },
  word: UnmappedWord,
): AttemptRow {
  return {
    recordedAt: ctx.now(),
    orderId: from.orderId,
    seq: null,
    verdict: 'unmapped',
    reason: 'status_unmapped',
    actorKind: app.actorKind,
    actorName: app.name,
    appId: app.id,
    address: from.address,
    eventId: from.eventId,
    topic: from.topic,
    nativeStatus: word.native,
    before: null,
    claimed: null,
    occurredAt: from.occurredAt,
  }
}
