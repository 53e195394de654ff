'use client'

import type { DeliveryDetail } from '@baton/contract'
import { useQuery } from '@tanstack/react-query'
import { CircleCheck, CircleX, LoaderCircle } from 'lucide-react'
import Link from 'next/link'
import { useTRPC } from '#data/trpc.ts'
import { FailedLine } from '#ui/state.tsx'
import { useWords } from '#words/locale.tsx'
import { DeliveryCode } from '../deliveries/delivery-code.tsx'
import { messageWords } from './words.ts'

const LOOK_AGAIN_MS = 700

/** What became of one test message: asked until the messenger has answered for good. */
export function TestOutcome({ deliveryId }: { deliveryId: string }) {
  const t = useWords(messageWords)
  const trpc = useTRPC()
  const call = useQuery(
    trpc.deliveries.get.queryOptions(
      { id: deliveryId },
      { refetchInterval: ({ state }) => (state.data && state.data.state !== 'pending' ? false : LOOK_AGAIN_MS) },
    ),
  )
  return (
    <div className="grid gap-2 text-13" role="status">
      {call.error ? <FailedLine error={call.error} /> : <OutcomeLine call={call.data} />}
      <Link
        className="press-target inline-block justify-self-start underline underline-offset-2"
        href={`/admin/deliveries/?id=${deliveryId}`}
      >
        {t.openCall}
      </Link>
    </div>
  )
}

function OutcomeLine({ call }: { call: DeliveryDetail | undefined }) {
  const t = useWords(messageWords)
  if (call?.state === 'done')
    return (
      <p className="tone tone-green flex items-center gap-2 text-tone-fg">
        <CircleCheck className="size-5 shrink-0" />
        {t.testTaken}
      </p>
    )
  if (call && call.state !== 'pending')
    return (
      <p className="flex items-center gap-2 text-danger-text">
        <CircleX className="size-5 shrink-0" />
        <span>
          {t.testRefused} <DeliveryCode code={call.code} />
        </span>
      </p>
    )
  return (
    <p className="flex items-center gap-2 text-ink-2">
      <LoaderCircle className="size-5 shrink-0 animate-spin motion-reduce:animate-none" />
      {call === undefined || call.tries === 0 ? t.testUnderway : t.testRetried(call.tries)}
      {call !== undefined && call.tries > 0 && <DeliveryCode code={call.code} />}
    </p>
  )
}
