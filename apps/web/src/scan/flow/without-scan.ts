import type { ScanInput } from '@baton/contract'
import { type Flow, type Packing, READY } from './flow.ts'

/** What is in hand once a scan of it was taken back or refused. */
export function withoutScan(flow: Flow, scan: ScanInput): Flow {
  if (scan.kind === 'pack_start') return flow.at === 'packing' && flow.code === scan.code ? READY : flow
  if (scan.kind === 'return_arrived')
    return flow.at === 'inspecting' && flow.code === scan.code ? { at: 'returning' } : flow
  if (scan.kind === 'bind') return flow.at === 'packing' && flow.waybill === scan.waybill ? unbound(flow) : flow
  if (scan.kind !== 'load' || flow.at !== 'loading' || flow.trip !== scan.trip) return flow
  return { ...flow, loaded: flow.loaded.filter((waybill) => waybill !== scan.waybill) }
}

/** The slip is still in hand, and another waybill is to be scanned; where the waybill came first, all begins anew. */
function unbound(flow: Packing): Flow {
  if (flow.code === flow.waybill) return READY
  const parcels = flow.order?.parcels.filter((one) => one.waybill !== flow.waybill) ?? []
  return {
    ...flow,
    order: flow.order && { ...flow.order, parcels },
    waybill: null,
    wantsWaybill: parcels.length > 0,
  }
}
