import { z } from 'zod'
import { AFTER_SALE_OPEN, type AfterSaleState } from './after-sale.ts'
import { hasLeftWarehouse, type OrderState } from './order-state.ts'
import type { TraceState } from './shipment-trace.ts'

/** The one status people see, derived from the three axes by `shownStatus`. */
export const SHOWN_STATUSES = [
  'pending_payment',
  'to_ship',
  'packing',
  'part_shipped',
  'shipped',
  'in_transit',
  'out_for_delivery',
  'pickup_point',
  'exception',
  'signed',
  'done',
  'refunding',
  'refunded',
  'returned',
  'cancelled',
] as const
export const ShownStatus = z.enum(SHOWN_STATUSES)
export type ShownStatus = z.infer<typeof ShownStatus>

/** Nothing is left to do: the receiver has it, or nobody will. */
export const OVER: readonly ShownStatus[] = ['signed', 'done', 'refunded', 'returned', 'cancelled']

/** What one parcel's trace lets an order that has left show; `shipped` is the earliest word (已揽收, 出库中, 物流已发出 all land here or later). */
const SHOWN_BY_TRACE = {
  created: 'shipped',
  picked_up: 'shipped',
  in_transit: 'in_transit',
  dest_city: 'in_transit',
  customs: 'in_transit',
  out_for_delivery: 'out_for_delivery',
  pickup_point: 'pickup_point',
  exception: 'exception',
  signed: 'signed',
  returning: 'exception',
  returned: 'returned',
} as const satisfies Record<TraceState, ShownStatus>

/** With several parcels: any exception shows, otherwise the parcel furthest from its end speaks for the order. */
const PARCEL_PRECEDENCE: readonly ShownStatus[] = [
  'exception',
  'shipped',
  'in_transit',
  'out_for_delivery',
  'pickup_point',
  'returned',
  'signed',
]

export interface StatusAxes {
  readonly state: OrderState
  /** The home channel says that the receiver has the goods, whatever the traces say. */
  readonly signed: boolean
  /** The trace state of each parcel of the order. */
  readonly traces: readonly TraceState[]
  /** The state of each after-sale of the order. */
  readonly afterSales: readonly AfterSaleState[]
  /** True when the refunded after-sales cover the whole order. */
  readonly fullyRefunded: boolean
}

/**
 * The one published derivation of the status people see.
 * Precedence: an open after-sale, a full refund, the order axis's own ends, then the parcels.
 */
export function shownStatus(axes: StatusAxes): ShownStatus {
  if (axes.afterSales.some((state) => AFTER_SALE_OPEN.includes(state))) return 'refunding'
  if (axes.fullyRefunded) return 'refunded'
  if (axes.state === 'cancelled' || axes.state === 'done') return axes.state
  if (!hasLeftWarehouse(axes.state)) return axes.state
  if (axes.signed && axes.state === 'shipped') return 'signed'
  const parcels: ShownStatus[] = axes.traces.map((trace) => SHOWN_BY_TRACE[trace])
  const speaking = PARCEL_PRECEDENCE.find((status) => parcels.includes(status)) ?? 'shipped'
  return axes.state === 'part_shipped' && speaking !== 'exception' ? 'part_shipped' : speaking
}
