'use client'

import type { GunView } from '@baton/contract'
import { useState } from 'react'
import { Button } from '#ui/button.tsx'
import { CopyButton } from '#ui/copy-button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { useWords } from '#words/locale.tsx'
import { NameAndPlaceDialog } from './name-and-place-dialog.tsx'
import { useDeviceChanges } from './use-devices.ts'
import { deviceWords } from './words.ts'

/** Its key is shown once. */
export function GunDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(deviceWords)
  const [made, setMade] = useState<GunView | null>(null)
  const { createGun } = useDeviceChanges()
  if (made) return <Key made={made} onClose={onClose} />
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

function Key({ made, onClose }: { made: GunView; onClose: () => void }) {
  const t = useWords(deviceWords)
  return (
    <Dialog
      title={t.gunTitle}
      hint={t.keyOnce}
      onClose={onClose}
      footer={
        <Button look="primary" onClick={onClose}>
          {t.done}
        </Button>
      }
    >
      <dl className="grid gap-3">
        {[
          [t.gunId, made.id],
          [t.key, made.key],
        ].map(([name = '', value = '']) => (
          <div key={name}>
            <dt className="font-medium text-13 text-ink-2">{name}</dt>
            <dd className="flex items-center gap-2">
              <code className="min-w-0 flex-1 break-all rounded-lg bg-sunken px-3 py-2 font-mono text-13">{value}</code>
              <CopyButton text={value} what={name} />
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
