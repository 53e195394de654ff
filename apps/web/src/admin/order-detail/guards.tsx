'use client'

import type { OrderDetail } from '@baton/contract'
import { LockKeyhole, OctagonPause } from 'lucide-react'
import type { ReactNode } from 'react'
import { LiftButton } from '#admin/order-actions/lift-button.tsx'
import { HoldBadge } from '#admin/order-status.tsx'
import { fullTime } from '#time/instants.ts'
import { useNow } from '#time/use-now.ts'
import { timeWords } from '#time/words.ts'
import { type Tone, toneClass } from '#ui/badge.tsx'
import { cn } from '#ui/cn.ts'
import { useWords } from '#words/locale.tsx'
import { detailWords } from './words.ts'

/** What stands in the way: holds on the floor, and the lock against going back. */
export function Guards({ order }: { order: OrderDetail }) {
  const t = useWords(detailWords)
  const words = useWords(timeWords)
  const now = useNow()
  const left = order.lockedUntil === null ? 0 : Date.parse(order.lockedUntil) - now
  if (order.holds.length === 0 && left <= 0) return null
  return (
    <div className="mb-4 grid gap-2">
      {order.holds.length > 0 && (
        <Guard tone="orange" icon={<OctagonPause />} title={t.held}>
          <span className="flex flex-wrap gap-1.5">
            {order.holds.map((reason) => (
              <span key={reason} className="inline-flex items-center gap-1">
                <HoldBadge reason={reason} />
                <LiftButton orderId={order.id} reason={reason} />
              </span>
            ))}
          </span>
        </Guard>
      )}
      {order.lockedUntil !== null && left > 0 && (
        <Guard tone="blue" icon={<LockKeyhole />} title={t.lockedUntil}>
          <time dateTime={order.lockedUntil} className="font-medium">
            {fullTime(order.lockedUntil).slice(0, 16)}
          </time>{' '}
          · {words.left(left)}
          <span className="block opacity-85">{t.lockedHint}</span>
        </Guard>
      )}
    </div>
  )
}

function Guard({ tone, icon, title, children }: { tone: Tone; icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <div
      className={cn(
        'flex items-start gap-3 rounded-xl bg-tone-bg px-4 py-3 text-13 text-tone-fg [&>svg]:mt-0.5 [&>svg]:size-4.5 [&>svg]:shrink-0',
        toneClass(tone),
      )}
    >
      {icon}
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <p className="font-semibold">{title}</p>
        <div>{children}</div>
      </div>
    </div>
  )
}
