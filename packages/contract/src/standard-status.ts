import { z } from 'zod'
import type { AfterSaleState } from './after-sale.ts'
import type { HoldReason } from './hold.ts'
import type { OrderState } from './order-state.ts'
import type { Label } from './platforms.ts'

/** The axes a channel's word can speak about; each has its own status map. */
export const STATUS_AXES = ['order', 'trace', 'after_sale'] as const
export const StatusAxis = z.enum(STATUS_AXES)
export type StatusAxis = z.infer<typeof StatusAxis>

export const STATUS_AXIS_LABELS = {
  order: { zh: '订单', en: 'Order' },
  trace: { zh: '物流', en: 'Shipment' },
  after_sale: { zh: '售后', en: 'After-sale' },
} as const satisfies Record<StatusAxis, Label>

/** What a channel's order status can be mapped to. Wider than the order axis: one word may also freeze, sign or refund. */
export const STANDARD_STATUSES = [
  'pending_payment',
  'paid_held',
  'to_ship',
  'packing',
  'part_shipped',
  'shipped',
  'signed',
  'done',
  'cancelled',
  'refunded',
] as const
export const StandardStatus = z.enum(STANDARD_STATUSES)
export type StandardStatus = z.infer<typeof StandardStatus>

export interface StatusMeaning {
  /** Where the order axis is claimed to be. */
  readonly state: OrderState
  /** A hold that this status places; any other status of the same channel lifts it. */
  readonly hold?: HoldReason
  /** The receiver has the goods. */
  readonly signed?: true
  /** The whole order's money went back: a shipped order stays shipped, an unshipped one is cancelled. */
  readonly afterSale?: AfterSaleState
}

export const STATUS_MEANING = {
  pending_payment: { state: 'pending_payment' },
  paid_held: { state: 'to_ship', hold: 'platform_freeze' },
  to_ship: { state: 'to_ship' },
  packing: { state: 'packing' },
  part_shipped: { state: 'part_shipped' },
  shipped: { state: 'shipped' },
  signed: { state: 'shipped', signed: true },
  done: { state: 'done' },
  cancelled: { state: 'cancelled' },
  refunded: { state: 'cancelled', afterSale: 'refunded' },
} as const satisfies Record<StandardStatus, StatusMeaning>

export const STANDARD_STATUS_LABELS = {
  pending_payment: { zh: '待付款', en: 'Awaiting payment' },
  paid_held: { zh: '已付款，暂不可发货', en: 'Paid, not shippable yet' },
  to_ship: { zh: '待发货', en: 'To ship' },
  packing: { zh: '打包中', en: 'Packing' },
  part_shipped: { zh: '部分发货', en: 'Part shipped' },
  shipped: { zh: '已发货', en: 'Shipped' },
  signed: { zh: '已签收', en: 'Signed' },
  done: { zh: '已完成', en: 'Completed' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
  refunded: { zh: '已退款', en: 'Refunded' },
} as const satisfies Record<StandardStatus, Label>
