'use client'

import { ATTEMPT_RESULT_LABELS, type DeliveryAttemptView, type DeliveryDetail } from '@baton/contract'
import { useMay } from '#data/session.ts'
import { ExactAndAgo } from '#time/exact-instant.tsx'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Loaded } from '#ui/loaded.tsx'
import { FailedLine } from '#ui/state.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { DeliveryCode } from './delivery-code.tsx'
import { useDelivery, useReplay } from './use-deliveries.ts'
import { deliveryWords } from './words.ts'

const TONE = { done: 'green', later: 'amber', never: 'red' } as const

/** One call with everything that was said and answered. */
export function DeliveryDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useWords(deliveryWords)
  const delivery = useDelivery(id)
  const replay = useReplay()
  const mayReplay = useMay('deliveries.replay') && delivery.data?.state === 'dead'
  return (
    <Dialog
      wide
      title={t.attempts}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t.close}</Button>
          {mayReplay && (
            <Button look="primary" busy={replay.isPending} onClick={() => replay.mutate({ ids: [id] })}>
              {t.replay}
            </Button>
          )}
        </>
      }
    >
      {replay.error && <FailedLine error={replay.error} />}
      <Loaded query={delivery}>{(data) => <Attempts delivery={data} />}</Loaded>
    </Dialog>
  )
}

function Attempts({ delivery }: { delivery: DeliveryDetail }) {
  const t = useWords(deliveryWords)
  return (
    <div className="grid gap-4">
      <p className="break-all text-13 text-ink-3">
        {t.key} <code className="font-mono">{delivery.key}</code>
      </p>
      {delivery.attempts.length === 0 && (
        <p className="text-ink-3">{delivery.tries === 0 ? t.noAttempts : t.attemptsForgotten}</p>
      )}
      <ol className="grid gap-4">
        {delivery.attempts.map((attempt) => (
          <Attempt key={attempt.number} attempt={attempt} />
        ))}
      </ol>
    </div>
  )
}

function Attempt({ attempt }: { attempt: DeliveryAttemptView }) {
  const t = useWords(deliveryWords)
  const label = useLabel()
  const parts = [
    { name: t.request, text: attempt.request },
    { name: t.answer, text: attempt.answer || t.noAnswer },
  ].filter((part) => part.text !== '')
  return (
    <li className="grid gap-2">
      <p className="flex flex-wrap items-center gap-2 text-13">
        <Badge tone={TONE[attempt.result]} dot>
          {label(ATTEMPT_RESULT_LABELS[attempt.result])}
        </Badge>
        <span className="font-medium">{t.attempt(attempt.number)}</span>
        <DeliveryCode code={attempt.code} />
        <span className="text-ink-3">
          <ExactAndAgo at={attempt.at} /> · {t.took(attempt.milliseconds)}
        </span>
      </p>
      {parts.map(({ name, text }) => (
        <details key={name} open className="text-13">
          <summary className="press-target cursor-pointer text-ink-3">{name}</summary>
          <pre className="mt-1 max-h-48 overflow-auto whitespace-pre-wrap break-all rounded-md bg-sunken p-2 font-mono text-xs">
            {text}
          </pre>
        </details>
      ))}
    </li>
  )
}
