import type { AfterSaleKind, AfterSaleState, PlatformId } from '@baton/contract'
import type { Invoice } from '../retail/read-retail.ts'
import type { WorldChannel, WorldShop } from '../world.ts'

export const STAGES = [
  'created',
  'paid',
  'part_shipped',
  'shipped',
  'signed',
  'completed',
  'closed',
  'refunded',
] as const
export type Stage = (typeof STAGES)[number]

/** Steps of a parcel between shipping and signing. */
export const TRACE_STEPS = ['picked_up', 'in_transit', 'dest_city', 'out_for_delivery'] as const
export type TraceStep = (typeof TRACE_STEPS)[number]

/** Everything that can happen to an order at its platform. */
export const CHANGES = [
  'created',
  'paid',
  'held',
  'released',
  'address_changed',
  'memo_changed',
  'part_shipped',
  'shipped',
  ...TRACE_STEPS,
  'signed',
  'completed',
  'closed',
  'refund_requested',
  'refund_approved',
  'goods_returning',
  'refund_rejected',
  'refunded',
] as const
export type Change = (typeof CHANGES)[number]

/** One after-sale of an order; at most one, as in the data. */
export interface Sale {
  readonly number: string
  readonly kind: AfterSaleKind
  state: AfterSaleState
  readonly amountFen: number
  readonly wholeOrder: boolean
  version: number
  respondBy: number | null
}

/** A parcel that the merchant told the platform of, in the platform's own words. */
export interface ToldParcel {
  readonly carrier: string
  readonly waybill: string
  /** Empty: all lines that are left. */
  readonly lineNumbers: readonly string[]
}

/** One order at its platform. Baskets and buyers are not stored but derived, so that 24,000 orders stay small. */
export interface Order {
  readonly number: string
  readonly channel: WorldChannel
  readonly shop: WorldShop
  readonly invoice: Invoice
  /** Everything invented about this order follows from it. */
  readonly seed: number
  /** Simulated instant of its birth; its life is planned from here. */
  readonly bornAt: number
  /** Times as the platform tells them: Unix milliseconds of the wall clock, whole seconds. */
  createdAt: number
  paidAt: number | null
  shippedAt: number | null
  version: number
  stage: Stage
  held: boolean
  /** How many parcels left. */
  parcels: number
  /** Those of them that the merchant told of; the others are invented. */
  readonly told: ToldParcel[]
  /** Notes to the customer (WooCommerce). */
  readonly notes: string[]
  trace: TraceStep | null
  sale: Sale | null
  addressVersion: number
  memoVersion: number
  /** Steps of its planned life already taken, and how much later than planned the rest comes. */
  stepsTaken: number
  delay: number
}

export function platformOf(order: Order): PlatformId {
  return order.channel.platform
}

/** True once goods left the warehouse, also on an order that was refunded later. */
export function hasLeft(order: Order): boolean {
  return order.shippedAt !== null
}

export function hasOpenSale(order: Order): boolean {
  const state = order.sale?.state
  return state !== undefined && state !== 'rejected' && state !== 'closed' && state !== 'refunded'
}
