'use client'

import { useWords } from '#words/locale.tsx'
import { useFloorState } from '../flow/floor.tsx'
import { LookPanel } from './look-panel.tsx'
import { workWords } from './words.ts'

export function LookScreen() {
  const t = useWords(workWords)
  const flow = useFloorState((state) => state.flow)
  const { code, found } = flow.at === 'looking' ? flow : { code: null, found: null }
  return (
    <>
      <h1 className="sr-only">{t.look}</h1>
      <LookPanel code={code} found={found} />
    </>
  )
}
