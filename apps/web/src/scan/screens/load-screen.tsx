'use client'

import { lazy, Suspense, useEffect } from 'react'
import { useWords } from '#words/locale.tsx'
import { useFloor, useFloorState } from '../flow/floor.tsx'
import { useFollow } from '../flow/use-go.ts'
import { LoadPanel } from './load-panel.tsx'
import { loadWords } from './load-words.ts'

const HandOverSheet = lazy(() =>
  import('../questions/hand-over-sheet.tsx').then((loaded) => ({ default: loaded.HandOverSheet })),
)

/** One truck, until it is handed over or left. */
export function LoadScreen() {
  const t = useWords(loadWords)
  const { store } = useFloor()
  const flow = useFloorState((state) => state.flow)
  const question = useFloorState((state) => state.question)
  const follow = useFollow()
  const isHere = flow.at === 'loading'
  useEffect(() => {
    if (!isHere) follow()
  }, [isHere, follow])
  return (
    <>
      <h1 className="sr-only">{t.loading}</h1>
      {isHere && <LoadPanel flow={flow} />}
      <Suspense fallback={null}>
        {question?.kind === 'hand_over' && <HandOverSheet trip={question.trip} onClose={() => store.ask(null)} />}
      </Suspense>
    </>
  )
}
