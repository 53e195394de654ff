'use client'

import { type ReactNode, useState } from 'react'
import { Mark } from '#ui/mark.tsx'
import { useWords } from '#words/locale.tsx'
import { Button } from '../parts/button.tsx'
import { Share } from '../parts/icons/share.ts'
import { SquarePlus } from '../parts/icons/square-plus.ts'
import { isInstallPostponed, postponeInstall } from './postponed.ts'
import { useInstall } from './use-install.ts'
import { installWords } from './words.ts'

/** Offers to install, where that is possible, until somebody installs it or says "not now". */
export function InstallCard() {
  const t = useWords(installWords)
  const { state, install } = useInstall()
  const [isPostponed, setPostponed] = useState(() => isInstallPostponed(localStorage))
  if (isPostponed || (state !== 'offered' && state !== 'by_hand')) return null
  const postpone = () => {
    postponeInstall(localStorage)
    setPostponed(true)
  }
  return (
    <section aria-labelledby="install-title" className="grid gap-3 rounded-2xl border border-line bg-surface p-4">
      <div className="flex items-start gap-3">
        <Mark className="size-12 shrink-0" />
        <div>
          <h2 id="install-title" className="font-bold text-lg leading-tight">
            {t.title}
          </h2>
          <p className="mt-0.5 text-ink-2 text-sm leading-snug">{t.hint}</p>
        </div>
      </div>
      {state === 'by_hand' && (
        <ol aria-label={t.steps} className="grid gap-2 rounded-xl bg-sunken p-3">
          <Step icon={<Share />}>{t.share}</Step>
          <Step icon={<SquarePlus />}>{t.add}</Step>
        </ol>
      )}
      <div className="flex gap-2">
        <Button look="quiet" className="flex-1" onClick={postpone}>
          {t.later}
        </Button>
        {state === 'offered' && (
          <Button look="primary" className="flex-1" onClick={() => void install()}>
            {t.install}
          </Button>
        )}
      </div>
    </section>
  )
}

function Step({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className="flex items-center gap-3 font-medium [&_svg]:size-6 [&_svg]:shrink-0 [&_svg]:text-accent-text">
      {icon}
      {children}
    </li>
  )
}
