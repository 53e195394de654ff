'use client'

import type { SessionView } from '@baton/contract'
import { BellRing } from 'lucide-react'
import { useEffect, useState } from 'react'
import { bilingual, useWords } from '#words/locale.tsx'
import { play } from '../feedback/sound.ts'
import { speak } from '../feedback/speak.ts'
import { query } from '../server/call.ts'
import { useFloorSession } from '../session/session.tsx'

const words = bilingual(
  { waiting: (n: number) => `${n} 条告警等人处理`, look: '去看' },
  { waiting: (n: number) => `${n} ${n === 1 ? 'alert waits' : 'alerts wait'} for somebody`, look: 'Look' },
)

const LOOK_AGAIN_MS = 15_000
/** Like no answer to a scan: soft, and upwards. */
const CHIME = {
  wave: 'sine',
  notes: [
    { pitch: 880, from: 0, length: 150 },
    { pitch: 1320, from: 170, length: 300 },
  ],
} as const
const SPOKEN = { zh: '有新的告警', en: 'A new alert' }

/** For who holds the device and is told of alerts, where no push arrives: in sight on every page, and heard when there is one more. */
export function AlertStrip() {
  const t = useWords(words)
  const { operator } = useFloorSession()
  const waiting = useWaiting(operator?.id ?? null)
  if (waiting === 0) return null
  return (
    <div className="tone tone-red flex min-h-12 items-center gap-2 bg-tone-bg pl-3 font-semibold text-sm text-tone-fg">
      <BellRing aria-hidden className="size-5 shrink-0" />
      <span className="flex-1 leading-snug">{t.waiting(waiting)}</span>
      <a href="/admin/alerts/" className="flex min-h-12 items-center px-4 font-bold underline underline-offset-2">
        {t.look}
      </a>
    </div>
  )
}

/** How many alerts nobody has acknowledged; 0 also for who is not told of any. */
function useWaiting(operatorId: string | null): number {
  const [waiting, setWaiting] = useState(0)
  useEffect(() => {
    setWaiting(0)
    if (operatorId === null) return
    const gone = new AbortController()
    let [mayAsk, before] = [false, null as number | null]
    const look = async () => {
      if (document.visibilityState === 'hidden') return
      mayAsk ||= (await query<SessionView | null>('me.get'))?.rights.includes('alerts.read') === true
      if (!mayAsk) return gone.abort()
      const told = await query<{ waiting: number }>('alerts.count')
      if (gone.signal.aborted) return
      if (before !== null && told.waiting > before) {
        play(CHIME)
        speak(SPOKEN)
      }
      before = told.waiting
      setWaiting(before)
    }
    const lookOrWait = () => void look().catch(() => {})
    const timer = setInterval(lookOrWait, LOOK_AGAIN_MS)
    gone.signal.addEventListener('abort', () => clearInterval(timer))
    lookOrWait()
    return () => gone.abort()
  }, [operatorId])
  return waiting
}
