import { GLOBAL_ID_PATTERN, type OwnTopic } from '@baton/contract'
import { decideFloor, type FloorClaim, type FloorDeed, type MoveOutcome, type OrderMove } from '../orders/index.ts'
import { answerOf, gravest } from './answer-of.ts'
import type { ParcelFact } from './facts.ts'
import { type Around, type DatedScan, type Judged, nothing } from './judged.ts'
import { holdBehind } from './stop-answer.ts'

interface ScannedDeed {
  /** A waybill or a global id. */
  readonly code: string
  readonly deedOf: (orderId: string, parcel: ParcelFact | null) => FloorDeed
}

interface Probed {
  readonly orderId: string
  readonly deed: FloorDeed
  readonly parcel: ParcelFact | null
}

/** Moves every order that a code stands for, or, if one of them must stop, none. */
export function moveScanned(around: Around, dated: DatedScan, { code, deedOf }: ScannedDeed): Judged {
  const text = code.toUpperCase()
  const isOrder = GLOBAL_ID_PATTERN.test(text)
  const parcel = isOrder ? null : (around.facts.parcels.get(text) ?? null)
  const waybill = isOrder ? null : text
  const orderIds = isOrder ? [text] : (parcel?.orderIds ?? [])
  if (orderIds.length === 0) return { ...nothing('unmatched'), waybill }
  const probes = orderIds.map((orderId) =>
    probeScanned(around, dated, { orderId, deed: deedOf(orderId, parcel), parcel }),
  )
  const stopped = probes.filter(({ verdict }) => verdict !== 'applied' && verdict !== 'duplicate')
  const taken = (stopped.length > 0 ? stopped : probes).map((one) => {
    const outcome = moveOne(around, one)
    return { orderId: one.orderId, seq: outcome.seq, answer: answerOf(one.deed.act, outcome) }
  })
  const answer = gravest(taken.map((one) => one.answer)) ?? 'order_unknown'
  const speaker = taken.find((one) => one.answer === answer)
  const holds = around.desk.look(speaker?.orderId ?? '')?.record.holdReasons ?? []
  return {
    answer,
    about: holdBehind(answer, holds),
    orderId: speaker?.orderId ?? null,
    eventSeq: speaker?.seq ?? null,
    waybill,
  }
}

/** With its packing an order's check begins anew, and ends. */
function moveOne(around: Around, { orderId, move }: { orderId: string; move: OrderMove }): MoveOutcome {
  const { desk, facts, writes } = around
  const stateNow = () => desk.look(orderId)?.record.state
  const before = stateNow()
  const outcome = desk.take(move)
  if (before === stateNow() || (before !== 'to_ship' && stateNow() !== 'to_ship')) return outcome
  writes.emptied.add(orderId)
  for (const items of [facts.packed, writes.packed])
    items.splice(0, items.length, ...items.filter((one) => one.orderId !== orderId))
  return outcome
}

/** The move that a scan asks of one order, and how it would be judged; nothing is taken yet. */
export function probeScanned(around: Around, dated: DatedScan, { orderId, deed, parcel }: Probed) {
  const { desk, device, facts, address, now } = around
  const operator = dated.scan.operatorId ? (facts.operators.get(dated.scan.operatorId) ?? null) : null
  const claim: FloorClaim = {
    kind: 'floor',
    deed,
    warehouseId: device.warehouseId,
    isLabelOutdated: parcel?.outdatedFor.includes(orderId) ?? false,
    operator,
  }
  const grants = device.grants.filter((one) => one !== 'returns')
  const name = operator ? `${device.name} · ${operator}` : device.name
  const move: OrderMove = {
    target: { by: 'id', id: orderId },
    source: {
      actor: { kind: 'device', id: device.id, name },
      appId: null,
      address,
      eventId: null,
      topic: `scan.${dated.scan.kind}` satisfies OwnTopic,
      authority: 'granted',
      grants,
    },
    occurredAt: dated.occurredAt,
    claim,
  }
  const order = desk.look(orderId)
  const verdict = order ? decideFloor(order, claim, { now, occurredAt: dated.occurredAt, grants }).verdict : 'unmatched'
  return { orderId, deed, move, verdict }
}
