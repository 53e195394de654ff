import { READY, type Scan, type Situation, type Step, startPacking } from './flow.ts'
import { foreseePacking, mayGoOn, orderOf } from './foresee.ts'

/** With nothing in hand, or with something finished: an order or waybill starts to be packed. The slip of one whose label is void wants a new label. */
export function startNext({ code }: Scan, { flow, known }: Situation): Step {
  if (code.kind === 'item') return { do: 'refuse', refusal: 'item_first', flow }
  if (code.kind !== 'order' && code.kind !== 'waybill') return { do: 'refuse', refusal: 'no_code', flow }
  const isItem = known.found?.kind === 'item' || (code.kind === 'waybill' && code.mayBeItem && code.carrier === null)
  const order = orderOf(known.found)
  if (isItem && !order) return { do: 'refuse', refusal: 'item_first', flow }
  const foreseen = foreseePacking(known)
  const packing = startPacking(code.text, {
    orderId: code.kind === 'order' ? code.text : (order?.id ?? null),
    waybill: code.kind === 'waybill' ? code.text : null,
    order,
    wantsWaybill: code.kind === 'order' && foreseen === 'address_changed',
  })
  return {
    do: 'record',
    scan: { kind: 'pack_start', code: code.text },
    flow: mayGoOn(foreseen) || packing.wantsWaybill ? packing : READY,
    foreseen,
  }
}
