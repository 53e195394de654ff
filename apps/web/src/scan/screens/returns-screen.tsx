'use client'

import { lazy, Suspense } from 'react'
import { useWords } from '#words/locale.tsx'
import { useFloorState } from '../flow/floor.tsx'
import { ReturnPanel } from './return-panel.tsx'
import { workWords } from './words.ts'

const InspectPanel = lazy(() => import('./inspect-panel.tsx').then((loaded) => ({ default: loaded.InspectPanel })))

/** Returns: taken in, then inspected. */
export function ReturnsScreen() {
  const t = useWords(workWords)
  const flow = useFloorState((state) => state.flow)
  return (
    <>
      <h1 className="sr-only">{t.returns}</h1>
      <Suspense>
        {flow.at === 'inspecting' ? <InspectPanel key={flow.code} code={flow.code} /> : <ReturnPanel />}
      </Suspense>
    </>
  )
}
