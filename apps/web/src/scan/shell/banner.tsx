'use client'

import { clsx } from 'clsx'
import { useLabel } from '#words/locale.tsx'
import { useFloorState } from '../flow/floor.tsx'
import { CodeText } from '../parts/code-text.tsx'
import { TONE_LOOKS } from '../parts/tone-look.tsx'

/** What the last scan led to: one colour and one sign, in sight from an arm away. It is told from a place that stays. */
export function Banner() {
  const shown = useFloorState((state) => state.shown)
  const label = useLabel()
  const { panel, icon: Icon } = TONE_LOOKS[shown?.tone ?? 'ok']
  return (
    <div role="status" className="sticky top-0 z-10">
      {shown && (
        <div key={shown.key} className={clsx('flex items-center gap-3 px-3 py-2.5 shadow-float', panel)}>
          <Icon aria-hidden className="size-9 shrink-0" strokeWidth={3} />
          <div className="min-w-0 flex-1">
            <p className="font-bold text-xl leading-tight">{label(shown.title)}</p>
            {shown.next && <p className="font-medium text-base leading-snug">{label(shown.next)}</p>}
            {shown.about && <CodeText code={shown.about} className="line-clamp-2 text-sm leading-snug" />}
          </div>
        </div>
      )}
    </div>
  )
}
