'use client'

import { clsx } from 'clsx'
import { useOnline } from '#data/online.ts'
import { useWords } from '#words/locale.tsx'
import type { OutboxState } from '../outbox/record.ts'
import { useOutbox } from '../outbox/use-outbox.ts'
import { CloudOff, CloudUpload, IdCard, TriangleAlert, Wifi } from '../parts/first-icons.ts'
import { Link } from '../parts/link.tsx'
import { useFloorSession } from '../session/session.tsx'
import { shellWords } from './words.ts'

const SENDING_LOOK = {
  idle: { icon: Wifi, tone: 'tone-green' },
  sending: { icon: CloudUpload, tone: 'tone-blue' },
  offline: { icon: CloudOff, tone: 'tone-amber' },
  stopped: { icon: TriangleAlert, tone: 'tone-red' },
} as const satisfies Record<OutboxState['sending'], object>

/** Network, how much is where, and who holds the device: always in sight. */
export function StatusBar() {
  const t = useWords(shellWords)
  const { storage, onDevice, onServer, sending } = useOutbox((state) => state)
  const online = useOnline()
  const shown = online ? sending : 'offline'
  const { icon: Icon, tone } = SENDING_LOOK[shown]
  return (
    <header className="flex min-h-12 shrink-0 items-center gap-1 max-[16rem]:flex-wrap border-line border-b bg-surface pr-1 pl-3">
      <Link href="/scan/check/" className="flex min-h-12 min-w-0 flex-1 items-center gap-2 max-[16rem]:basis-full">
        <span className={clsx('tone flex items-center gap-1 rounded-lg bg-tone-bg px-2 py-1 text-tone-fg', tone)}>
          <Icon aria-hidden className="size-4 shrink-0" />
          <span className="whitespace-nowrap font-semibold text-sm">{t.sending[shown]}</span>
        </span>
        <span
          className={clsx(
            'text-balance font-semibold text-sm tabular-nums leading-tight',
            onDevice === onServer ? 'text-ink-2' : 'tone tone-amber text-tone-fg',
          )}
        >
          {storage === 'ready' || storage === 'full' ? t.counts(onDevice, onServer) : '…'}
        </span>
      </Link>
      <OperatorLink />
    </header>
  )
}

function OperatorLink() {
  const t = useWords(shellWords)
  const { operator } = useFloorSession()
  return (
    <Link
      href="/scan/more/"
      className={clsx(
        'flex h-12 max-w-[38%] items-center max-[16rem]:max-w-full gap-1.5 rounded-xl px-2 font-semibold text-sm',
        operator ? 'text-ink' : 'text-accent-text',
      )}
    >
      <IdCard aria-hidden className="size-5 shrink-0" />
      <span className="line-clamp-2 text-balance leading-tight">
        {operator ? (operator.name ?? t.byBadge) : t.nobody}
      </span>
    </Link>
  )
}
