'use client'

import { useEffect } from 'react'
import { useWords } from '#words/locale.tsx'
import { useFloor, useFloorState } from '../flow/floor.tsx'
import { useFollow } from '../flow/use-go.ts'
import { HandOverSheet } from '../questions/hand-over-sheet.tsx'
import { LoadPanel } from './load-panel.tsx'
import { loadWords } from './load-words.ts'

/** One truck, until it is handed over or left. */
export function LoadScreen() {
  const t = useWords(loadWords)
  const { store } = useFloor()
  const { flow, question } = useFloorState()
  const follow = useFollow()
  const isHere = flow.at === 'loading'
  useEffect(() => {
    if (!isHere) follow()
  }, [isHere, follow])
  return (
    <>
      <h1 className="sr-only">{t.loading}</h1>
      {isHere && <LoadPanel flow={flow} />}
      {question?.kind === 'hand_over' && <HandOverSheet trip={question.trip} onClose={() => store.ask(null)} />}
    </>
  )
}
