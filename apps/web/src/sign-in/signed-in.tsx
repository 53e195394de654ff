'use client'

import type { SessionView } from '@baton/contract'
import { useRouter } from 'next/navigation'
import { type ReactNode, useCallback, useEffect, useState } from 'react'
import { LiveProvider } from '#data/live.tsx'
import { PersonContext, useSession } from '#data/session.ts'
import { hasUnsaved } from '#data/unsaved.ts'
import { keepZone } from '#time/zone.ts'
import { Splash } from '#ui/splash.tsx'
import { SessionUnknown } from './session-unknown.tsx'
import { SignInAgain } from './sign-in-again.tsx'
import { SlowAnswer } from './slow-answer.tsx'

/** Lets in who is signed in; everyone else is led to the sign-in page and back afterwards, unless that would lose what they filled in. */
export function SignedIn({ children }: { children: ReactNode }) {
  const session = useSession()
  const router = useRouter()
  const [last, setLast] = useState<SessionView | null>(null)
  if (session.kind === 'person' && session.person !== last) setLast(session.person)
  const kept = session.kind === 'nobody' && hasUnsaved() ? last : null
  const isLeaving = session.kind === 'nobody' && kept === null
  const leave = useCallback(() => {
    router.replace(`/sign-in/?next=${encodeURIComponent(location.pathname + location.search)}`)
  }, [router])
  useEffect(() => {
    if (isLeaving) leave()
  }, [isLeaving, leave])
  if (session.kind === 'unknown') return <SessionUnknown session={session} />
  const person = session.kind === 'person' ? session.person : kept
  if (person === null)
    return (
      <Splash>
        <SlowAnswer />
      </Splash>
    )
  const { timeZone } = person
  keepZone(timeZone)
  return (
    <PersonContext value={person}>
      <LiveProvider key={timeZone}>{children}</LiveProvider>
      {kept && <SignInAgain person={kept} onLeave={leave} />}
    </PersonContext>
  )
}
