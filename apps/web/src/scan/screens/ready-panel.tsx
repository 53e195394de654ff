'use client'

import { lazy, Suspense } from 'react'
import { useWords } from '#words/locale.tsx'
import { useGo } from '../flow/use-go.ts'
import { Button } from '../parts/button.tsx'
import { PackageOpen, ScanLine, Search } from '../parts/first-icons.ts'
import { useFloorSession } from '../session/session.tsx'
import { Undo } from './undo.tsx'
import { workWords } from './words.ts'

const InstallCard = lazy(() =>
  import('../install/install-card.tsx').then((loaded) => ({ default: loaded.InstallCard })),
)
const LatestScans = lazy(() => import('./latest-scans.tsx').then((loaded) => ({ default: loaded.LatestScans })))

export function ReadyPanel() {
  const t = useWords(workWords)
  const go = useGo()
  const { device } = useFloorSession()
  return (
    <div className="grid gap-3">
      <section className="grid justify-items-center gap-1 rounded-2xl border border-line bg-surface px-4 pt-6 pb-5 text-center">
        <ScanLine aria-hidden className="size-16 text-accent-text" strokeWidth={1.6} />
        <h2 className="font-bold text-2xl">{t.ready}</h2>
        <p className="text-ink-3">{t.readyHint}</p>
        {typeof device === 'object' && (
          <p className="mt-1 font-medium text-ink-2 text-sm">
            {device.warehouseName} · {device.name}
          </p>
        )}
      </section>
      <div className="grid grid-cols-2 gap-2">
        <Button className="min-h-14" onClick={() => go({ at: 'returning' })}>
          <PackageOpen />
          {t.returns}
        </Button>
        <Button className="min-h-14" onClick={() => go({ at: 'looking', code: null, found: null })}>
          <Search />
          {t.look}
        </Button>
      </div>
      <Undo />
      <Suspense>
        <InstallCard />
        <LatestScans />
      </Suspense>
    </div>
  )
}
