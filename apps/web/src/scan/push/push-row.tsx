'use client'

import { useState } from 'react'
import { useLocale, useWords } from '#words/locale.tsx'
import { CheckRow } from '../check/check-row.tsx'
import { Button } from '../parts/button.tsx'
import { codeOf } from '../server/call.ts'
import { useFloorSession } from '../session/session.tsx'
import { sendTest } from './subscription.ts'
import { usePush } from './use-push.ts'
import { pushWords } from './words.ts'

/** Switches push on and tests it by the way that an alert takes. */
export function PushRow() {
  const t = useWords(pushWords)
  const { locale } = useLocale()
  const { operator } = useFloorSession()
  const { state, turnOn, turnOff } = usePush(operator?.id ?? null)
  const [told, setTold] = useState<'sent' | 'failed' | 'sign_in' | null>(null)
  const [isBusy, setBusy] = useState(false)
  const run = async (work: () => Promise<unknown>, done: 'sent' | null) => {
    setBusy(true)
    setTold(null)
    await work().then(
      () => setTold(done),
      (error) => setTold(codeOf(error) === 'NOT_SIGNED_IN' ? 'sign_in' : 'failed'),
    )
    setBusy(false)
  }
  const mark = { on: 'good', off: 'idle', unsupported: 'idle', timed_out: 'warn', blocked: 'warn' } as const
  return (
    <CheckRow
      name={t.push}
      mark={mark[state]}
      action={
        state === 'on' ? (
          <Button disabled={isBusy} onClick={() => void run(() => sendTest(locale), 'sent')}>
            {t.test}
          </Button>
        ) : (
          (state === 'off' || state === 'timed_out') && (
            <Button disabled={isBusy} onClick={() => void run(turnOn, null)}>
              {isBusy ? t.busy : t.turnOn}
            </Button>
          )
        )
      }
    >
      {t.states[state]}
      {told && <p role="status">{t.told[told]}</p>}
      {state === 'on' && (
        <button type="button" className="min-h-12 underline" disabled={isBusy} onClick={() => void run(turnOff, null)}>
          {t.turnOff}
        </button>
      )}
    </CheckRow>
  )
}
