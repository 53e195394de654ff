'use client'

import { useEffect, useState } from 'react'
import { bilingual, useWords } from '#words/locale.tsx'
import { useFloorSettings } from '../feedback/settings.ts'
import { useSound } from '../feedback/sound.ts'
import { useFloorState } from '../flow/floor.tsx'
import { Volume2 } from '../parts/icons/volume-2.ts'

const words = bilingual(
  { silent: '扫描还没有声音', enable: '打开声音' },
  { silent: 'Scans are silent so far', enable: 'Turn sound on' },
)

/** Keys unlock the sound by themselves, a little after the first scan. */
const PATIENCE_MS = 1500

/** A scanner that inserts its text touches nothing, and the browser wants one touch before it plays: asked for once a scan was silent. */
export function SoundStrip() {
  const t = useWords(words)
  const { state, enable } = useSound()
  const { isMuted } = useFloorSettings()
  const hasScanned = useFloorState(({ shown }) => shown !== null)
  const isSilent = hasScanned && !isMuted && state === 'locked'
  const [isTold, setTold] = useState(false)
  useEffect(() => {
    setTold(false)
    if (!isSilent) return
    const timer = setTimeout(() => setTold(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [isSilent])
  if (!isTold) return null
  return (
    <div className="tone tone-amber flex min-h-12 items-center justify-between gap-3 bg-tone-bg pl-3 font-medium text-sm text-tone-fg">
      {t.silent}
      <button type="button" className="flex min-h-12 items-center gap-2 px-4 font-bold" onClick={() => void enable()}>
        <Volume2 aria-hidden className="size-5" />
        {t.enable}
      </button>
    </div>
  )
}
