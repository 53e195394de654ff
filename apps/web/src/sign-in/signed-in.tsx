'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect } from 'react'
import { LiveProvider } from '#data/live.tsx'
import { PersonContext, useSession } from '#data/session.ts'
import { Splash } from '#ui/splash.tsx'
import { Failed } from '#ui/state.tsx'

/** Lets in who is signed in; everyone else is led to the sign-in page and back afterwards. */
export function SignedIn({ children }: { children: ReactNode }) {
  const session = useSession()
  const router = useRouter()
  useEffect(() => {
    if (session.kind !== 'nobody') return
    router.replace(`/sign-in/?next=${encodeURIComponent(location.pathname + location.search)}`)
  }, [session.kind, router])
  if (session.kind === 'unknown') {
    return (
      <main className="grid min-h-dvh place-items-center">
        <h1 className="sr-only">接力 Baton</h1>
        <Failed error={session.error} onAgain={session.again} />
      </main>
    )
  }
  if (session.kind !== 'person') return <Splash />
  return (
    <PersonContext value={session.person}>
      <LiveProvider>{children}</LiveProvider>
    </PersonContext>
  )
}
