'use client'

import Link from 'next/link'
import { usePerson } from '#data/session.ts'
import { cn } from '#ui/cn.ts'
import { Mark } from '#ui/mark.tsx'
import { useWords } from '#words/locale.tsx'
import { AlertBadge } from '../alerts/alert-badge.tsx'
import { isInRoom, ROOM_GROUPS, type Room, roomsFor } from './nav.ts'
import { UserMenu } from './user-menu.tsx'
import { shellWords } from './words.ts'

/** A rail of icons with small names at md, the full list from xl on. */
export function Sidebar({ pathname }: { pathname: string }) {
  const t = useWords(shellWords)
  const rooms = roomsFor(usePerson().rights)
  return (
    <aside className="sticky top-0 z-20 hidden h-dvh flex-col border-line border-r bg-surface md:flex">
      <Link href="/admin/orders/" className="flex h-16 items-center gap-3 px-5 max-xl:justify-center max-xl:px-0">
        <Mark className="size-8" />
        <span className="font-semibold text-base max-xl:sr-only">{t.product}</span>
      </Link>
      <nav aria-label={t.nav} className="flex-1 overflow-y-auto px-3 pb-4 max-xl:px-0.5">
        {ROOM_GROUPS.map((group) => (
          <NavGroup
            key={group}
            title={t.groups[group]}
            rooms={rooms.filter((room) => room.group === group)}
            pathname={pathname}
          />
        ))}
      </nav>
      <div className="border-line border-t p-3 max-xl:p-1.5">
        <UserMenu />
      </div>
    </aside>
  )
}

function NavGroup({ title, rooms, pathname }: { title: string; rooms: readonly Room[]; pathname: string }) {
  const t = useWords(shellWords)
  if (rooms.length === 0) return null
  return (
    <div className="mb-4 max-xl:mb-2 max-xl:border-line max-xl:border-t max-xl:pt-2 max-xl:first:border-t-0 max-xl:first:pt-0">
      <p className="px-2.5 pb-1 text-ink-3 text-xs max-xl:sr-only">{title}</p>
      <ul className="grid grid-cols-1 gap-0.5">
        {rooms.map((room) => {
          const here = isInRoom(pathname, room)
          return (
            <li key={room.key}>
              <Link
                ref={here ? showInList : undefined}
                href={room.href}
                aria-current={here ? 'page' : undefined}
                className={cn(
                  'relative flex min-h-9 pointer-coarse:min-h-11 items-center gap-2.5 rounded-lg px-2.5 font-medium text-ink-2 transition-colors hover:bg-hover hover:text-ink max-xl:min-h-12 max-xl:flex-col max-xl:justify-center max-xl:gap-0.5 max-xl:px-0 max-xl:py-1 max-xl:text-center max-xl:text-2xs max-xl:leading-tight max-xl:[overflow-wrap:normal]',
                  here && 'bg-accent-soft text-accent-text hover:bg-accent-soft hover:text-accent-text',
                )}
              >
                <room.icon aria-hidden className="size-4.5 shrink-0" strokeWidth={here ? 2.25 : 1.9} />
                {t.rooms[room.key]}
                {room.key === 'alerts' && (
                  <span className="max-xl:absolute max-xl:top-0 max-xl:right-1.5">
                    <AlertBadge />
                  </span>
                )}
              </Link>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

const CLEAR_PX = 12

/** The list is longer than a low window. Not by `scrollIntoView`: the next Tab would go on from there, past the skip link. */
function showInList(link: HTMLElement | null): void {
  const list = link?.closest('nav')
  if (!link || !list) return
  const [shown, place] = [list.getBoundingClientRect(), link.getBoundingClientRect()]
  const above = Math.min(0, place.top - CLEAR_PX - shown.top)
  const below = Math.max(0, place.bottom + CLEAR_PX - shown.bottom)
  list.scrollTop += above + below
}
