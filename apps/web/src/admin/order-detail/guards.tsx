'use client'

import { HOLD_PLACER_LABELS, type HoldView, type OrderDetail } from '@baton/contract'
import { LockKeyhole, OctagonPause, UserX } from 'lucide-react'
import type { ReactNode } from 'react'
import { eraseWords } from '#admin/order-actions/erase-words.ts'
import { LiftButton } from '#admin/order-actions/lift-button.tsx'
import { HoldBadge } from '#admin/order-status.tsx'
import { Instant } from '#time/instant.tsx'
import { fullTime } from '#time/instants.ts'
import { useNow } from '#time/use-now.ts'
import { timeWords } from '#time/words.ts'
import { type Tone, toneClass } from '#ui/badge.tsx'
import { cn } from '#ui/cn.ts'
import { useLabel, useWords } from '#words/locale.tsx'
import { detailWords } from './words.ts'

/** What stands in the way: holds on the floor, the lock against going back, and that nobody knows the buyer any more. */
export function Guards({ order }: { order: OrderDetail }) {
  const t = useWords(detailWords)
  const words = useWords(timeWords)
  const erase = useWords(eraseWords)
  const now = useNow()
  const left = order.lockedUntil === null ? 0 : Date.parse(order.lockedUntil) - now
  if (order.holdDetails.length === 0 && left <= 0 && order.erasedAt === null) return null
  return (
    <div className="mb-4 grid gap-2">
      {order.erasedAt !== null && (
        <Guard tone="neutral" icon={<UserX />} title={erase.erasedTitle}>
          <Instant at={order.erasedAt} className="font-medium" />
          <span className="block opacity-85">{erase.erasedHint}</span>
        </Guard>
      )}
      {order.holdDetails.length > 0 && (
        <Guard tone="orange" icon={<OctagonPause />} title={t.held}>
          <ul className="grid gap-1">
            {order.holdDetails.map((hold) => (
              <HoldItem key={`${hold.reason} ${hold.by}`} orderId={order.id} hold={hold} />
            ))}
          </ul>
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

/** One hold: why, who, how long, and how it ends. */
function HoldItem({ orderId, hold }: { orderId: string; hold: HoldView }) {
  const t = useWords(detailWords)
  const label = useLabel()
  const { reason, by, byName, placedAt, note, until } = hold
  const who = by === 'person' && byName !== null ? byName : label(HOLD_PLACER_LABELS[by])
  return (
    <li className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
      <span className="-ml-2">
        <HoldBadge reason={reason} />
      </span>
      <span>
        {t.heldBy(who)}
        {placedAt !== null && (
          <>
            {' · '}
            <Instant at={placedAt} />
          </>
        )}
      </span>
      {until !== null && (
        <span>
          · {t.heldUntil} <Instant at={until} className="font-medium" />
        </span>
      )}
      {note !== null && <q>{note}</q>}
      {by === 'channel' ? (
        <span className="opacity-85">· {t.channelLifts}</span>
      ) : (
        <LiftButton orderId={orderId} reason={reason} />
      )}
    </li>
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
