'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect } from 'react'
import { LiveProvider } from '#data/live.tsx'
import { PersonContext, useSession } from '#data/session.ts'
import { keepZone } from '#time/zone.ts'
import { Splash } from '#ui/splash.tsx'
import { SessionUnknown } from './session-unknown.tsx'
import { SlowAnswer } from './slow-answer.tsx'

/** Lets in who is signed in; everyone else is led to the sign-in page and back afterwards. */
export function SignedIn({ children }: { children: ReactNode }) {
  const session = useSession()
  const router = useRouter()
  useEffect(() => {
    if (session.kind !== 'nobody') return
    router.replace(`/sign-in/?next=${encodeURIComponent(location.pathname + location.search)}`)
  }, [session.kind, router])
  if (session.kind === 'unknown') return <SessionUnknown session={session} />
  if (session.kind !== 'person')
    return (
      <Splash>
        <SlowAnswer />
      </Splash>
    )
  const { timeZone } = session.person
  keepZone(timeZone)
  return (
    <PersonContext value={session.person}>
      <LiveProvider key={timeZone}>{children}</LiveProvider>
    </PersonContext>
  )
}
