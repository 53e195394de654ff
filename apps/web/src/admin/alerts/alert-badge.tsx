'use client'

import { useWords } from '#words/locale.tsx'
import { useAlertCount } from './use-alerts.ts'
import { alertWords } from './words.ts'

/** How many alerts nobody has yet, beside the room's name; nothing when there are none. */
export function AlertBadge() {
  const t = useWords(alertWords)
  const count = useAlertCount()
  if (count === 0) return null
  return (
    <span className="grid h-5 min-w-5 place-items-center rounded-full bg-danger px-1.5 font-semibold text-2xs text-white">
      <span aria-hidden>{count > 99 ? '99+' : count}</span>
      <span className="sr-only">{t.waiting(count)}</span>
    </span>
  )
}
