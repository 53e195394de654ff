'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { clientFailure } from '#data/failure.ts'
import { useLastFailure } from '#data/last-failure.ts'
import { Card } from './card.tsx'
import { Failed, FailedLine, Skeleton } from './state.tsx'

/**
 * The four faces of a read: waiting, failed, empty, here. Old data stays in sight while a new read fails, a failure while
 * the next try is under way.
 */
export function Loaded<T>({
  query,
  empty,
  isEmpty,
  skeleton = <RowsSkeleton />,
  isAside = false,
  children,
}: {
  query: Pick<UseQueryResult<T, unknown>, 'data' | 'error' | 'errorUpdateCount' | 'isFetching'> & {
    refetch: () => unknown
  }
  empty?: ReactNode
  isEmpty?: (data: T) => boolean
  skeleton?: ReactNode
  /** Beside what the room is about: of a silent server the room speaks for it. */
  isAside?: boolean
  children: (data: T) => ReactNode
}) {
  const { data, isFetching, refetch } = query
  const failure = useLastFailure(query)
  const isToldOf = isAside && clientFailure(failure).code === 'UNREACHABLE'
  if (data === undefined && (failure === null || isToldOf)) return skeleton
  if (data === undefined && isAside) {
    return (
      <Card className="p-4">
        <FailedLine error={failure} />
      </Card>
    )
  }
  if (data === undefined) {
    return (
      <Card>
        <Failed error={failure} trying={isFetching} onAgain={() => void refetch()} />
      </Card>
    )
  }
  return isEmpty?.(data) ? <Card>{empty}</Card> : children(data)
}

function RowsSkeleton() {
  return (
    <Card aria-busy="true" className="divide-y divide-line overflow-hidden">
      {['a', 'b', 'c', 'd', 'e', 'f'].map((row) => (
        <div key={row} className="flex h-13 items-center gap-6 px-4">
          <Skeleton className="h-3.5 w-40" />
          <Skeleton className="h-3.5 flex-1" />
          <Skeleton className="h-3.5 w-16" />
        </div>
      ))}
    </Card>
  )
}
