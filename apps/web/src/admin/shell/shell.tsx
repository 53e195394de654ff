'use client'

import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { usePerson } from '#data/session.ts'
import { usePush } from '#scan/push/use-push.ts'
import { SignedIn } from '#sign-in/signed-in.tsx'
import { keepClearBelow } from '#ui/bars.ts'
import { OfflineStrip } from '#ui/offline-strip.tsx'
import { useTitle } from '#ui/title.ts'
import { useWords } from '#words/locale.tsx'
import { useAlertsHeard } from '../alerts/use-alarm.ts'
import { BottomBar } from './bottom-bar.tsx'
import { isInRoom, ROOMS, type RoomKey } from './nav.ts'
import { NoRight } from './no-right.tsx'
import { Sidebar } from './sidebar.tsx'
import { shellWords } from './words.ts'

export function AdminShell({ children }: { children: ReactNode }) {
  return (
    <SignedIn>
      <Frame>{children}</Frame>
    </SignedIn>
  )
}

function Frame({ children }: { children: ReactNode }) {
  const t = useWords(shellWords)
  const pathname = usePathname()
  useTitle(roomTitle(t.rooms, pathname))
  const room = ROOMS.find((one) => isInRoom(pathname, one))
  const person = usePerson()
  usePush(person)
  useAlertsHeard()
  const mayEnter = room === undefined || person.rights.includes(room.right)
  return (
    <div className="md:grid md:min-h-dvh md:grid-cols-[4.5rem_minmax(0,1fr)] xl:grid-cols-[14.5rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="-translate-y-16 fixed top-2 left-2 z-50 rounded-lg bg-accent px-4 py-2 font-medium text-white focus:translate-y-0"
      >
        {t.skip}
      </a>
      <Sidebar pathname={pathname} />
      <div className="group/shell min-w-0">
        <div ref={keepClearBelow} className="sticky top-0 z-20">
          <OfflineStrip />
        </div>
        <main
          id="content"
          tabIndex={-1}
          className="mx-auto w-full max-w-[96rem] px-4 pt-4 pb-28 outline-none sm:px-6 md:pt-6 md:pb-12 xl:px-8"
        >
          {mayEnter ? children : <NoRight />}
        </main>
      </div>
      <BottomBar pathname={pathname} />
    </div>
  )
}

/** Null on the page of one thing, which names itself. */
function roomTitle(names: Readonly<Record<RoomKey, string>>, pathname: string): string | null {
  const room = ROOMS.find((one) => isInRoom(pathname, one))
  return room && `${pathname}/`.replaceAll('//', '/') === room.href ? names[room.key] : null
}
