'use client'

import {
  HOLD_REASON_LABELS,
  type HoldReason,
  type OrderRow,
  PLATFORM_LABELS,
  type PlatformId,
  SELLER_FLAG_LABELS,
  SHOWN_STATUS_LABELS,
  type ShownStatus,
} from '@baton/contract'
import { Flag, Pause } from 'lucide-react'
import { Badge, type Tone, toneClass } from '#ui/badge.tsx'
import { cn } from '#ui/cn.ts'
import { SELLER_FLAG_TONE } from '#ui/seller-flag-tone.ts'
import { useLabel } from '#words/locale.tsx'

/** What needs a hand is warm, what moves is cool, what is over is grey or green. */
const SHOWN_TONE = {
  pending_payment: 'neutral',
  to_ship: 'amber',
  packing: 'violet',
  part_shipped: 'cyan',
  shipped: 'blue',
  in_transit: 'blue',
  out_for_delivery: 'teal',
  pickup_point: 'teal',
  exception: 'red',
  signed: 'green',
  done: 'green',
  refunding: 'rose',
  refunded: 'neutral',
  returned: 'neutral',
  cancelled: 'neutral',
} as const satisfies Record<ShownStatus, Tone>

export function ShownBadge({ status, className }: { status: ShownStatus; className?: string }) {
  const label = useLabel()
  return (
    <Badge tone={SHOWN_TONE[status]} dot {...(className !== undefined && { className })}>
      {label(SHOWN_STATUS_LABELS[status])}
    </Badge>
  )
}

export function HoldBadge({ reason }: { reason: HoldReason }) {
  const label = useLabel()
  return (
    <Badge tone="orange">
      <Pause aria-hidden className="size-3" fill="currentColor" />
      {label(HOLD_REASON_LABELS[reason])}
    </Badge>
  )
}

/** The seller's flag in words beside its colour, and what the channel calls it; nothing where there is none. */
export function SellerFlagBadge({ order }: { order: Pick<OrderRow, 'sellerFlag' | 'sellerFlagLabel'> }) {
  const label = useLabel()
  const { sellerFlag, sellerFlagLabel } = order
  if (sellerFlag === null) return null
  const text = [label(SELLER_FLAG_LABELS[sellerFlag]), sellerFlagLabel].filter(Boolean).join(' ')
  return (
    <Badge tone={SELLER_FLAG_TONE[sellerFlag]} className="max-w-44">
      <Flag aria-hidden className="size-3 shrink-0" fill="currentColor" />
      <span className="truncate" title={text}>
        {text}
      </span>
    </Badge>
  )
}

const PLATFORM_MARK = {
  taobao: { sign: '淘', tone: 'orange' },
  pinduoduo: { sign: '拼', tone: 'red' },
  douyin: { sign: '抖', tone: 'neutral' },
  'weixin-shop': { sign: '微', tone: 'green' },
  'own-shop': { sign: '自', tone: 'violet' },
  shopify: { sign: 'S', tone: 'teal' },
  woocommerce: { sign: 'W', tone: 'cyan' },
} as const satisfies Record<PlatformId, { sign: string; tone: Tone }>

/** One character stands for the channel; its name is read aloud and shown on hover. */
export function PlatformMark({ platform, className }: { platform: PlatformId; className?: string }) {
  const label = useLabel()
  const { sign, tone } = PLATFORM_MARK[platform]
  return (
    <span
      role="img"
      aria-label={label(PLATFORM_LABELS[platform])}
      title={label(PLATFORM_LABELS[platform])}
      className={cn(
        'grid size-5 shrink-0 place-items-center rounded-md bg-tone-bg font-semibold text-2xs text-tone-fg',
        toneClass(tone),
        className,
      )}
    >
      <span aria-hidden lang="zh-CN">
        {sign}
      </span>
    </span>
  )
}
