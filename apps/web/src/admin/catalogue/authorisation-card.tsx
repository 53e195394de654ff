'use client'

import type { ReactNode } from 'react'
import { FailedLine } from '#ui/state.tsx'
import { useWords } from '#words/locale.tsx'
import { authorisationWords } from './authorisation-words.ts'

/** How a shop's tokens are got, with the button that gets them. */
export function AuthorisationCard({ hint, error, children }: { hint: string; error: unknown; children: ReactNode }) {
  const t = useWords(authorisationWords)
  return (
    <div className="grid gap-2 rounded-lg border border-line bg-sunken px-3 py-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="font-medium text-13">{t.title}</p>
        {children}
      </div>
      <p className="text-ink-3 text-xs">{hint}</p>
      {error !== null && <FailedLine error={error} />}
    </div>
  )
}
