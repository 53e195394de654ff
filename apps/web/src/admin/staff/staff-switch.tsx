'use client'

import type { StaffView } from '@baton/contract'
import { useWords } from '#words/locale.tsx'
import { EnableSwitch } from '../form/enable-switch.tsx'
import { useStaffChanges } from './use-staff.ts'
import { staffWords } from './words.ts'

export function StaffSwitch({ person, fixed }: { person: StaffView; fixed: boolean }) {
  const t = useWords(staffWords)
  const { enable } = useStaffChanges()
  const off = { title: t.disableTitle(person.name), confirm: t.disable }
  return (
    <EnableSwitch of={person} label={t.enabledOf(person.name)} action={enable} disabled={fixed} off={off}>
      <p>{t.disableHint}</p>
    </EnableSwitch>
  )
}
