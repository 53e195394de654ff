'use client'

import { clientFailure } from '#data/failure.ts'
import { type Standing, useLastFailure } from '#data/last-failure.ts'
import { FailedLine, LinesSkeleton } from './state.tsx'

/** What a titled card beside the room's own list shows until its lines are here; of a silent server the room speaks for it. */
export function LinesWaiting({ read }: { read: Standing }) {
  const failure = useLastFailure(read)
  if (read.data !== undefined) return null
  if (failure === null || clientFailure(failure).code === 'UNREACHABLE') return <LinesSkeleton />
  return (
    <div className="px-4 py-3">
      <FailedLine error={failure} />
    </div>
  )
}
