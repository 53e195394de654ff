'use client'

import type { Session } from '#data/session.ts'
import { Failed } from '#ui/state.tsx'

/** A whole page for when the server did not say who is signed in. */
export function SessionUnknown({ session }: { session: Extract<Session, { kind: 'unknown' }> }) {
  return (
    <main className="grid min-h-dvh place-items-center">
      <h1 className="sr-only">接力 Baton</h1>
      <Failed error={session.error} trying={session.trying} onAgain={session.again} />
    </main>
  )
}
