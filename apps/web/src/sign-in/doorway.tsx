'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { useSession } from '#data/session.ts'
import { Splash } from '#ui/splash.tsx'
import { Failed } from '#ui/state.tsx'

/** The root address: on to work, or to the sign-in page. */
export function Doorway() {
  const session = useSession()
  const router = useRouter()
  useEffect(() => {
    if (session.kind === 'person') router.replace('/admin/orders/')
    if (session.kind === 'nobody') router.replace('/sign-in/')
  }, [session.kind, router])
  if (session.kind === 'unknown') {
    return (
      <main className="grid min-h-dvh place-items-center">
        <h1 className="sr-only">接力 Baton</h1>
        <Failed error={session.error} onAgain={session.again} />
      </main>
    )
  }
  return <Splash />
}
