'use client'

import { useWords } from '#words/locale.tsx'
import { useUpdate } from '../worker/use-update.ts'
import { shellWords } from './words.ts'

/** Offered, never forced: a batch in hand is not interrupted. */
export function UpdateStrip() {
  const t = useWords(shellWords)
  const update = useUpdate()
  if (!update.isReady) return null
  return (
    <div className="tone tone-blue flex items-center justify-between gap-3 bg-tone-bg pl-3 font-medium text-sm text-tone-fg">
      {t.update}
      <button type="button" className="min-h-12 px-4 font-bold" onClick={update.apply}>
        {t.updateNow}
      </button>
    </div>
  )
}
