import { type FloorFound, type FloorOrder, isAccepted, type OrderState, type ScanAnswer } from '@baton/contract'
import type { Known } from './flow.ts'

/** What keeps a parcel here, as far as this device knows; null: nothing. */
function stopOf(known: Known): ScanAnswer | null {
  return known.stop ?? orderOf(known.found)?.stop ?? null
}

export function orderOf(found: FloorFound | null): FloorOrder | null {
  return found?.kind === 'order' ? found.order : null
}

/** Only what stays true is foreseen: an order that was not paid, or not packed, may be by now. */
const AT_PACKING = {
  pending_payment: null,
  to_ship: null,
  packing: 'already_packing',
  cancelled: 'cancelled',
  part_shipped: null,
  shipped: 'already_shipped',
  done: 'already_shipped',
} as const satisfies Record<OrderState, ScanAnswer | null>

/** How the server will answer that packing starts; null: that it does. */
export function foreseePacking(known: Known): ScanAnswer | null {
  const order = orderOf(known.found)
  return stopOf(known) ?? (order && AT_PACKING[order.state])
}

const AT_LOADING = {
  pending_payment: null,
  to_ship: null,
  packing: null,
  cancelled: 'cancelled',
  part_shipped: null,
  shipped: null,
  done: 'already_shipped',
} as const satisfies Record<OrderState, ScanAnswer | null>

/** How the server will answer that the parcel is loaded. */
export function foreseeLoading(known: Known, waybill: string, trip: string): ScanAnswer | null {
  const order = orderOf(known.found)
  const stop = stopOf(known)
  if (stop || !order) return stop
  const parcel = order.parcels.find((one) => one.waybill === waybill)
  if (parcel?.isLoaded) return !parcel.trip || parcel.trip === trip ? 'already_loaded' : 'on_other_truck'
  if (parcel?.isLabelOutdated) return 'address_changed'
  return AT_LOADING[order.state]
}

/** Whether the person goes on with it in hand: it is done, had been, or nobody knows better. */
export function mayGoOn(foreseen: ScanAnswer | null): boolean {
  return foreseen === null || isAccepted(foreseen)
}
