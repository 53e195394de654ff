'use client'

import { type OrderDetail, PLATFORM_LABELS, VERDICT_LABELS } from '@baton/contract'
import { ArrowLeft, RefreshCw } from 'lucide-react'
import Link from 'next/link'
import { OrderActions } from '#admin/order-actions/order-actions.tsx'
import { HoldBadge, PlatformMark, SellerFlagBadge, ShownBadge } from '#admin/order-status.tsx'
import { FreshnessNote } from '#admin/orders/freshness.tsx'
import { holdsBeside } from '#admin/orders/view.ts'
import { useMay } from '#data/session.ts'
import { Button } from '#ui/button.tsx'
import { CopyButton } from '#ui/copy-button.tsx'
import { useSayFailure } from '#ui/say-failure.ts'
import { useToast } from '#ui/toast.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import type { OrderRead } from './use-order.ts'
import { detailWords } from './words.ts'

export function BackToOrders() {
  const t = useWords(detailWords)
  return (
    <Button asChild>
      <Link href="/admin/orders/">
        <ArrowLeft />
        {t.back}
      </Link>
    </Button>
  )
}

export function DetailHeader({ order, read }: { order: OrderDetail; read: OrderRead }) {
  const t = useWords(detailWords)
  const label = useLabel()
  return (
    <header className="mb-4">
      <div className="mb-2 flex flex-wrap items-center justify-between gap-x-3">
        <Link
          href="/admin/orders/"
          className="press-target -ml-1 inline-flex items-center gap-1.5 px-1 text-13 text-ink-3 hover:text-ink"
        >
          <ArrowLeft aria-hidden className="size-4" />
          {t.back}
        </Link>
        <FreshnessNote query={read.order} />
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="flex items-center gap-1 font-mono font-semibold text-lg tracking-tight sm:text-xl">
          {order.id}
          <CopyButton text={order.id} what={t.id} />
        </h1>
        <ShownBadge status={order.shown} className="h-7 px-2.5 text-sm" />
        {holdsBeside(order).map((reason) => (
          <HoldBadge key={reason} reason={reason} />
        ))}
        <SellerFlagBadge order={order} />
        <div className="ml-auto flex flex-wrap gap-2 max-sm:ml-0">
          <OrderActions order={order} />
          <SyncButton order={order} sync={read.sync} />
        </div>
      </div>
      <div className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-13 text-ink-2">
        <PlatformMark platform={order.platform} />
        <span>
          {label(PLATFORM_LABELS[order.platform])} · {order.shopName}
        </span>
        <span aria-hidden className="text-line-strong max-sm:hidden">
          |
        </span>
        <span className="flex items-center gap-0.5 font-mono">
          {order.nativeNumber}
          <CopyButton text={order.nativeNumber} what={t.nativeNumber} />
        </span>
        {order.links.map(
          ({ system, platform, nativeNumber }) =>
            platform === null &&
            nativeNumber !== null && (
              <span key={system} className="flex items-center gap-0.5">
                <span className="mr-1">{system}</span>
                <span className="font-mono">{nativeNumber}</span>
                <CopyButton text={nativeNumber} what={t.erpNumber(system)} />
              </span>
            ),
        )}
      </div>
    </header>
  )
}

function SyncButton({ order, sync }: { order: OrderDetail; sync: OrderRead['sync'] }) {
  const t = useWords(detailWords)
  const label = useLabel()
  const say = useToast()
  const sayFailure = useSayFailure()
  const may = useMay('orders.sync')
  if (!may) return null
  return (
    <Button
      busy={sync.isPending}
      onClick={() =>
        sync.mutate(
          { id: order.id },
          {
            onSuccess: ({ verdict }) =>
              say(
                'good',
                verdict === null || verdict === 'duplicate'
                  ? t.syncedNothing
                  : t.synced(label(VERDICT_LABELS[verdict])),
              ),
            onError: sayFailure,
          },
        )
      }
    >
      <RefreshCw className={sync.isPending ? 'animate-spin' : undefined} />
      {sync.isPending ? t.syncing : t.sync}
    </Button>
  )
}
