import {
  CarrierCode,
  carrierOfWaybill,
  GLOBAL_ID_PATTERN,
  isAccepted,
  type OwnTopic,
  type ScanAnswer,
} from '@baton/contract'
import {
  decideFloor,
  type FloorClaim,
  type FloorDeed,
  type FloorFault,
  type MoveOutcome,
  type OrderMove,
} from '../orders/index.ts'
import { answerOf, gravest } from './answer-of.ts'
import { checkItem } from './check-item.ts'
import type { BoundFact, EarlierScan, ParcelFact, ReturnFact, TripFact } from './facts.ts'
import { clockIn, clockOut } from './judge-shift.ts'
import { type Around, type DatedScan, type Judged, nothing, type ScanOf } from './judged.ts'
import { holdBehind } from './stop-answer.ts'

/** Judges scans one after the other, each on what the ones before it left. */
export class Judge {
  private readonly around: Around
  private readonly bound = new Map<string, BoundFact>()

  constructor(around: Around) {
    this.around = around
  }

  /** The outcome of one scan, for ever; `facts` and `writes` then hold what it changed. */
  take(dated: DatedScan): Judged {
    const judged = this.judge(dated)
    const { scan, receivedAt } = dated
    this.around.facts.earlier.set(scan.id, {
      id: scan.id,
      kind: scan.kind,
      answer: judged.answer,
      orderIds: this.ordersAbout(scan, judged),
      waybill: judged.waybill,
      receivedAt,
      bound: this.bound.get(scan.id) ?? null,
    })
    return judged
  }

  private judge(dated: DatedScan): Judged {
    const { scan } = dated
    const { grants } = this.around.device
    switch (scan.kind) {
      case 'pack_start':
        return this.move(dated, scan.code, () => ({ act: 'pack' }))
      case 'delay':
        return this.move(dated, scan.code, () => ({ act: 'delay', reason: scan.reason }))
      case 'check_item':
        return this.check(dated, scan)
      case 'bind':
        return this.bind(dated, scan)
      case 'load':
        return this.load(dated, scan)
      case 'undo':
        return this.undo(dated, scan)
      case 'hand_over':
        return grants.includes('shipped') ? this.handOver(dated, scan) : nothing('not_granted')
      case 'return_arrived':
        return grants.includes('returns') ? this.takeReturn(scan) : this.refuseReturn(dated, scan.code)
      case 'return_inspected':
        return grants.includes('returns')
          ? this.told(scan.code, 'return_inspected')
          : this.refuseReturn(dated, scan.code)
      case 'clock_in':
        return clockIn(this.around, dated, scan)
      case 'clock_out':
        return clockOut(this.around, dated)
    }
  }

  /** Moves every order that a code stands for, or, if one of them must stop, none. */
  private move(
    dated: DatedScan,
    code: string,
    deedOf: (orderId: string, parcel: ParcelFact | null) => FloorDeed,
  ): Judged {
    const text = code.toUpperCase()
    const isOrder = GLOBAL_ID_PATTERN.test(text)
    const parcel = isOrder ? null : (this.around.facts.parcels.get(text) ?? null)
    const waybill = isOrder ? null : text
    const orderIds = isOrder ? [text] : (parcel?.orderIds ?? [])
    if (orderIds.length === 0) return { ...nothing('unmatched'), waybill }
    const probes = orderIds.map((orderId) => this.probe(dated, orderId, { deed: deedOf(orderId, parcel), parcel }))
    const stopped = probes.filter(({ verdict }) => verdict !== 'applied' && verdict !== 'duplicate')
    const taken = (stopped.length > 0 ? stopped : probes).map((one) => {
      const outcome = this.moveOne(one)
      return { orderId: one.orderId, seq: outcome.seq, answer: answerOf(one.deed.act, outcome) }
    })
    const answer = gravest(taken.map((one) => one.answer)) ?? 'order_unknown'
    const speaker = taken.find((one) => one.answer === answer)
    const holds = this.around.desk.look(speaker?.orderId ?? '')?.record.holdReasons ?? []
    return {
      answer,
      about: holdBehind(answer, holds),
      orderId: speaker?.orderId ?? null,
      eventSeq: speaker?.seq ?? null,
      waybill,
    }
  }

  /** With its packing an order's check begins anew, and ends. */
  private moveOne({ orderId, move }: { orderId: string; move: OrderMove }): MoveOutcome {
    const { desk, facts, writes } = this.around
    const stateNow = () => desk.look(orderId)?.record.state
    const before = stateNow()
    const outcome = desk.take(move)
    if (before === stateNow() || (before !== 'to_ship' && stateNow() !== 'to_ship')) return outcome
    writes.emptied.add(orderId)
    for (const items of [facts.packed, writes.packed])
      items.splice(0, items.length, ...items.filter((one) => one.orderId !== orderId))
    return outcome
  }

  private probe(dated: DatedScan, orderId: string, { deed, parcel }: { deed: FloorDeed; parcel: ParcelFact | null }) {
    const { desk, device, facts, address, now } = this.around
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
    const verdict = order
      ? decideFloor(order, claim, { now, occurredAt: dated.occurredAt, grants }).verdict
      : 'unmatched'
    return { orderId, deed, move, verdict }
  }

  private check(dated: DatedScan, scan: ScanOf<'check_item'>): Judged {
    const { facts, desk, writes } = this.around
    const text = scan.code.toUpperCase()
    const isOrder = GLOBAL_ID_PATTERN.test(text)
    const parcel = isOrder ? null : (facts.parcels.get(text) ?? null)
    const waybill = isOrder ? null : text
    const orderIds = isOrder ? [text] : (parcel?.orderIds ?? [])
    if (orderIds.length === 0) return { ...nothing('unmatched'), waybill }
    const found = checkItem(facts, orderIds, scan)
    const deed: FloorDeed = { act: 'check', item: scan.item, fault: found.fault }
    const probe = this.probe(dated, found.orderId, { deed, parcel })
    if (probe.verdict !== 'duplicate') {
      const answer = answerOf('check', desk.take(probe.move))
      return { answer, about: scan.item, orderId: found.orderId, eventSeq: null, waybill }
    }
    if (found.item) {
      facts.packed.push(found.item)
      writes.packed.push(found.item)
    }
    return { answer: 'item_checked', about: found.item?.sku ?? null, orderId: found.orderId, eventSeq: null, waybill }
  }

  private bind(dated: DatedScan, scan: ScanOf<'bind'>): Judged {
    const { facts } = this.around
    const waybill = scan.waybill.toUpperCase()
    const known = facts.parcels.get(waybill)
    const carrier = known?.carrier ?? scan.carrier ?? carrierOfWaybill(waybill)
    const before = this.around.desk.look(scan.orderId)
    const isOthers = known !== undefined && !known.orderIds.includes(scan.orderId)
    const judged = this.move(dated, scan.orderId, () => ({
      act: 'bind',
      parcel: { carrier: carrier ?? '', waybill, lineNumbers: [] },
      fault: isOthers ? 'waybill_taken' : carrier ? null : 'carrier_needed',
    }))
    if (!carrier) return { ...judged, waybill }
    const parcel = this.around.desk.look(scan.orderId)?.parcels.find((one) => one.waybill === waybill)
    const isBound = parcel !== undefined && !before?.parcels.some((one) => one.id === parcel.id)
    this.bound.set(scan.id, { isBound, isBegun: before?.record.state === 'to_ship' })
    if (isAccepted(judged.answer) && parcel && !known)
      facts.parcels.set(waybill, { id: parcel.id, carrier, waybill, orderIds: [scan.orderId], outdatedFor: [] })
    return { ...judged, waybill }
  }

  private load(dated: DatedScan, scan: ScanOf<'load'>): Judged {
    const { facts, writes, device } = this.around
    const waybill = scan.waybill.toUpperCase()
    const trip = facts.trips.get(scan.trip.toUpperCase())
    const parcel = facts.parcels.get(waybill)
    const told = CarrierCode.safeParse(parcel?.carrier)
    const carrier = told.success ? told.data : carrierOfWaybill(waybill)
    const here = trip?.warehouseId === device.warehouseId ? trip : null
    if (parcel) this.forgetReturned(parcel)
    const stands = parcel && facts.loads.get(parcel.id)
    const there = stands && stands.tripCode !== here?.code ? stands.tripCode : null
    const isMoved = there !== null && there === scan.from?.toUpperCase() && this.mayLeave(there, dated)
    const unfit = here === null ? 'trip_unknown' : this.hasLeft(here, dated) ? 'trip_closed' : null
    if (unfit && !parcel) return { ...nothing(unfit), about: scan.trip, waybill }
    const wrong = carrier && carrier !== here?.carrier ? 'wrong_truck' : null
    const taken = there !== null && !isMoved ? this.whereItStands(there, dated) : null
    const judged = this.move(dated, waybill, (orderId) => ({
      act: 'load',
      waybill,
      fault: unfit ?? wrong ?? taken,
      isLoaded: stands !== undefined && there === null,
      isMoved,
      isLast: this.isLastParcel(orderId, parcel?.id),
    }))
    if (judged.answer === 'wrong_truck') return { ...judged, about: carrier }
    if (judged.answer === 'trip_closed' || judged.answer === 'trip_unknown') return { ...judged, about: scan.trip }
    if (judged.answer === taken) return { ...judged, about: there }
    if (judged.answer !== 'loaded') return judged
    if (parcel && here) {
      facts.loads.set(parcel.id, { tripCode: here.code, scanId: scan.id })
      const at = { shipmentId: parcel.id, tripCode: here.code, scanId: scan.id, loadedAt: dated.occurredAt }
      writes.loaded.set(parcel.id, at)
    }
    if (isMoved) return { ...judged, answer: 'truck_changed' }
    const isPart = parcel?.orderIds.some((id) => this.around.desk.look(id)?.record.state === 'part_shipped')
    return isPart ? { ...judged, answer: 'part_loaded' } : judged
  }

  /** Where an order was taken back after it had left, none of its parcels stands on a truck any more. */
  private forgetReturned({ orderIds }: ParcelFact): void {
    const { desk, facts, writes } = this.around
    const isHere = (id: string) => {
      const state = desk.look(id)?.record.state
      return state === 'to_ship' || state === 'packing'
    }
    if (!orderIds.every(isHere)) return
    for (const { id } of orderIds.flatMap((orderId) => desk.look(orderId)?.parcels ?? []))
      if (facts.loads.delete(id)) writes.unloaded.add(id)
  }

  /** Whether a parcel may come over from that truck: it stands at a door of this warehouse. */
  private mayLeave(trip: string, dated: DatedScan): boolean {
    const from = this.around.facts.trips.get(trip)
    return from?.warehouseId === this.around.device.warehouseId && !this.hasLeft(from, dated)
  }

  private whereItStands(trip: string, dated: DatedScan): FloorFault {
    const there = this.around.facts.trips.get(trip)
    return there && this.hasLeft(there, dated) ? 'left_on_other_truck' : 'on_other_truck'
  }

  private isLastParcel(orderId: string, shipmentId: string | undefined): boolean {
    const { desk, facts } = this.around
    const others = (desk.look(orderId)?.parcels ?? []).filter((one) => one.id !== shipmentId)
    const isVoid = (id: string) => facts.voidParcels.get(orderId)?.has(id) ?? false
    return others.every(
      (one) => facts.loads.has(one.id) || one.trace !== 'created' || one.leftAt !== null || isVoid(one.id),
    )
  }

  /** Its truck was handed over. What was loaded before is on it, though nobody knew the waybill then. */
  private hasLeft({ closedAt }: TripFact, { occurredAt }: DatedScan): boolean {
    return closedAt !== null && !(this.around.isLate && occurredAt <= closedAt)
  }

  private undo(dated: DatedScan, scan: ScanOf<'undo'>): Judged {
    const { facts, writes, undoSeconds } = this.around
    const target = facts.earlier.get(scan.scanId)
    if (target && !isAccepted(target.answer) && target.answer !== 'quarantined')
      return { ...nothing('undone'), waybill: target.waybill }
    if (!target || !isUndoable(target)) return nothing('nothing_to_undo')
    const parcel = target.waybill ? (facts.parcels.get(target.waybill) ?? null) : null
    const stands = parcel ? facts.loads.get(parcel.id) : undefined
    const trip = facts.trips.get(stands?.tripCode ?? '')
    const isSoon = dated.receivedAt.getTime() - target.receivedAt.getTime() <= undoSeconds * 1000
    const isInTime = isSoon && !(trip && this.hasLeft(trip, dated))
    const code = target.waybill ?? target.orderIds[0]
    if (!code) return nothing('nothing_to_undo')
    if (target.answer === 'unmatched')
      return { ...nothing(isSoon ? 'undone' : 'undo_too_late'), waybill: target.waybill }
    if (target.kind === 'bind') return this.unbind(dated, target, isSoon)
    if (target.kind === 'pack_start') return this.move(dated, code, () => ({ act: 'unpack', isInTime }))
    if (!parcel || stands?.scanId !== target.id) return { ...nothing('nothing_to_undo'), waybill: target.waybill }
    const judged = this.move(dated, code, (orderId) => {
      const others = this.around.desk.look(orderId)?.parcels.filter((one) => one.id !== parcel.id) ?? []
      return {
        act: 'unload',
        waybill: parcel.waybill,
        isInTime,
        isFirst: !others.some((one) => facts.loads.has(one.id)),
        told: facts.told.get(orderId) ?? null,
      }
    })
    if (judged.answer === 'undone') {
      facts.loads.delete(parcel.id)
      writes.loaded.delete(parcel.id)
      writes.unloaded.add(parcel.id)
    }
    return judged
  }

  private unbind(dated: DatedScan, { orderIds, waybill, bound }: EarlierScan, isInTime: boolean): Judged {
    const { facts } = this.around
    const [orderId] = orderIds
    if (!orderId || !waybill || !bound) return { ...nothing('nothing_to_undo'), waybill }
    const parcel = facts.parcels.get(waybill)
    const isLoaded = parcel !== undefined && facts.loads.has(parcel.id)
    const isTold = parcel !== undefined && facts.toldParcels.has(parcel.id)
    const judged = this.move(dated, orderId, () => ({ act: 'unbind', waybill, isInTime, ...bound, isLoaded, isTold }))
    const others = parcel?.orderIds.filter((id) => id !== orderId) ?? []
    if (judged.answer === 'undone' && bound.isBound && parcel) {
      if (others.length > 0) facts.parcels.set(waybill, { ...parcel, orderIds: others })
      else facts.parcels.delete(waybill)
    }
    return { ...judged, waybill }
  }

  private handOver(dated: DatedScan, scan: ScanOf<'hand_over'>): Judged {
    const { facts, writes, device } = this.around
    const trip = facts.trips.get(scan.trip.toUpperCase())
    if (!trip || trip.warehouseId !== device.warehouseId) return { ...nothing('trip_unknown'), about: scan.trip }
    if (trip.closedAt) return { ...nothing('already_handed_over'), about: trip.code }
    facts.trips.set(trip.code, { ...trip, closedAt: dated.occurredAt })
    const closedBy = facts.operators.get(scan.operatorId ?? '') ?? device.name
    writes.closed.set(trip.code, { code: trip.code, closedAt: dated.occurredAt, closedBy })
    return { ...nothing('handed_over'), about: trip.code }
  }

  private takeReturn(scan: ScanOf<'return_arrived'>): Judged {
    const judged = this.told(scan.code, 'return_arrived')
    const { returned } = this.around.facts
    if (judged.answer !== 'return_arrived') return judged
    if (returned.some((one) => isSameReturn(one, judged))) return { ...judged, answer: 'already_returned' }
    returned.push(judged)
    return judged
  }

  private refuseReturn(dated: DatedScan, code: string): Judged {
    return { ...this.move(dated, code, () => ({ act: 'return' })), answer: 'not_granted' }
  }

  /** Noted with its order, where there is one; takes no effect on it. */
  private told(code: string, answer: ScanAnswer): Judged {
    const text = code.toUpperCase()
    const isOrder = GLOBAL_ID_PATTERN.test(text)
    const orderId = isOrder ? text : (this.ordersOf(text)[0] ?? null)
    const waybill = isOrder ? null : text
    if (isOrder && !this.around.desk.look(text)) return { ...nothing('order_unknown'), about: text }
    return { ...nothing(orderId ? answer : 'unmatched'), orderId, waybill }
  }

  private ordersAbout(scan: DatedScan['scan'], { waybill, orderId }: Judged): readonly string[] {
    if (scan.kind === 'bind') return [scan.orderId]
    if (waybill) return this.ordersOf(waybill)
    return orderId ? [orderId] : []
  }

  private ordersOf(waybill: string): readonly string[] {
    return this.around.facts.parcels.get(waybill)?.orderIds ?? []
  }
}

function isUndoable({ kind, answer }: EarlierScan): boolean {
  if (kind === 'bind') return answer === 'bound'
  if (kind === 'pack_start') return answer === 'packing_started' || answer === 'unmatched'
  return kind === 'load' && (answer === 'loaded' || answer === 'part_loaded' || answer === 'unmatched')
}

/** An order may come back in several parcels; its number alone stands for any of them. */
function isSameReturn(one: ReturnFact, other: ReturnFact): boolean {
  if (one.waybill !== null && other.waybill !== null) return one.waybill === other.waybill
  return one.orderId === other.orderId
}
