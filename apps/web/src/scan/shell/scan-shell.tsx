'use client'

import { CloudOff } from 'lucide-react'
import { usePathname, useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useSyncExternalStore } from 'react'
import { useTheme } from '#look/theme.ts'
import { LocaleProvider, useWords } from '#words/locale.tsx'
import { FloorProvider } from '../flow/floor.tsx'
import { Button } from '../parts/button.tsx'
import { Empty } from '../parts/empty.tsx'
import { SessionProvider, useFloorSession } from '../session/session.tsx'
import { Frame } from './frame.tsx'
import { useLargeType } from './use-large-type.ts'
import { shellWords } from './words.ts'

/** The floor's pages run in the browser only: what is exported is the splash, in no language. */
export function ScanShell({ children, splash }: { children: ReactNode; splash: ReactNode }) {
  const inBrowser = useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  )
  if (!inBrowser) return splash
  return (
    <LocaleProvider>
      <SessionProvider>
        <Door splash={splash}>{children}</Door>
      </SessionProvider>
    </LocaleProvider>
  )
}

/** Only an enrolled device works; enrolling and the look at itself are open to any. */
function Door({ children, splash }: { children: ReactNode; splash: ReactNode }) {
  useTheme()
  useLargeType()
  const { device, refresh } = useFloorSession()
  const pathname = usePathname()
  const router = useRouter()
  const isOpen = pathname.startsWith('/scan/enrol') || pathname.startsWith('/scan/check')
  useEffect(() => {
    if (device === 'none' && !isOpen) router.replace('/scan/enrol/')
  }, [device, isOpen, router])
  if (typeof device === 'object')
    return (
      <FloorProvider>
        <Frame>{children}</Frame>
      </FloorProvider>
    )
  if (isOpen) return <main className="mx-auto w-full max-w-xl p-4">{children}</main>
  if (device === 'unheard') return <FirstTime onAgain={refresh} />
  return splash
}

function FirstTime({ onAgain }: { onAgain: () => Promise<void> }) {
  const t = useWords(shellWords)
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
