'use client'

import { SCAN_ANSWERS } from '@baton/contract'
import { lazy, Suspense, useState } from 'react'
import { useLabel, useWords } from '#words/locale.tsx'
import { useScans } from '../capture/use-scans.ts'
import { answer as sound } from '../feedback/answer.ts'
import { useFloor } from '../flow/floor.tsx'
import type { StopShown } from '../flow/use-stops-shown.ts'
import { CodeText } from '../parts/code-text.tsx'
import { Hand } from '../parts/first-icons.ts'
import { useModal } from '../parts/use-modal.ts'
import { shellWords } from './words.ts'

const WhyHeld = lazy(() => import('./why-held.tsx').then((loaded) => ({ default: loaded.WhyHeld })))

/** 停. Nothing else can be done until a thumb says that the parcel is put down. */
export function StopScreen({ stop }: { stop: StopShown }) {
  const t = useWords(shellWords)
  const label = useLabel()
  const ref = useModal()
  const { stopsWaiting, acknowledgeStop } = useFloor()
  const [wasBlocked, setBlocked] = useState(false)
  const { title, next } = SCAN_ANSWERS[stop.answer]
  useScans(() => {
    sound('stop')
    setBlocked(true)
  })
  return (
    <dialog
      ref={ref}
      aria-labelledby="stop-title"
      onCancel={(event) => event.preventDefault()}
      className="m-0 flex h-dvh max-h-none w-full max-w-none flex-col bg-red-700 p-5 text-white"
    >
      <div className="flex min-h-0 flex-1 flex-col items-center justify-center-safe gap-3 overflow-y-auto pb-3 text-center">
        <Hand aria-hidden className="aspect-square h-24 min-h-10 w-auto" strokeWidth={1.8} />
        <h2 id="stop-title" className="text-balance font-bold text-4xl leading-tight">
          {label(title)}
        </h2>
        <Suspense>{stop.answer === 'held' && <WhyHeld stop={stop} />}</Suspense>
        {stop.code && <CodeText code={stop.code} className="text-2xl" />}
        {next && (
          <p className="mt-2 rounded-2xl bg-white/15 px-5 py-3 font-semibold text-xl">
            <span className="block font-medium text-base">{t.whatNow}</span>
            {label(next)}
          </p>
        )}
        {wasBlocked && (
          <p role="alert" className="font-bold text-lg">
            {t.blocked}
          </p>
        )}
        {stopsWaiting > 1 && <p className="text-base">{t.stopMore(stopsWaiting - 1)}</p>}
      </div>
      <button
        type="button"
        onClick={() => void acknowledgeStop(stop)}
        className="min-h-18 w-full shrink-0 text-balance rounded-2xl bg-white px-4 font-bold text-red-800 text-xl active:bg-red-100"
      >
        {t.acknowledge}
      </button>
    </dialog>
  )
}
