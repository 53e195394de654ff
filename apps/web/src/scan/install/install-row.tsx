'use client'

import { useWords } from '#words/locale.tsx'
import { CheckRow } from '../check/check-row.tsx'
import { Button } from '../parts/button.tsx'
import { useInstall } from './use-install.ts'
import { useKept } from './use-kept.ts'
import { installWords } from './words.ts'

const MARKS = { installed: 'good', offered: 'idle', by_hand: 'idle', unavailable: 'idle', insecure: 'warn' } as const

/** Whether the floor is installed here, and the button for it. */
export function InstallRow() {
  const t = useWords(installWords)
  const { state, install } = useInstall()
  const isLost = useKept() === false
  return (
    <CheckRow
      name={t.row}
      mark={isLost ? 'warn' : MARKS[state]}
      action={state === 'offered' && <Button onClick={() => void install()}>{t.install}</Button>}
    >
      {isLost ? t.notKept : t.states[state]}
    </CheckRow>
  )
}
