'use client'

import { CloudOff, RotateCw, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { clientFailure, failureLabel, mayRetry } from '#data/failure.ts'
import { useOnline } from '#data/online.ts'
import { shortTime } from '#time/instants.ts'
import { bilingual, useLabel, useWords } from '#words/locale.tsx'
import { toneClass } from './badge.tsx'
import { Button } from './button.tsx'
import { cn } from './cn.ts'

const words = bilingual(
  {
    again: '重试',
    offline: '网络已断开',
    offlineHint: '恢复连接后会自动继续，也可以稍后重试。',
    unreachableHint: '可能正在重启。稍后重试；一直如此请联系管理员。',
    code: (code: string) => `错误代码 ${code}`,
    until: (time: string) => `（${time} 之后）`,
  },
  {
    again: 'Try again',
    offline: 'You are offline',
    offlineHint: 'It continues by itself once the network is back, or try again later.',
    unreachableHint: 'It may be starting again. Try later; if it stays so, tell an administrator.',
    code: (code: string) => `Error code ${code}`,
    until: (time: string) => ` (after ${time})`,
  },
)

export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cn('animate-pulse rounded-md bg-line', className)} />
}

/** What a titled card shows until its lines are here. */
export function LinesSkeleton() {
  return (
    <div aria-busy="true" className="grid gap-3 p-4">
      <Skeleton className="h-3.5 w-40" />
      <Skeleton className="h-3.5 w-56" />
    </div>
  )
}

/** Nothing is here: says why, and what to do about it. */
export function Empty({
  icon,
  title,
  hint,
  children,
}: {
  icon: ReactNode
  title: ReactNode
  hint?: ReactNode
  children?: ReactNode
}) {
  return (
    <div className="flex flex-col items-center px-6 py-14 text-center">
      <div
        aria-hidden
        className="mb-4 grid size-12 place-items-center rounded-2xl border border-line bg-sunken text-ink-3 [&_svg]:size-5.5"
      >
        {icon}
      </div>
      <div className="font-semibold text-base">{title}</div>
      {hint && <p className="mt-1 max-w-sm text-balance text-ink-3">{hint}</p>}
      {children && <div className="mt-5 flex flex-wrap justify-center gap-2">{children}</div>}
    </div>
  )
}

/** While half of it is in sight, nobody has to be told in a strip as well that the server does not answer as it should. */
function tellWhileInSight(words: HTMLElement | null): (() => void) | undefined {
  if (words === null) return undefined
  const tell = ([entry]: IntersectionObserverEntry[]) => words.toggleAttribute('data-tells', entry?.isIntersecting)
  const watch = new IntersectionObserver(tell, { threshold: 0.5 })
  watch.observe(words)
  return () => watch.disconnect()
}

/** A read that failed: the catalogue's words, and another try where one may help. */
export function Failed({ error, trying, onAgain }: { error: unknown; trying?: boolean; onAgain?: () => void }) {
  const t = useWords(words)
  const label = useLabel()
  const online = useOnline()
  const { code } = clientFailure(error)
  const offline = !online && code === 'UNREACHABLE'
  return (
    <div
      ref={mayRetry(error) ? tellWhileInSight : undefined}
      role="alert"
      className="flex flex-col items-center px-6 py-14 text-center"
    >
      <div
        aria-hidden
        className={cn(
          'mb-4 grid size-12 place-items-center rounded-2xl bg-tone-bg text-tone-fg [&_svg]:size-5.5',
          toneClass(offline ? 'amber' : 'red'),
        )}
      >
        {offline ? <CloudOff /> : <TriangleAlert />}
      </div>
      <p className="text-balance font-semibold text-base">{offline ? t.offline : label(failureLabel(code))}</p>
      <p className="mt-1 max-w-sm text-balance text-ink-3">
        {offline ? t.offlineHint : code === 'UNREACHABLE' ? t.unreachableHint : t.code(code)}
      </p>
      {onAgain && mayRetry(error) && (
        <Button className="mt-5" onClick={onAgain}>
          <RotateCw className={trying ? 'animate-spin' : undefined} />
          {t.again}
        </Button>
      )}
    </div>
  )
}

/** A write that failed, beside its button. */
export function FailedLine({ error, children }: { error: unknown; children?: ReactNode }) {
  const t = useWords(words)
  const label = useLabel()
  const { code, fields } = clientFailure(error)
  // Of an input that is not valid the fields say why, each in one word.
  const until = code === 'INPUT_INVALID' ? undefined : fields.until
  return (
    <p
      role="alert"
      className={cn('flex items-start gap-2 rounded-lg bg-tone-bg px-3 py-2 text-13 text-tone-fg', toneClass('red'))}
    >
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>
        {children ?? label(failureLabel(code))}
        {until !== undefined && t.until(shortTime(until, Date.now()))}
      </span>
    </p>
  )
}
