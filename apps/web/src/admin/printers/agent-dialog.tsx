'use client'

import type { GunView } from '@baton/contract'
import { useState } from 'react'
import { useWords } from '#words/locale.tsx'
import { NameAndPlaceDialog } from '../devices/name-and-place-dialog.tsx'
import { IssuedDialog } from '../form/issued-dialog.tsx'
import { usePrinting } from './use-printers.ts'
import { printerWords } from './words.ts'

/** Enrols a print agent; its key is shown once. */
export function AgentDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(printerWords)
  const [issued, setIssued] = useState<GunView | null>(null)
  const { createAgent } = usePrinting()
  if (issued)
    return (
      <IssuedDialog
        words={t}
        rows={[
          { name: t.device, value: issued.id },
          { name: t.key, value: issued.key },
        ]}
        onClose={onClose}
      />
    )
  return (
    <NameAndPlaceDialog
      title={t.agentTitle}
      hint={t.agentHint}
      saveLabel={t.agentMake}
      example={t.agentExample}
      send={async (input) => setIssued(await createAgent.mutateAsync(input))}
      onClose={onClose}
    />
  )
}
