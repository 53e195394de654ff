'use client'

import { lazy, Suspense } from 'react'
import { useWords } from '#words/locale.tsx'
import { READY } from '../flow/flow.ts'
import { useGo } from '../flow/use-go.ts'
import { Button } from '../parts/button.tsx'
import { ScanLine } from '../parts/first-icons.ts'
import { returnWords } from './return-words.ts'
import { Undo } from './undo.tsx'

const LatestScans = lazy(() => import('./latest-scans.tsx').then((loaded) => ({ default: loaded.LatestScans })))

export function ReturnPanel() {
  const t = useWords(returnWords)
  const go = useGo()
  return (
    <div className="grid gap-3">
      <section className="grid justify-items-center gap-1 rounded-2xl border-2 border-accent bg-surface px-4 py-6 text-center">
        <ScanLine aria-hidden className="size-16 text-accent-text" strokeWidth={1.6} />
        <h2 className="font-bold text-2xl">{t.returning}</h2>
        <p className="text-ink-2">{t.returningHint}</p>
      </section>
      <Undo />
      <Button onClick={() => go(READY)}>{t.leave}</Button>
      <Suspense>
        <LatestScans />
      </Suspense>
    </div>
  )
}
