import { z } from 'zod'
import type { Instant } from './instant.ts'
import type { Label } from './platforms.ts'
import { RowId } from './row-id.ts'
import type { ShownStatus } from './shown-status.ts'

/** Why a parcel that is packed, or has its waybill, must not go on. */
export const INTERCEPTION_CAUSES = ['cancelled', 'refund_requested', 'address_changed'] as const
export const InterceptionCause = z.enum(INTERCEPTION_CAUSES)
export type InterceptionCause = z.infer<typeof InterceptionCause>

export const INTERCEPTION_CAUSE_LABELS = {
  cancelled: { zh: '订单已取消', en: 'The order was cancelled' },
  refund_requested: { zh: '买家申请退款', en: 'A refund is asked for' },
  address_changed: { zh: '收件地址已变更', en: 'The address has changed' },
} as const satisfies Record<InterceptionCause, Label>

/** How an interception ended. `not_needed` also by itself, when its hold is lifted. */
export const INTERCEPTION_RESOLUTIONS = ['intercepted', 'too_late', 'not_needed'] as const
export const InterceptionResolution = z.enum(INTERCEPTION_RESOLUTIONS)
export type InterceptionResolution = z.infer<typeof InterceptionResolution>

export const INTERCEPTION_RESOLUTION_LABELS = {
  intercepted: { zh: '已拦下', en: 'Intercepted' },
  too_late: { zh: '已发出，来不及', en: 'Too late: it had left' },
  not_needed: { zh: '不需要了', en: 'No longer needed' },
} as const satisfies Record<InterceptionResolution, Label>

export const InterceptionsListInput = z.strictObject({
  open: z.boolean().default(true),
  warehouseId: z.uuid().optional(),
  orderId: z.string().max(30).optional(),
  cursor: RowId.optional(),
  limit: z.number().int().min(1).max(100).default(50),
})
export type InterceptionsListInput = z.infer<typeof InterceptionsListInput>

export const InterceptionIdInput = z.strictObject({ id: RowId })

/** What was not intercepted says why. */
export const InterceptionResolveInput = z
  .strictObject({
    id: RowId,
    resolution: InterceptionResolution,
    note: z.string().trim().max(300).default(''),
  })
  .refine(({ resolution, note }) => resolution === 'intercepted' || note !== '', {
    path: ['note'],
    message: 'a note is needed',
    params: { reason: 'required' },
  })
export type InterceptionResolveInput = z.infer<typeof InterceptionResolveInput>

export interface InterceptionRow {
  readonly id: string
  readonly cause: InterceptionCause
  readonly orderId: string
  readonly nativeNumber: string
  readonly shown: ShownStatus
  readonly lineSummary: string
  readonly parcels: readonly { readonly carrier: string; readonly waybill: string }[]
  readonly warehouseName: string | null
  readonly openedAt: Instant
  readonly acknowledgedBy: string | null
  readonly acknowledgedAt: Instant | null
  readonly resolution: InterceptionResolution | null
  /** Null where it ended by itself. */
  readonly resolvedBy: string | null
  readonly resolvedAt: Instant | null
  readonly note: string | null
}

export interface InterceptionPage {
  readonly rows: readonly InterceptionRow[]
  readonly next: string | null
  readonly open: number
  /** Open ones that nobody has. */
  readonly waiting: number
}

/** What a person did with a task, as the timeline tells it. */
export interface InterceptionDeed {
  readonly cause: InterceptionCause
  readonly act: 'acknowledge' | 'resolve'
  readonly resolution: InterceptionResolution | null
  readonly note: string | null
}
