'use client'

import { useEffect } from 'react'
import { useWords } from '#words/locale.tsx'
import { useFloorState } from '../flow/floor.tsx'
import type { Flow } from '../flow/flow.ts'
import { useFollow } from '../flow/use-go.ts'
import { PackPanel } from './pack-panel.tsx'
import { ReadyPanel } from './ready-panel.tsx'
import { workWords } from './words.ts'

/** What is in hand, and the only sensible next step. */
export function WorkScreen() {
  const t = useWords(workWords)
  const flow = useFloorState((state) => state.flow)
  const follow = useFollow()
  useEffect(follow, [follow])
  return (
    <>
      <h1 className="sr-only">{t.title}</h1>
      <Panel flow={flow} />
    </>
  )
}

function Panel({ flow }: { flow: Flow }) {
  switch (flow.at) {
    case 'ready':
      return <ReadyPanel />
    case 'packing':
      return <PackPanel flow={flow} />
    case 'loading':
    case 'returning':
    case 'inspecting':
    case 'looking':
      return null
  }
}
