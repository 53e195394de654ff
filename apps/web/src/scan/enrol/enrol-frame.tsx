'use client'

import type { ReactNode } from 'react'
import { Mark } from '#ui/mark.tsx'
import { useLocale, useWords } from '#words/locale.tsx'
import { Button, buttonLook } from '../parts/button.tsx'
import { QrCode } from '../parts/icons/qr-code.ts'
import { Link } from '../parts/link.tsx'
import { frameWords } from './frame-words.ts'

/** What stands around the ways to enrol. */
export function EnrolFrame({ children }: { children: ReactNode }) {
  const t = useWords(frameWords)
  return (
    <div className="grid gap-4">
      <div className="flex items-center gap-3 pt-4">
        <Mark className="size-11 shrink-0" />
        <div className="min-w-0 flex-1">
          <h1 className="font-bold text-2xl leading-tight">{t.title}</h1>
          <p className="text-ink-3">{t.hint}</p>
        </div>
      </div>
      {children}
      <div className="flex justify-between">
        <Link href="/scan/check/" className={buttonLook('quiet')}>
          {t.check}
        </Link>
        <LanguageButton />
      </div>
    </div>
  )
}

export function CodeWay() {
  const t = useWords(frameWords)
  return (
    <section className="flex gap-3 rounded-2xl border border-line bg-surface p-4">
      <QrCode aria-hidden className="size-10 shrink-0 text-accent-text" />
      <div>
        <h2 className="font-bold text-lg leading-tight">{t.byCode}</h2>
        <p className="text-ink-2">{t.byCodeHint}</p>
      </div>
    </section>
  )
}

export function PasswordWay({ children }: { children: ReactNode }) {
  const t = useWords(frameWords)
  return (
    <section className="grid gap-3 rounded-2xl border border-line bg-surface p-4">
      <h2 className="font-bold text-lg leading-tight">{t.byPassword}</h2>
      {children}
    </section>
  )
}

function LanguageButton() {
  const t = useWords(frameWords)
  const { locale, choose } = useLocale()
  return (
    <Button look="quiet" lang={locale === 'zh' ? 'en' : 'zh-CN'} onClick={() => choose(locale === 'zh' ? 'en' : 'zh')}>
      {t.language}
    </Button>
  )
}
