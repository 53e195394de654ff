import { z } from 'zod'
import type { Instant } from './instant.ts'
import type { Label } from './platforms.ts'

/** Every kind of outgoing call. */
export const DELIVERY_KINDS = ['channel.ship', 'channel.cancel'] as const
export const DeliveryKind = z.enum(DELIVERY_KINDS)
export type DeliveryKind = z.infer<typeof DeliveryKind>

export const DELIVERY_KIND_LABELS = {
  'channel.ship': { zh: '发货回写', en: 'Shipment to a channel' },
  'channel.cancel': { zh: '取消回写', en: 'Cancellation to a channel' },
} as const satisfies Record<DeliveryKind, Label>

/** Where an outgoing call stands. `dead`: given up, until a person sends it again. */
export const DELIVERY_STATES = ['pending', 'done', 'dead', 'cancelled'] as const
export const DeliveryState = z.enum(DELIVERY_STATES)
export type DeliveryState = z.infer<typeof DeliveryState>

export const DELIVERY_STATE_LABELS = {
  pending: { zh: '待发送', en: 'Pending' },
  done: { zh: '已送达', en: 'Done' },
  dead: { zh: '已放弃', en: 'Given up' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
} as const satisfies Record<DeliveryState, Label>

/** What one attempt came to. `later`: may succeed unchanged; `never`: will not. */
export const ATTEMPT_RESULTS = ['done', 'later', 'never'] as const
export type AttemptResult = (typeof ATTEMPT_RESULTS)[number]

export const ATTEMPT_RESULT_LABELS = {
  done: { zh: '成功', en: 'Done' },
  later: { zh: '稍后重试', en: 'Tried again later' },
  never: { zh: '被拒绝', en: 'Refused' },
} as const satisfies Record<AttemptResult, Label>

/** `open`: nothing is sent for a while; `half_open`: one call tries whether the other side is back. */
export const BREAKER_STATES = ['closed', 'open', 'half_open'] as const
export type BreakerState = (typeof BREAKER_STATES)[number]

export const BREAKER_STATE_LABELS = {
  closed: { zh: '正常', en: 'Working' },
  open: { zh: '暂停发送', en: 'Paused' },
  half_open: { zh: '试探中', en: 'Trying again' },
} as const satisfies Record<BreakerState, Label>

export const DeliveriesListInput = z.strictObject({
  state: z.array(DeliveryState).max(DELIVERY_STATES.length).optional(),
  kind: z.array(DeliveryKind).max(DELIVERY_KINDS.length).optional(),
  route: z.string().max(200).optional(),
  orderId: z.string().max(30).optional(),
  cursor: z.string().max(40).optional(),
  limit: z.number().int().min(1).max(100).default(50),
})
export type DeliveriesListInput = z.infer<typeof DeliveriesListInput>

export const DeliveryIdInput = z.strictObject({ id: z.string().regex(/^\d{1,15}$/) })

/** These deliveries, or everything given up on one route. */
export const ReplayInput = z.union([
  z.strictObject({
    ids: z
      .array(z.string().regex(/^\d{1,15}$/))
      .min(1)
      .max(200),
  }),
  z.strictObject({ route: z.string().min(1).max(200) }),
])
export type ReplayInput = z.infer<typeof ReplayInput>

export interface DeliveryRow {
  readonly id: string
  readonly kind: DeliveryKind
  readonly route: string
  readonly orderId: string | null
  readonly state: DeliveryState
  readonly tries: number
  readonly code: string | null
  readonly createdAt: Instant
  readonly nextAt: Instant | null
  readonly settledAt: Instant | null
}

export interface DeliveryPage {
  readonly rows: readonly DeliveryRow[]
  readonly next: string | null
}

export interface DeliveryAttemptView {
  readonly number: number
  readonly at: Instant
  readonly milliseconds: number
  readonly result: AttemptResult
  readonly code: string
  readonly request: string
  readonly answer: string
}

export interface DeliveryDetail extends DeliveryRow {
  readonly key: string
  readonly attempts: readonly DeliveryAttemptView[]
}

export interface RouteView {
  readonly route: string
  readonly breaker: BreakerState
  readonly openUntil: Instant | null
  readonly failures: number
  readonly lastCode: string | null
  readonly pending: number
  readonly dead: number
}
