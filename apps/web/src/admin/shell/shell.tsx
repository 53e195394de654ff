'use client'

import { CloudOff } from 'lucide-react'
import { usePathname, useRouter } from 'next/navigation'
import { type ReactNode, useEffect } from 'react'
import { LiveProvider } from '#data/live.tsx'
import { useOnline } from '#data/online.ts'
import { PersonContext, useSession } from '#data/session.ts'
import { toneClass } from '#ui/badge.tsx'
import { cn } from '#ui/cn.ts'
import { Splash } from '#ui/splash.tsx'
import { Failed } from '#ui/state.tsx'
import { useWords } from '#words/locale.tsx'
import { BottomBar } from './bottom-bar.tsx'
import { Sidebar } from './sidebar.tsx'
import { shellWords } from './words.ts'

/** Lets in who is signed in; everyone else is led to the sign-in page and back afterwards. */
export function AdminShell({ children }: { children: ReactNode }) {
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
      <LiveProvider>
        <Frame>{children}</Frame>
      </LiveProvider>
    </PersonContext>
  )
}

function Frame({ children }: { children: ReactNode }) {
  const t = useWords(shellWords)
  const pathname = usePathname()
  return (
    <div className="md:grid md:min-h-dvh md:grid-cols-[4.5rem_minmax(0,1fr)] xl:grid-cols-[14.5rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="-translate-y-16 fixed top-2 left-2 z-50 rounded-lg bg-accent px-4 py-2 font-medium text-white focus:translate-y-0"
      >
        {t.skip}
      </a>
      <Sidebar pathname={pathname} />
      <div className="min-w-0">
        <OfflineStrip />
        <main
          id="content"
          tabIndex={-1}
          className="mx-auto w-full max-w-[96rem] px-4 pt-4 pb-28 outline-none sm:px-6 md:pt-6 md:pb-12 xl:px-8"
        >
          {children}
        </main>
      </div>
      <BottomBar pathname={pathname} />
    </div>
  )
}

function OfflineStrip() {
  const t = useWords(shellWords)
  const online = useOnline()
  return (
    <div role="status" aria-live="polite">
      {!online && (
        <p
          className={cn(
            'flex items-center justify-center gap-2 bg-tone-bg px-4 py-1.5 font-medium text-13 text-tone-fg',
            toneClass('amber'),
          )}
        >
          <CloudOff aria-hidden className="size-4" />
          {t.offline}
        </p>
      )}
    </div>
  )
}
