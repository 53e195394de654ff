import { CarrierCode, carrierOfWaybill } from '@baton/contract'
import type { FloorFault } from '../orders/index.ts'
import type { ParcelFact } from './facts.ts'
import { type Around, type DatedScan, type Judged, nothing, type ScanOf } from './judged.ts'
import { moveScanned } from './move-scanned.ts'
import { hadLeft, hasLeft } from './truck-left.ts'

/** A parcel goes onto a truck, or comes over from another one. */
export function loadParcel(around: Around, dated: DatedScan, scan: ScanOf<'load'>): Judged {
  const { facts, writes, device } = around
  const waybill = scan.waybill.toUpperCase()
  const trip = facts.trips.get(scan.trip.toUpperCase())
  const parcel = facts.parcels.get(waybill)
  const told = CarrierCode.safeParse(parcel?.carrier)
  const carrier = told.success ? told.data : carrierOfWaybill(waybill)
  const here = trip?.warehouseId === device.warehouseId ? trip : null
  if (parcel) forgetReturned(around, parcel)
  const stands = parcel && facts.loads.get(parcel.id)
  const there = stands && stands.tripCode !== here?.code ? stands.tripCode : null
  const isMoved = there !== null && there === scan.from?.toUpperCase() && mayLeave(around, there, dated)
  const unfit = here === null ? 'trip_unknown' : hadLeft(around, here, dated) ? 'trip_closed' : null
  if (unfit && !parcel) return { ...nothing(unfit), about: scan.trip, waybill }
  const wrong = carrier && carrier !== here?.carrier ? 'wrong_truck' : null
  const taken = there !== null && !isMoved ? whereItStands(around, there, dated) : null
  const judged = moveScanned(around, dated, {
    code: waybill,
    deedOf: (orderId) => ({
      act: 'load',
      waybill,
      fault: unfit ?? wrong ?? taken,
      isLoaded: stands !== undefined && there === null,
      isMoved,
      isLast: isLastParcel(around, orderId, parcel?.id),
    }),
  })
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
  const isPart = parcel?.orderIds.some((id) => around.desk.look(id)?.record.state === 'part_shipped')
  return isPart ? { ...judged, answer: 'part_loaded' } : judged
}

/** A truck leaves with what stands on it. */
export function handOver(around: Around, dated: DatedScan, scan: ScanOf<'hand_over'>): Judged {
  const { facts, writes, device } = around
  const trip = facts.trips.get(scan.trip.toUpperCase())
  if (!trip || trip.warehouseId !== device.warehouseId) return { ...nothing('trip_unknown'), about: scan.trip }
  if (trip.closedAt) return { ...nothing('already_handed_over'), about: trip.code }
  facts.trips.set(trip.code, { ...trip, closedAt: dated.occurredAt })
  const closedBy = facts.operators.get(scan.operatorId ?? '') ?? device.name
  writes.closed.set(trip.code, { code: trip.code, closedAt: dated.occurredAt, closedBy })
  return { ...nothing('handed_over'), about: trip.code }
}

/** Where an order was taken back after it had left, none of its parcels stands on a truck any more. */
function forgetReturned(around: Around, { orderIds }: ParcelFact): void {
  const { desk, facts, writes } = around
  const isHere = (id: string) => {
    const state = desk.look(id)?.record.state
    return state === 'to_ship' || state === 'packing'
  }
  if (!orderIds.every(isHere)) return
  for (const { id } of orderIds.flatMap((orderId) => desk.look(orderId)?.parcels ?? []))
    if (facts.loads.delete(id)) writes.returned.add(id)
}

/** Whether a parcel may come over from that truck: it stands at a door of this warehouse. */
function mayLeave(around: Around, trip: string, dated: DatedScan): boolean {
  const from = around.facts.trips.get(trip)
  return from?.warehouseId === around.device.warehouseId && !hasLeft(around, from, dated)
}

function whereItStands(around: Around, trip: string, dated: DatedScan): FloorFault {
  const there = around.facts.trips.get(trip)
  return there && hasLeft(around, there, dated) ? 'left_on_other_truck' : 'on_other_truck'
}

function isLastParcel(around: Around, orderId: string, shipmentId: string | undefined): boolean {
  const { desk, facts } = around
  const others = (desk.look(orderId)?.parcels ?? []).filter((one) => one.id !== shipmentId)
  const isVoid = (id: string) => facts.voidParcels.get(orderId)?.has(id) ?? false
  return others.every(
    (one) => facts.loads.has(one.id) || one.trace !== 'created' || one.leftAt !== null || isVoid(one.id),
  )
}
