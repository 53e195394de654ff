import { carrierOfWaybill, GLOBAL_ID_PATTERN, isAccepted } from '@baton/contract'
import type { FloorDeed } from '../orders/index.ts'
import { answerOf } from './answer-of.ts'
import { checkItem } from './check-item.ts'
import { type Around, type DatedScan, type Judged, nothing, type ScanOf } from './judged.ts'
import { moveScanned, probeScanned } from './move-scanned.ts'

/** A piece is checked against the lines of its order; a right one is packed. */
export function checkPiece(around: Around, dated: DatedScan, scan: ScanOf<'check_item'>): Judged {
  const { facts, desk, writes } = around
  const text = scan.code.toUpperCase()
  const isOrder = GLOBAL_ID_PATTERN.test(text)
  const parcel = isOrder ? null : (facts.parcels.get(text) ?? null)
  const waybill = isOrder ? null : text
  const orderIds = isOrder ? [text] : (parcel?.orderIds ?? [])
  if (orderIds.length === 0) return { ...nothing('unmatched'), waybill }
  const found = checkItem(facts, orderIds, scan)
  const deed: FloorDeed = { act: 'check', item: scan.item, fault: found.fault }
  const probe = probeScanned(around, dated, { orderId: found.orderId, deed, parcel })
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

/** A waybill is bound to an order, whose packing begins with it. */
export function bindWaybill(around: Around, dated: DatedScan, scan: ScanOf<'bind'>): Judged {
  const { facts } = around
  const waybill = scan.waybill.toUpperCase()
  const known = facts.parcels.get(waybill)
  const carrier = known?.carrier ?? scan.carrier ?? carrierOfWaybill(waybill)
  const before = around.desk.look(scan.orderId)
  const isOthers = known !== undefined && !known.orderIds.includes(scan.orderId)
  const judged = moveScanned(around, dated, {
    code: scan.orderId,
    deedOf: () => ({
      act: 'bind',
      parcel: { carrier: carrier ?? '', waybill, lineNumbers: [] },
      fault: isOthers ? 'waybill_taken' : carrier ? null : 'carrier_needed',
    }),
  })
  if (!carrier) return { ...judged, waybill }
  const parcel = around.desk.look(scan.orderId)?.parcels.find((one) => one.waybill === waybill)
  const isBound = parcel !== undefined && !before?.parcels.some((one) => one.id === parcel.id)
  around.bound.set(scan.id, { isBound, isBegun: before?.record.state === 'to_ship' })
  if (isAccepted(judged.answer) && parcel && !known)
    facts.parcels.set(waybill, { id: parcel.id, carrier, waybill, orderIds: [scan.orderId], outdatedFor: [] })
  return { ...judged, waybill }
}
