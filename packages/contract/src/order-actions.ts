import { z } from 'zod'
import type { Reason, Verdict } from './audit.ts'
import { MAX_CODE_LENGTH } from './codes.ts'
import { HoldReason } from './hold.ts'

const OrderId = z.string().min(1).max(30)
const OrderIds = z.array(OrderId).min(1).max(500)

/** Holds a person may place; the others are placed by channels and rules. */
export const PERSON_HOLDS = [
  'stock_out',
  'risk',
  'awaiting_review',
  'address_changed',
] as const satisfies readonly HoldReason[]

/** Hold these orders, or every open order with this SKU. */
export const HoldInput = z.strictObject({
  orders: z.union([z.strictObject({ ids: OrderIds }), z.strictObject({ sku: z.string().trim().min(1).max(100) })]),
  reason: z.enum(PERSON_HOLDS),
  note: z.string().trim().max(200).default(''),
  until: z.iso.datetime().nullable().default(null),
})
export type HoldInput = z.infer<typeof HoldInput>

export const HoldPreviewInput = z.strictObject({ sku: z.string().trim().min(1).max(100) })

export interface HoldPreview {
  readonly orders: number
  readonly isTooMany: boolean
  readonly sample: readonly string[]
}

export const LiftInput = z.strictObject({ ids: OrderIds, reason: HoldReason })
export type LiftInput = z.infer<typeof LiftInput>

export const MoveBackInput = z.strictObject({
  id: OrderId,
  to: z.enum(['to_ship', 'packing']),
  reason: z.string().trim().min(4).max(300),
})
export type MoveBackInput = z.infer<typeof MoveBackInput>

/** A person takes off a waybill that was bound to the wrong order. */
export const UnbindInput = z.strictObject({
  id: OrderId,
  waybill: z.string().trim().min(1).max(MAX_CODE_LENGTH),
  reason: z.string().trim().min(4).max(300),
})
export type UnbindInput = z.infer<typeof UnbindInput>

/** Orders that one act erases at most; more of one buyer take another act. */
export const MOST_ERASED = 200
/** Of an order's id, typed by whoever erases: the last ones. */
export const TYPED_TO_ERASE = 4

/** Erases the buyer's personal data, for good: of this order, or of all that are over with the same phone. */
export const EraseInput = z.strictObject({
  id: OrderId,
  scope: z.enum(['order', 'phone']),
  reason: z.string().trim().min(4).max(300),
  typed: z.string().trim().length(TYPED_TO_ERASE),
})
export type EraseInput = z.infer<typeof EraseInput>

/** What `phone` would meet; orders that were erased before are not counted. */
export interface ErasePreview {
  readonly orders: number
  /** Those that are not over, or whose after-sale is open: they are left as they are. */
  readonly open: number
  readonly openIds: readonly string[]
  /** There may be more than one act erases. */
  readonly isTooMany: boolean
}

/** In place of a warehouse: the one that the rules find. */
export const BY_RULES = 'rules'

/** A person knows better than the rules which warehouse ships these, or has the rules look at those that have none. */
export const WarehouseChangeInput = z
  .strictObject({
    ids: OrderIds,
    to: z.union([z.uuid(), z.literal(BY_RULES)]),
    reason: z.string().trim().max(200).default(''),
  })
  .refine(({ to, reason }) => to === BY_RULES || reason.length >= 2, {
    path: ['reason'],
    params: { reason: 'required' },
  })
export type WarehouseChangeInput = z.infer<typeof WarehouseChangeInput>

/** What became of one order of a bulk action. */
export interface OrderActionResult {
  readonly orderId: string
  readonly verdict: Verdict
  readonly reason: Reason | null
}
