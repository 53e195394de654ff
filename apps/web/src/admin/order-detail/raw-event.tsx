'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useLastFailure } from '#data/last-failure.ts'
import { useTRPC } from '#data/trpc.ts'
import { Failed, Skeleton } from '#ui/state.tsx'
import { useWords } from '#words/locale.tsx'
import { RawBody } from '../raw-body.tsx'
import { timelineWords } from './timeline-words.ts'

export function RawEvent({ id }: { id: string }) {
  const t = useWords(timelineWords)
  const trpc = useTRPC()
  const event = useQuery(trpc.events.get.queryOptions({ id }))
  const failure = useLastFailure(event)
  if (failure !== null) return <Failed error={failure} trying={event.isFetching} onAgain={() => void event.refetch()} />
  if (event.data === undefined) return <Skeleton className="mt-2 h-32" />
  return (
    <div className="mt-2 grid gap-1.5">
      <RawBody event={event.data} />
      <Link
        href={`/admin/events/detail/?id=${id}`}
        prefetch={false}
        className="press-target w-fit font-medium text-accent-text text-xs hover:underline"
      >
        {t.openEvent} #{id}
      </Link>
    </div>
  )
}
