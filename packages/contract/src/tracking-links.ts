import { z } from 'zod'
import { GlobalId } from './global-id.ts'
import type { Instant } from './instant.ts'
import type { Label } from './platforms.ts'

/** Whom a link to an order's private page is for: its buyer, or whoever may see where the parcels are and no more. */
export const TRACKING_LINK_KINDS = ['buyer', 'share'] as const
export const TrackingLinkKind = z.enum(TRACKING_LINK_KINDS)
export type TrackingLinkKind = z.infer<typeof TrackingLinkKind>

export const TRACKING_LINK_KIND_LABELS = {
  buyer: { zh: '买家链接', en: 'Buyer’s link' },
  share: { zh: '分享链接', en: 'Share link' },
} as const satisfies Record<TrackingLinkKind, Label>

/** What a person did with a link, as the timeline tells it. */
const TRACKING_LINK_ACTS = ['made', 'renewed', 'taken_back'] as const
export interface TrackingLinkDeed {
  readonly kind: TrackingLinkKind
  readonly act: (typeof TRACKING_LINK_ACTS)[number]
}

export const TRACKING_LINK_ACT_LABELS = {
  made: { zh: '已生成', en: 'made' },
  renewed: { zh: '已收回并换新', en: 'taken back and made anew' },
  taken_back: { zh: '已收回', en: 'taken back' },
} as const satisfies Record<TrackingLinkDeed['act'], Label>

export const TrackingLinksInput = z.strictObject({ orderId: GlobalId })
export const TrackingLinkMakeInput = z.strictObject({ orderId: GlobalId, kind: TrackingLinkKind })
export type TrackingLinkMakeInput = z.infer<typeof TrackingLinkMakeInput>
export const TrackingLinkIdInput = z.strictObject({ id: z.uuid() })
export type TrackingLinkIdInput = z.infer<typeof TrackingLinkIdInput>

/** So many links of one order may be shared at a time. */
export const MOST_SHARED = 10

export interface TrackingLinkView {
  readonly id: string
  readonly kind: TrackingLinkKind
  /** Null once it opens nothing. */
  readonly url: string | null
  readonly createdAt: Instant
  readonly createdBy: string
  /** When its page was last looked at, to the minute; null: never. */
  readonly openedAt: Instant | null
  readonly revokedAt: Instant | null
  readonly revokedBy: string | null
}

export interface TrackingLinksView {
  /** The buyer's that works, else null. */
  readonly buyer: TrackingLinkView | null
  /** Those shared that work, the newest first. */
  readonly shared: readonly TrackingLinkView[]
  /** Those taken back, the newest first. */
  readonly former: readonly TrackingLinkView[]
  /** When all of them end, as it stands; null: not while the order is not over. */
  readonly endsAt: Instant | null
}
