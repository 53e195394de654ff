'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { useSession } from '#data/session.ts'
import { Splash } from '#ui/splash.tsx'
import { homeOf } from './next-page.ts'
import { SessionUnknown } from './session-unknown.tsx'
import { SlowAnswer } from './slow-answer.tsx'

/** The root address: on to work, or to the sign-in page. */
export function Doorway() {
  const session = useSession()
  const router = useRouter()
  const role = session.kind === 'person' ? session.person.role : null
  useEffect(() => {
    if (role !== null) router.replace(homeOf(role))
    if (session.kind === 'nobody') router.replace('/sign-in/')
  }, [session.kind, role, router])
  if (session.kind === 'unknown') return <SessionUnknown session={session} />
  return (
    <Splash>
      <SlowAnswer />
    </Splash>
  )
}
