import type { Loading, Scan, Situation, Step } from './flow.ts'
import { foreseeLoading, mayGoOn, orderOf } from './foresee.ts'

/** At a truck: every waybill goes onto it. */
export function loadNext({ code }: Scan, situation: Situation, flow: Loading): Step {
  const { known } = situation
  if (code.kind === 'order') {
    const open = orderOf(known.found)?.parcels.filter((parcel) => !parcel.isLoaded) ?? []
    const only = open.length === 1 ? open[0] : undefined
    return only ? load(only.waybill, situation, flow) : { do: 'refuse', refusal: 'order_here', flow }
  }
  if (code.kind !== 'waybill' || known.found?.kind === 'item') return { do: 'refuse', refusal: 'item_here', flow }
  const isElsewhere = code.carrier !== null && flow.view !== null && code.carrier !== flow.view.carrier
  return load(code.text, situation, flow, isElsewhere)
}

function load(waybill: string, { known }: Situation, flow: Loading, isElsewhere = false): Step {
  if (flow.loaded.includes(waybill)) return { do: 'go', flow, note: 'again' }
  const foreseen = foreseeLoading(known, waybill, flow.trip) ?? (isElsewhere ? 'wrong_truck' : null)
  return {
    do: 'record',
    scan: { kind: 'load', waybill, trip: flow.trip },
    flow: mayGoOn(foreseen) ? { ...flow, loaded: [...flow.loaded, waybill] } : flow,
    foreseen,
  }
}
