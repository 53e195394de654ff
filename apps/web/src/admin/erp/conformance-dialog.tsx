'use client'

import { type ConformanceRun, deliveryCodeLabel, type ErpSubscriptionView, ORDER_STATE_LABELS } from '@baton/contract'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTRPC } from '#data/trpc.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { FailedLine } from '#ui/state.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { conformanceWords } from './conformance-words.ts'

const LOOK_EVERY_MS = 3000
const LOOK_FOR_MS = 60_000
const TONES = { passed: 'green', failed: 'red', untried: 'neutral' } as const

/** Tries what an address must be able to bear, and shows what its ERP makes of it. */
export function ConformanceDialog({
  subscription,
  onClose,
}: {
  subscription: ErpSubscriptionView
  onClose: () => void
}) {
  const t = useWords(conformanceWords)
  const trpc = useTRPC()
  const run = useMutation(trpc.erp.runConformance.mutationOptions())
  return (
    <Dialog
      title={t.open}
      hint={t.hint}
      onClose={onClose}
      footer={
        <Button look="primary" busy={run.isPending} onClick={() => run.mutate({ id: subscription.id })}>
          {run.data ? t.again : t.start}
        </Button>
      }
    >
      <p className="mb-3 break-all font-mono text-13">{subscription.url}</p>
      {run.error !== null && <FailedLine error={run.error} />}
      {run.data && (
        <div className="grid gap-3">
          <Checks run={run.data} />
          <Written key={run.data.order} erpId={subscription.erpId} order={run.data.order} />
        </div>
      )}
    </Dialog>
  )
}

function Checks({ run }: { run: ConformanceRun }) {
  const t = useWords(conformanceWords)
  return (
    <ul className="divide-y divide-line rounded-lg border border-line">
      {run.checks.map(({ check, verdict, answer }) => (
        <li key={check} className="grid gap-0.5 px-3 py-2.5 text-13">
          <p className="flex flex-wrap items-center gap-2">
            <span className="min-w-0 flex-1 font-medium">{t.checks[check].name}</span>
            {answer !== '' && <Answer answer={answer} />}
            <Badge tone={TONES[verdict]}>{t.verdicts[verdict]}</Badge>
          </p>
          <p className="text-ink-3 text-xs">{t.checks[check].why}</p>
        </li>
      ))}
    </ul>
  )
}

/** An HTTP status, or why there was none. */
function Answer({ answer }: { answer: string }) {
  const t = useWords(conformanceWords)
  const label = useLabel()
  const fault = deliveryCodeLabel(answer)
  return <span className="text-ink-3 text-xs">{fault ? label(fault) : t.answered(answer)}</span>
}

/** What comes back about the test order, for a minute. */
function Written({ erpId, order }: { erpId: string; order: string }) {
  const t = useWords(conformanceWords)
  const label = useLabel()
  const trpc = useTRPC()
  const [looking, setLooking] = useState(true)
  useEffect(() => {
    const timer = setTimeout(() => setLooking(false), LOOK_FOR_MS)
    return () => clearTimeout(timer)
  }, [])
  const query = trpc.erp.conformanceWrites.queryOptions({ erpId, order }, { refetchInterval: looking && LOOK_EVERY_MS })
  const { data, error } = useQuery(query)
  return (
    <section className="rounded-lg border border-line px-3 py-2.5 text-13" aria-live="polite">
      <h3 className="font-medium">{t.written}</h3>
      <p className="text-ink-3 text-xs">
        {t.order} <span className="font-mono">{order}</span>
      </p>
      {error !== null && <FailedLine error={error} />}
      {data && data.writes === 0 && <p className="text-ink-2">{looking ? t.nothing : t.silent}</p>}
      {data && data.writes > 0 && data.back.length === 0 && data.twice === 0 && <p>{t.good(data.writes)}</p>}
      {data && data.back.length > 0 && (
        <p className="text-danger-text">
          {t.back(data.back.map((state) => label(ORDER_STATE_LABELS[state])).join(t.and))}
        </p>
      )}
      {data && data.twice > 0 && <p className="text-danger-text">{t.twice(data.twice)}</p>}
    </section>
  )
}
