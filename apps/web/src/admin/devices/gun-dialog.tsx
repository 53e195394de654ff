'use client'

import type { GunView } from '@baton/contract'
import { useState } from 'react'
import { useWords } from '#words/locale.tsx'
import { IssuedDialog } from '../form/issued-dialog.tsx'
import { NameAndPlaceDialog } from './name-and-place-dialog.tsx'
import { useDeviceChanges } from './use-devices.ts'
import { deviceWords } from './words.ts'

/** Its key is shown once. */
export function GunDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(deviceWords)
  const [made, setMade] = useState<GunView | null>(null)
  const { createGun } = useDeviceChanges()
  if (made) {
    return (
      <IssuedDialog
        words={{ issued: t.gunTitle, issuedHint: t.keyOnce, close: t.done }}
        rows={[
          { name: t.gunId, value: made.id },
          { name: t.key, value: made.key },
        ]}
        onClose={onClose}
      />
    )
  }
  return (
    <NameAndPlaceDialog
      title={t.gunTitle}
      hint={t.gunHint}
      saveLabel={t.makeKey}
      send={async (input) => setMade(await createGun.mutateAsync(input))}
      onClose={onClose}
    />
  )
}
