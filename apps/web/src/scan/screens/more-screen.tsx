'use client'

import { useWords } from '#words/locale.tsx'
import { Button } from '../parts/button.tsx'
import { Hand, IdCard } from '../parts/first-icons.ts'
import { ChevronRight } from '../parts/icons/chevron-right.ts'
import { LogOut } from '../parts/icons/log-out.ts'
import { Stethoscope } from '../parts/icons/stethoscope.ts'
import { Link } from '../parts/link.tsx'
import { useFloorSession } from '../session/session.tsx'
import { signOut } from '../session/sign-out.ts'
import { VERSION } from '../shell/version.ts'
import { moreWords } from './more-words.ts'
import { Settings } from './settings.tsx'

const WAY =
  'flex min-h-14 items-center gap-3 rounded-2xl border border-line bg-surface px-3 font-semibold text-lg active:bg-hover [&_svg]:size-6 [&_svg]:text-ink-3'

export function MoreScreen() {
  const t = useWords(moreWords)
  const { device, operator } = useFloorSession()
  return (
    <div className="grid gap-3">
      <h1 className="pl-1 font-bold text-xl">{t.title}</h1>
      <OperatorCard />
      <nav aria-label={t.title} className="grid gap-2">
        <Link href="/scan/check/" className={WAY}>
          <Stethoscope aria-hidden />
          <span className="flex-1">{t.check}</span>
          <ChevronRight aria-hidden />
        </Link>
        {operator && (
          <a href="/admin/interceptions/" className={WAY}>
            <Hand aria-hidden />
            <span className="flex-1">{t.interceptions}</span>
            <ChevronRight aria-hidden />
          </a>
        )}
      </nav>
      <Settings />
      {typeof device === 'object' && (
        <p className="px-1 text-ink-3 text-sm">
          {t.device}: {device.name} · {device.warehouseName} · {VERSION}
        </p>
      )}
    </div>
  )
}

function OperatorCard() {
  const t = useWords(moreWords)
  const { operator, hold } = useFloorSession()
  return (
    <section aria-labelledby="operator-title" className="grid gap-3 rounded-2xl border border-line bg-surface p-3">
      <h2 id="operator-title" className="font-semibold text-ink-3 text-sm">
        {t.operator}
      </h2>
      <div className="flex items-center gap-3">
        <span
          aria-hidden
          className="grid size-12 shrink-0 place-items-center rounded-full bg-accent-soft text-accent-text"
        >
          <IdCard className="size-6" />
        </span>
        <div className="min-w-0">
          <p className="font-bold text-xl leading-tight">{operator ? (operator.name ?? t.byBadge) : t.nobody}</p>
          <p className="text-ink-2">
            {operator ? (operator.isClockedIn ? t.clockedIn : t.notClockedIn) : t.nobodyHint}
          </p>
        </div>
      </div>
      {operator && (
        <Button onClick={() => void signOut(hold)}>
          <LogOut />
          {t.signOut}
        </Button>
      )}
    </section>
  )
}
