'use client'

import type { FloorFound } from '@baton/contract'
import { lazy, Suspense } from 'react'
import { useWords } from '#words/locale.tsx'
import { READY } from '../flow/flow.ts'
import { useGo } from '../flow/use-go.ts'
import { Button } from '../parts/button.tsx'
import { CodeText } from '../parts/code-text.tsx'
import { Empty } from '../parts/empty.tsx'
import { Search } from '../parts/first-icons.ts'
import { lookWords } from './look-words.ts'

/** Nothing is found before something was scanned. */
const Found = lazy(() => import('./look-found.tsx').then((loaded) => ({ default: loaded.Found })))

/** What any code is. Nothing is recorded by a scan here. */
export function LookPanel({ code, found }: { code: string | null; found: FloorFound | null }) {
  const t = useWords(lookWords)
  const go = useGo()
  return (
    <div className="grid gap-3">
      <div className="flex items-center justify-between gap-2 rounded-2xl border-2 border-accent bg-surface py-1 pr-1 pl-3">
        <h2 className="flex items-center gap-2 font-bold text-lg">
          <Search aria-hidden className="size-6 text-accent-text" />
          {t.looking}
        </h2>
        <Button look="quiet" onClick={() => go(READY)}>
          {t.leave}
        </Button>
      </div>
      {code === null ? (
        <Empty icon={<Search />} title={t.lookingHint} />
      ) : (
        <>
          <CodeText code={code} className="px-1 text-xl" />
          <Suspense>
            <Found found={found} />
          </Suspense>
        </>
      )}
    </div>
  )
}
