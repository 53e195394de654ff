import { isAccepted } from '@baton/contract'
import type { EarlierScan } from './facts.ts'
import { giveBack } from './judge-return.ts'
import { type Around, type DatedScan, type Judged, nothing, type ScanOf } from './judged.ts'
import { moveScanned } from './move-scanned.ts'
import { hasLeft } from './truck-left.ts'

/** An earlier scan of the same device is taken back, as long as that is soon and its truck has not left. */
export function takeBack(around: Around, dated: DatedScan, scan: ScanOf<'undo'>): Judged {
  const { facts, writes, undoSeconds } = around
  const target = facts.earlier.get(scan.scanId)
  if (target && !isAccepted(target.answer) && target.answer !== 'quarantined')
    return { ...nothing('undone'), waybill: target.waybill }
  if (!target || !isUndoable(target)) return nothing('nothing_to_undo')
  const parcel = target.waybill ? (facts.parcels.get(target.waybill) ?? null) : null
  const stands = parcel ? facts.loads.get(parcel.id) : undefined
  const trip = facts.trips.get(stands?.tripCode ?? '')
  const isSoon = dated.receivedAt.getTime() - target.receivedAt.getTime() <= undoSeconds * 1000
  const isInTime = isSoon && !(trip && hasLeft(around, trip, dated))
  const code = target.waybill ?? target.orderIds[0]
  if (!code) return nothing('nothing_to_undo')
  if (target.answer === 'unmatched') return { ...nothing(isSoon ? 'undone' : 'undo_too_late'), waybill: target.waybill }
  if (target.kind === 'return_arrived') return giveBack(around, dated, { target, isSoon })
  if (target.kind === 'bind') return unbind(around, dated, { target, isInTime: isSoon })
  if (target.kind === 'pack_start')
    return moveScanned(around, dated, { code, deedOf: () => ({ act: 'unpack', isInTime }) })
  if (!parcel || stands?.scanId !== target.id) return { ...nothing('nothing_to_undo'), waybill: target.waybill }
  const judged = moveScanned(around, dated, {
    code,
    deedOf: (orderId) => {
      const others = around.desk.look(orderId)?.parcels.filter((one) => one.id !== parcel.id) ?? []
      return {
        act: 'unload',
        waybill: parcel.waybill,
        isInTime,
        isFirst: !others.some((one) => facts.loads.has(one.id)),
        told: facts.told.get(orderId) ?? null,
      }
    },
  })
  if (judged.answer === 'undone') {
    facts.loads.delete(parcel.id)
    writes.loaded.delete(parcel.id)
    writes.unloaded.add(parcel.id)
  }
  return judged
}

function unbind(
  around: Around,
  dated: DatedScan,
  { target, isInTime }: { target: EarlierScan; isInTime: boolean },
): Judged {
  const { facts } = around
  const { orderIds, waybill, bound } = target
  const [orderId] = orderIds
  if (!orderId || !waybill || !bound) return { ...nothing('nothing_to_undo'), waybill }
  const parcel = facts.parcels.get(waybill)
  const isLoaded = parcel !== undefined && facts.loads.has(parcel.id)
  const isTold = parcel !== undefined && facts.toldParcels.has(parcel.id)
  const judged = moveScanned(around, dated, {
    code: orderId,
    deedOf: () => ({ act: 'unbind', waybill, isInTime, ...bound, isLoaded, isTold }),
  })
  const others = parcel?.orderIds.filter((id) => id !== orderId) ?? []
  if (judged.answer === 'undone' && bound.isBound && parcel) {
    if (others.length > 0) facts.parcels.set(waybill, { ...parcel, orderIds: others })
    else facts.parcels.delete(waybill)
  }
  return { ...judged, waybill }
}

function isUndoable({ kind, answer }: EarlierScan): boolean {
  if (kind === 'bind') return answer === 'bound'
  if (kind === 'return_arrived') return answer === 'return_arrived' || answer === 'unmatched'
  if (kind === 'pack_start') return answer === 'packing_started' || answer === 'unmatched'
  return kind === 'load' && (answer === 'loaded' || answer === 'part_loaded' || answer === 'unmatched')
}
