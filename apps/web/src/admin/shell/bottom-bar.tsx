'use client'

import { Ellipsis } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { usePerson } from '#data/session.ts'
import { keepClearAbove } from '#ui/bars.ts'
import { cn } from '#ui/cn.ts'
import { Dialog } from '#ui/dialog.tsx'
import { useWords } from '#words/locale.tsx'
import { AlertBadge } from '../alerts/alert-badge.tsx'
import { isInRoom, type Room, roomsFor } from './nav.ts'
import { UserMenu } from './user-menu.tsx'
import { shellWords } from './words.ts'

const SHOWN_AT_ONCE = 4
const TAB =
  'flex min-h-14 w-full flex-col items-center justify-center gap-0.5 rounded-lg px-1 font-medium text-tab-narrow text-ink-2 aria-[current]:text-accent-text [&_svg]:size-5.5'

export function BottomBar({ pathname }: { pathname: string }) {
  const t = useWords(shellWords)
  const rooms = roomsFor(usePerson().rights)
  const [open, setOpen] = useState(false)
  const first = rooms.slice(0, SHOWN_AT_ONCE)
  const inRest = rooms.slice(SHOWN_AT_ONCE).some((room) => isInRoom(pathname, room))
  return (
    <nav
      ref={keepClearAbove}
      aria-label={t.nav}
      className="fixed inset-x-0 bottom-0 z-40 border-line border-t bg-surface/95 pb-[env(safe-area-inset-bottom)] backdrop-blur md:hidden"
    >
      <ul className="grid auto-cols-fr grid-flow-col px-1">
        {first.map((room) => (
          <li key={room.key}>
            <Link href={room.href} aria-current={isInRoom(pathname, room) ? 'page' : undefined} className={TAB}>
              <span className="relative">
                <room.icon aria-hidden />
                {room.key === 'alerts' && (
                  <span className="-top-1.5 -right-3 absolute">
                    <AlertBadge />
                  </span>
                )}
              </span>
              {t.rooms[room.key]}
            </Link>
          </li>
        ))}
        <li>
          <button
            type="button"
            aria-expanded={open}
            onClick={() => setOpen(true)}
            className={cn(TAB, inRest && 'text-accent-text')}
          >
            <Ellipsis aria-hidden />
            {t.more}
          </button>
        </li>
      </ul>
      {open && <MoreSheet rooms={rooms.slice(SHOWN_AT_ONCE)} pathname={pathname} onClose={() => setOpen(false)} />}
    </nav>
  )
}

function MoreSheet({ rooms, pathname, onClose }: { rooms: readonly Room[]; pathname: string; onClose: () => void }) {
  const t = useWords(shellWords)
  return (
    <Dialog title={t.more} onClose={onClose}>
      <ul className="grid grid-cols-3 gap-2">
        {rooms.map((room) => (
          <li key={room.key}>
            <Link
              href={room.href}
              onClick={onClose}
              aria-current={isInRoom(pathname, room) ? 'page' : undefined}
              className={cn(TAB, 'min-h-18 bg-sunken text-xs')}
            >
              <room.icon aria-hidden />
              {t.rooms[room.key]}
            </Link>
          </li>
        ))}
      </ul>
      <div className="mt-4 border-line border-t pt-3">
        <UserMenu inline onLeave={onClose} />
      </div>
    </Dialog>
  )
}
