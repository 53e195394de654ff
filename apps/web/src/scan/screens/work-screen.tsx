'use client'

import { useWords } from '#words/locale.tsx'
import { useFloorState } from '../flow/floor.tsx'
import type { Flow } from '../flow/flow.ts'
import { InspectPanel } from './inspect-panel.tsx'
import { LoadPanel } from './load-panel.tsx'
import { LookPanel } from './look-panel.tsx'
import { PackPanel } from './pack-panel.tsx'
import { ReadyPanel } from './ready-panel.tsx'
import { ReturnPanel } from './return-panel.tsx'
import { workWords } from './words.ts'

/** What is in hand, and the only sensible next step. */
export function WorkScreen() {
  const t = useWords(workWords)
  const { flow } = useFloorState()
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
      return <LoadPanel flow={flow} />
    case 'returning':
      return <ReturnPanel />
    case 'inspecting':
      return <InspectPanel key={flow.code} code={flow.code} />
    case 'looking':
      return <LookPanel code={flow.code} found={flow.found} />
  }
}
