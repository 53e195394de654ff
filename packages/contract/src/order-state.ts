import { z } from 'zod'

/** The order axis. Holds, shipment traces and after-sales are axes of their own. */
export const ORDER_STATES = [
  'pending_payment',
  'to_ship',
  'packing',
  'cancelled',
  'part_shipped',
  'shipped',
  'done',
] as const
export const OrderState = z.enum(ORDER_STATES)
export type OrderState = z.infer<typeof OrderState>

/**
 * Lifecycle position: a claim of a lower rank never moves an order back.
 * A cancellation outranks everything before shipping; a shipment outranks a cancellation, because the goods have left.
 */
export const ORDER_STATE_RANK = {
  pending_payment: 0,
  to_ship: 10,
  packing: 20,
  cancelled: 30,
  part_shipped: 40,
  shipped: 50,
  done: 60,
} as const satisfies Record<OrderState, number>

/** Single steps anyone with the grant may ask for. Every state is reachable from `pending_payment` (tested). */
export const ORDER_STEPS = {
  pending_payment: ['to_ship', 'cancelled'],
  to_ship: ['packing', 'part_shipped', 'shipped', 'cancelled'],
  packing: ['part_shipped', 'shipped', 'cancelled'],
  cancelled: [],
  part_shipped: ['shipped'],
  shipped: ['done'],
  done: [],
} as const satisfies Record<OrderState, readonly OrderState[]>

/** The states an order must have passed to be in the given one; what a skip records as implied. */
export const ORDER_STATE_IMPLIES = {
  pending_payment: [],
  to_ship: [],
  packing: ['to_ship'],
  cancelled: [],
  part_shipped: ['to_ship'],
  shipped: ['to_ship'],
  done: ['to_ship', 'shipped'],
} as const satisfies Record<OrderState, readonly OrderState[]>

/** True once goods have left: from here on nothing moves the order axis back (24 h floor, then only a person with the right). */
export function hasLeftWarehouse(state: OrderState): boolean {
  return ORDER_STATE_RANK[state] >= ORDER_STATE_RANK.part_shipped
}

/** Whether there is anything left to hold back: not once it is off or the last parcel has left. */
export function canBeHeld(state: OrderState): boolean {
  return state !== 'cancelled' && ORDER_STATE_RANK[state] < ORDER_STATE_RANK.shipped
}

/** Nothing and nobody moves the order axis back for this long after a shipment record; a merchant may set it longer. */
export const LOCK_HOURS = 24
