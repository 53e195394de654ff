'use client'

import { useWords } from '#words/locale.tsx'
import { useUpdate } from '../install/use-update.ts'
import { updateWords } from './update-words.ts'

/** Offered, never forced: not before every scan is on the server. */
export function UpdateStrip() {
  const t = useWords(updateWords)
  const update = useUpdate()
  if (update.state === 'none') return null
  return (
    <div className="tone tone-blue flex min-h-12 items-center justify-between gap-3 bg-tone-bg pl-3 font-medium leading-snug text-sm text-tone-fg">
      <span className="min-w-0 py-1.5 pr-3">{update.state === 'held' ? t.held : t.ready}</span>
      {update.state !== 'held' && (
        <button
          type="button"
          className="min-h-12 px-4 font-bold"
          disabled={update.state === 'applying'}
          onClick={update.apply}
        >
          {t.now}
        </button>
      )}
    </div>
  )
}
