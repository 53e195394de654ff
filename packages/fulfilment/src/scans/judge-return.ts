import { GLOBAL_ID_PATTERN } from '@baton/contract'
import type { ReturnFact } from './facts.ts'
import { type Around, type DatedScan, type Judged, nothing, type ScanOf } from './judged.ts'
import { moveScanned } from './move-scanned.ts'

/** A return is in hand, once. */
export function takeReturn(around: Around, scan: ScanOf<'return_arrived'>): Judged {
  const judged = noteReturn(around, scan.code, 'return_arrived')
  const { returned } = around.facts
  if (judged.answer !== 'return_arrived') return judged
  if (returned.some((one) => isSameReturn(one, judged))) return { ...judged, answer: 'already_returned' }
  returned.push(judged)
  return judged
}

/** Kept as refused on the order whose return it is. */
export function refuseReturn(around: Around, dated: DatedScan, code: string): Judged {
  return { ...moveScanned(around, dated, { code, deedOf: () => ({ act: 'return' }) }), answer: 'not_granted' }
}

/** Noted with its order, where there is one; takes no effect on it. */
export function noteReturn(around: Around, code: string, answer: 'return_arrived' | 'return_inspected'): Judged {
  const text = code.toUpperCase()
  const isOrder = GLOBAL_ID_PATTERN.test(text)
  const orderId = isOrder ? text : (around.facts.parcels.get(text)?.orderIds[0] ?? null)
  const waybill = isOrder ? null : text
  if (isOrder && !around.desk.look(text)) return { ...nothing('order_unknown'), about: text }
  return { ...nothing(orderId ? answer : 'unmatched'), orderId, waybill }
}

/** An order may come back in several parcels; its number alone stands for any of them. */
function isSameReturn(one: ReturnFact, other: ReturnFact): boolean {
  if (one.waybill !== null && other.waybill !== null) return one.waybill === other.waybill
  return one.orderId === other.orderId
}
