import { type Packing, READY, type Scan, type Situation, type Step, startPacking } from './flow.ts'
import { foreseePacking, mayGoOn, orderOf } from './foresee.ts'

/**
 * An order or waybill starts to be packed. What is in hand half checked is only put aside for it once it is scanned again.
 * The slip of an order whose label is void wants a new label.
 */
export function startNext({ code }: Scan, { flow, known }: Situation): Step {
  if (code.kind === 'item') return { do: 'refuse', refusal: 'item_first', flow }
  if (code.kind !== 'order' && code.kind !== 'waybill') return { do: 'refuse', refusal: 'no_code', flow }
  const isItem = known.found?.kind === 'item' || (code.kind === 'waybill' && code.mayBeItem && code.carrier === null)
  const order = orderOf(known.found)
  if (isItem && !order) return { do: 'refuse', refusal: 'item_first', flow }
  if (flow.at === 'packing' && isHalfChecked(flow) && flow.leavingFor !== code.text)
    return { do: 'refuse', refusal: 'unfinished', flow: { ...flow, leavingFor: code.text } }
  const foreseen = foreseePacking(known)
  const packing = startPacking(code.text, {
    orderId: code.kind === 'order' ? code.text : (order?.id ?? null),
    waybill: code.kind === 'waybill' ? code.text : null,
    order,
    isKept: order !== null && !known.heard,
    wantsWaybill: code.kind === 'order' && foreseen === 'address_changed',
  })
  return {
    do: 'record',
    scan: { kind: 'pack_start', code: code.text },
    flow: mayGoOn(foreseen) || packing.wantsWaybill ? packing : READY,
    foreseen,
  }
}

function isHalfChecked({ order }: Packing): boolean {
  const lines = order?.lines ?? []
  return lines.some((line) => line.checked > 0) && lines.some((line) => line.checked < line.quantity)
}
