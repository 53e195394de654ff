'use client'

import { clsx } from 'clsx'
import { usePathname } from 'next/navigation'
import { useWords } from '#words/locale.tsx'
import { ListTodo, Menu, ScanLine, Truck } from '../parts/first-icons.ts'
import { Link } from '../parts/link.tsx'
import { shellWords } from './words.ts'

const TABS = [
  { key: 'work', href: '/scan/', icon: ScanLine },
  { key: 'tasks', href: '/scan/tasks/', icon: ListTodo },
  { key: 'trips', href: '/scan/trips/', icon: Truck },
  { key: 'more', href: '/scan/more/', icon: Menu },
] as const

/** At the bottom, where the thumb is. */
export function TabBar() {
  const t = useWords(shellWords)
  const pathname = `${usePathname()}/`.replace('//', '/')
  return (
    <nav
      aria-label={t.nav}
      className="grid shrink-0 grid-cols-4 border-line border-t bg-surface pb-[env(safe-area-inset-bottom)]"
    >
      {TABS.map(({ key, href, icon: Icon }) => {
        const isHere = pathname === href
        return (
          <Link
            key={key}
            href={href}
            aria-current={isHere ? 'page' : undefined}
            className={clsx(
              'flex min-h-14 flex-col items-center justify-center gap-0.5 font-semibold text-tab leading-tight',
              isHere ? 'text-accent-text' : 'text-ink-3',
            )}
          >
            <Icon aria-hidden className="size-6" strokeWidth={isHere ? 2.4 : 1.9} />
            {t.tabs[key]}
          </Link>
        )
      })}
    </nav>
  )
}
