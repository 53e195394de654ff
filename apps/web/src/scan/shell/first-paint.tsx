'use client'

import { clsx } from 'clsx'
import { usePathname } from 'next/navigation'
import { FixedLocale, LOCALES } from '#words/locale.tsx'
import { CodeWay, EnrolFrame, PasswordWay } from '../enrol/enrol-frame.tsx'
import { EmptyFloor } from './empty-floor.tsx'

/**
 * What stands on the screen before any of the page's scripts has run. Where a stranger arrives: in each language, for a
 * device that works here and for one that does not yet; `look/first-paint.ts` has said which, the style sheet hides the others.
 * Browsers get `first-paint.browser.tsx` in its place.
 */
export function FirstPaint() {
  const pathname = usePathname()
  const isByCode = pathname.startsWith('/scan/enrol')
  const isFirst = isByCode || /^\/scan\/?$/.test(pathname)
  return <div>{isFirst ? <Strangers isByCode={isByCode} /> : <EmptyFloor />}</div>
}

function Strangers({ isByCode }: { isByCode: boolean }) {
  return (
    <>
      {!isByCode && <EmptyFloor className="only-enrolled" />}
      {LOCALES.map((locale) => (
        <FixedLocale key={locale} locale={locale}>
          <main
            aria-busy
            className={clsx('mx-auto w-full max-w-xl p-4', `only-${locale}`, !isByCode && 'only-stranger')}
          >
            <EnrolFrame>{!isByCode && <Ways />}</EnrolFrame>
          </main>
        </FixedLocale>
      ))}
    </>
  )
}

/** With a code in the address it is not known yet whether they are needed. */
function Ways() {
  return (
    <>
      <CodeWay />
      <PasswordWay>
        <div className="min-h-14" />
      </PasswordWay>
    </>
  )
}
