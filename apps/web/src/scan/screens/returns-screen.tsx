'use client'

import { useWords } from '#words/locale.tsx'
import { useFloorState } from '../flow/floor.tsx'
import { InspectPanel } from './inspect-panel.tsx'
import { ReturnPanel } from './return-panel.tsx'
import { workWords } from './words.ts'

/** Returns: taken in, then inspected. */
export function ReturnsScreen() {
  const t = useWords(workWords)
  const flow = useFloorState((state) => state.flow)
  return (
    <>
      <h1 className="sr-only">{t.returns}</h1>
      {flow.at === 'inspecting' ? <InspectPanel key={flow.code} code={flow.code} /> : <ReturnPanel />}
    </>
  )
}
