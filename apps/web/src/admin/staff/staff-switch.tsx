'use client'

import type { StaffView } from '@baton/contract'
import { useState } from 'react'
import { useSayFailure } from '#ui/say-failure.ts'
import { Switch } from '#ui/switch.tsx'
import { useWords } from '#words/locale.tsx'
import { ConfirmDialog } from '../form/confirm-dialog.tsx'
import { useStaffChanges } from './use-staff.ts'
import { staffWords } from './words.ts'

export function StaffSwitch({ person, fixed }: { person: StaffView; fixed: boolean }) {
  const t = useWords(staffWords)
  const sayFailure = useSayFailure()
  const { enable } = useStaffChanges()
  const [asking, setAsking] = useState(false)
  const set = (enabled: boolean) =>
    enable.mutate(
      { id: person.id, enabled },
      {
        onSuccess: () => setAsking(false),
        onError: (error) => enabled && sayFailure(error),
      },
    )
  return (
    <>
      <Switch
        aria-label={t.enabledOf(person.name)}
        checked={person.enabled}
        disabled={fixed || enable.isPending}
        onCheckedChange={(on) => (on ? set(true) : setAsking(true))}
      />
      {asking && (
        <ConfirmDialog
          title={t.disableTitle(person.name)}
          confirm={t.disable}
          danger
          action={enable}
          onConfirm={() => set(false)}
          onClose={() => setAsking(false)}
        >
          <p>{t.disableHint}</p>
        </ConfirmDialog>
      )}
    </>
  )
}
