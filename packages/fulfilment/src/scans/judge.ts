import { bindWaybill, checkPiece } from './judge-pack.ts'
import { inspectReturn, takeReturn } from './judge-return.ts'
import { clockIn, clockOut } from './judge-shift.ts'
import { handOver, loadParcel } from './judge-truck.ts'
import { type Around, type DatedScan, type Judged, nothing } from './judged.ts'
import { moveScanned } from './move-scanned.ts'
import { takeBack } from './take-back.ts'

/** The outcome of one scan, for ever, on what the ones before it left; `facts` and `writes` of `around` then hold what it changed. */
export function judgeScan(around: Around, dated: DatedScan): Judged {
  const judged = judge(around, dated)
  const { scan, receivedAt } = dated
  around.facts.earlier.set(scan.id, {
    id: scan.id,
    kind: scan.kind,
    answer: judged.answer,
    orderIds: ordersAbout(around, scan, judged),
    waybill: judged.waybill,
    receivedAt,
    bound: around.bound.get(scan.id) ?? null,
  })
  return judged
}

function judge(around: Around, dated: DatedScan): Judged {
  const { scan } = dated
  const { grants } = around.device
  switch (scan.kind) {
    case 'pack_start':
      return moveScanned(around, dated, { code: scan.code, deedOf: () => ({ act: 'pack' }) })
    case 'delay':
      return moveScanned(around, dated, { code: scan.code, deedOf: () => ({ act: 'delay', reason: scan.reason }) })
    case 'check_item':
      return checkPiece(around, dated, scan)
    case 'bind':
      return bindWaybill(around, dated, scan)
    case 'load':
      return loadParcel(around, dated, scan)
    case 'undo':
      return takeBack(around, dated, scan)
    case 'hand_over':
      return grants.includes('shipped') ? handOver(around, dated, scan) : nothing('not_granted')
    case 'return_arrived':
      return takeReturn(around, dated, scan)
    case 'return_inspected':
      return inspectReturn(around, dated, scan)
    case 'clock_in':
      return clockIn(around, dated, scan)
    case 'clock_out':
      return clockOut(around, dated)
  }
}

function ordersAbout({ facts }: Around, scan: DatedScan['scan'], { waybill, orderId }: Judged): readonly string[] {
  if (scan.kind === 'bind') return [scan.orderId]
  if (scan.kind === 'return_arrived') return facts.arrived.flatMap((one) => (one.scanId === scan.id ? one.orderId : []))
  if (waybill) return facts.parcels.get(waybill)?.orderIds ?? []
  return orderId ? [orderId] : []
}
