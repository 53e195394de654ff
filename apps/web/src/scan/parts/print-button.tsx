'use client'

import { PRINT_FAILURE_LABELS, PRINT_STATE_LABELS, type PrintOutcome } from '@baton/contract'
import { clsx } from 'clsx'
import { useEffect, useState } from 'react'
import { useLabel } from '#words/locale.tsx'
import { codeOf, isUnheard, query } from '../server/call.ts'
import { Button } from './button.tsx'
import { FailureLine } from './failure-line.tsx'
import { Printer } from './icons/printer.ts'

const LOOK_AGAIN_MS = 1500

/** Hands something to a printer, and says what became of it for as long as it is in sight. `send`: answers with its job. */
export function PrintButton({ label: name, send }: { label: string; send: () => Promise<{ id: string }> }) {
  const label = useLabel()
  const [job, setJob] = useState<string | null>(null)
  const [isSending, setSending] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const outcome = useOutcome(job, setFailure)
  const print = async () => {
    setSending(true)
    setJob(null)
    const told = await send().catch(codeOf)
    setSending(false)
    setJob(typeof told === 'string' ? null : told.id)
    setFailure(typeof told === 'string' ? told : null)
  }
  return (
    <div className="grid content-start gap-1">
      <Button isBusy={isSending} onClick={() => void print()}>
        <Printer />
        {name}
      </Button>
      <p
        role="status"
        className={clsx('px-1 text-sm', outcome?.code ? 'font-semibold text-danger-text' : 'text-ink-2 empty:hidden')}
      >
        {outcome && label(PRINT_STATE_LABELS[outcome.state])}
        {outcome?.code && ` · ${label(PRINT_FAILURE_LABELS[outcome.code])}`}
      </p>
      {failure !== null && <FailureLine code={failure} />}
    </div>
  )
}

/** Of one job, asked for until it is settled or the server refuses to say, which `onFailure` is told; null: not heard yet. */
function useOutcome(job: string | null, onFailure: (code: string) => void): PrintOutcome | null {
  const [outcome, setOutcome] = useState<PrintOutcome | null>(null)
  useEffect(() => {
    setOutcome(null)
    if (job === null) return
    const ask = async () => {
      const told = await query<PrintOutcome>('floor.printJob', { id: job }).catch(codeOf)
      if (gone.signal.aborted) return
      if (typeof told === 'string') {
        if (isUnheard(told)) return
        setOutcome(null)
        onFailure(told)
      } else {
        setOutcome(told)
        if (told.state === 'queued' || told.state === 'taken') return
      }
      gone.abort()
    }
    const gone = new AbortController()
    const timer = setInterval(() => void ask(), LOOK_AGAIN_MS)
    gone.signal.addEventListener('abort', () => clearInterval(timer))
    void ask()
    return () => gone.abort()
  }, [job, onFailure])
  return outcome
}
