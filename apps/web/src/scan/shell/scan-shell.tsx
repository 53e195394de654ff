'use client'

import { usePathname } from 'next/navigation'
import { lazy, type ReactNode, useEffect } from 'react'
import { FirstPaint } from '#first-paint'
import { useTheme } from '#look/theme.ts'
import { useInBrowser } from '#look/use-in-browser.ts'
import { LocaleProvider, useWords } from '#words/locale.tsx'
import { Button } from '../parts/button.tsx'
import { Empty } from '../parts/empty.tsx'
import { CloudOff } from '../parts/first-icons.ts'
import { SessionProvider, useFloorSession } from '../session/session.tsx'
import { useLargeType } from './use-large-type.ts'
import { shellWords } from './words.ts'

const EnrolScreen = lazy(() => import('../enrol/enrol-screen.tsx').then((loaded) => ({ default: loaded.EnrolScreen })))

/** The floor's pages run in the browser only: what is exported is what they look like before that. */
export function ScanShell({ children }: { children: ReactNode }) {
  if (!useInBrowser()) return <FirstPaint />
  return (
    <LocaleProvider>
      <SessionProvider>
        <Door>{children}</Door>
      </SessionProvider>
    </LocaleProvider>
  )
}

/** Only an enrolled device works; any may enrol and look at itself. Whoever comes elsewhere is shown at once how to enrol. */
function Door({ children }: { children: ReactNode }) {
  useTheme()
  useLargeType()
  const { device, refresh } = useFloorSession()
  const pathname = usePathname()
  const isEnrolling = pathname.startsWith('/scan/enrol')
  const isOpen = isEnrolling || pathname.startsWith('/scan/check')
  if (typeof device === 'object' && !isEnrolling) return children
  if (device === 'unheard' && !isOpen) return <FirstTime onAgain={refresh} />
  return (
    <main className="mx-auto w-full max-w-xl p-4 *:grid-cols-1">{isOpen ? children : <EnrolScreen code={null} />}</main>
  )
}

function FirstTime({ onAgain }: { onAgain: () => Promise<void> }) {
  const t = useWords(shellWords)
  useEffect(() => {
    const timer = setInterval(() => void onAgain(), 5000)
    return () => clearInterval(timer)
  }, [onAgain])
  return (
    <main className="grid min-h-dvh place-items-center">
      <h1 className="sr-only">{t.firstTime}</h1>
      <div className="grid justify-items-center">
        <Empty icon={<CloudOff />} title={t.firstTime} hint={t.firstTimeHint} />
        <Button look="primary" onClick={() => void onAgain()}>
          {t.again}
        </Button>
      </div>
    </main>
  )
}
