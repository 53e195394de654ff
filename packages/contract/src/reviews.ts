import { z } from 'zod'
import type { CarrierSystem } from './carriers.ts'
import type { Instant } from './instant.ts'
import type { OrderState } from './order-state.ts'
import type { Label, PlatformId } from './platforms.ts'
import { RowId } from './row-id.ts'
import type { ShownStatus } from './shown-status.ts'

/** What people call an open review of two systems that tell different stories. */
export const REVIEW_LABEL = { zh: '跨平台状态冲突', en: 'Status conflict between platforms' } as const satisfies Label

/** Why two systems disagree. */
const REVIEW_CAUSES = [
  'write_back_refused',
  'write_back_failing',
  'write_back_impossible',
  'impossible_claim',
  'alternation',
] as const
export const ReviewCause = z.enum(REVIEW_CAUSES)
export type ReviewCause = z.infer<typeof ReviewCause>

export const REVIEW_CAUSE_LABELS = {
  write_back_refused: { zh: '平台拒绝了回写', en: 'The platform refused to take the status' },
  write_back_failing: { zh: '回写持续失败超过 15 分钟', en: 'Telling the platform has failed for 15 minutes' },
  write_back_impossible: { zh: '平台无法被告知', en: 'The platform cannot be told' },
  impossible_claim: { zh: '收到不可能的状态', en: 'An impossible claim came in' },
  alternation: { zh: '状态来回变化，已停止回写', en: 'The status went back and forth; telling has stopped' },
} as const satisfies Record<ReviewCause, Label>

/** How a person ended it, or `by_itself` when a later attempt succeeded. */
const REVIEW_RESOLUTIONS = ['believe_hub', 'believe_other', 'retry', 'closed', 'by_itself'] as const
export type ReviewResolution = (typeof REVIEW_RESOLUTIONS)[number]

export const REVIEW_RESOLUTION_LABELS = {
  believe_hub: { zh: '以接力为准', en: 'Believe Baton' },
  believe_other: { zh: '以平台为准', en: 'Believe the platform' },
  retry: { zh: '重新回写', en: 'Tell it again' },
  closed: { zh: '说明原因后关闭', en: 'Closed with a reason' },
  by_itself: { zh: '自动恢复', en: 'Came right by itself' },
} as const satisfies Record<ReviewResolution, Label>

export const ReviewsListInput = z.strictObject({
  open: z.boolean().default(true),
  mine: z.boolean().default(false),
  orderId: z.string().max(30).optional(),
  cursor: RowId.optional(),
  limit: z.number().int().min(1).max(100).default(50),
})
export type ReviewsListInput = z.infer<typeof ReviewsListInput>

/** Without `toMe` it goes back to everybody. Refused where by now somebody else has it than whoever asks saw. */
export const ReviewAssignInput = z.strictObject({
  id: RowId,
  toMe: z.boolean(),
  seenWithId: z.string().max(64).nullable().optional(),
})
export type ReviewAssignInput = z.infer<typeof ReviewAssignInput>

export const ReviewResolveInput = z.strictObject({
  id: RowId,
  resolution: z.enum(['believe_hub', 'believe_other', 'retry', 'closed']),
  note: z.string().trim().max(500).default(''),
})
export type ReviewResolveInput = z.infer<typeof ReviewResolveInput>

/** One line of what went back and forth: the hub told a system what `by` had reported, or the system `by` said something. */
export interface ReviewStory {
  readonly kind: 'told' | 'said'
  readonly state: OrderState
  readonly nativeStatus: string | null
  readonly at: Instant
  readonly by: string
}

export interface ReviewRow {
  readonly id: string
  readonly cause: ReviewCause
  readonly orderId: string
  readonly nativeNumber: string
  /** What the hub says. */
  readonly hub: { readonly state: OrderState; readonly shown: ShownStatus }
  /** What the other system says or answered. */
  readonly other: {
    readonly appId: string | null
    readonly name: string
    readonly platform: PlatformId | null
    /** In whose codes it is told of carriers: where a missing one is added. */
    readonly carriersOf: CarrierSystem | null
    readonly reportedStatus: string | null
    readonly reportedStatusLabel: string | null
    readonly code: string | null
    readonly answer: string | null
  }
  readonly deliveryId: string | null
  readonly story: readonly ReviewStory[]
  readonly assigneeId: string | null
  readonly assignee: string | null
  readonly isMine: boolean
  readonly openedAt: Instant
  readonly resolution: ReviewResolution | null
  readonly resolvedBy: string | null
  readonly resolvedAt: Instant | null
  readonly note: string | null
}

export interface ReviewPage {
  readonly rows: readonly ReviewRow[]
  readonly next: string | null
  readonly open: number
  /** Median minutes from opening to resolving over the last seven days; null without any. */
  readonly medianMinutes: number | null
}
