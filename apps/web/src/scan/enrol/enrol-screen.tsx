'use client'

import { QrCode } from 'lucide-react'
import { useRouter, useSearchParams } from 'next/navigation'
import { useCallback, useEffect, useState } from 'react'
import { Mark } from '#ui/mark.tsx'
import { useLocale, useWords } from '#words/locale.tsx'
import { outbox } from '../outbox/outbox.ts'
import { Button, buttonLook } from '../parts/button.tsx'
import { FailureLine } from '../parts/failure-line.tsx'
import { Link } from '../parts/link.tsx'
import { codeOf } from '../server/call.ts'
import { floorApi } from '../server/floor-api.ts'
import { useAnswer } from '../server/use-answer.ts'
import { useFloorSession } from '../session/session.tsx'
import { enrolWords } from './words.ts'

/** As the contract has it, without its validator. */
const CODE = /^[A-Za-z0-9_-]{22}$/

/** A code works once: the page may be drawn anew while it works. */
const asked = new Set<string>()

/** How a browser becomes a device: by the code of operations, or by somebody who may. */
export function EnrolScreen() {
  const t = useWords(enrolWords)
  const code = useSearchParams().get('code')
  return (
    <div className="grid gap-4">
      <div className="flex items-center gap-3 pt-4">
        <Mark className="size-11 shrink-0" />
        <div className="min-w-0 flex-1">
          <h1 className="font-bold text-2xl leading-tight">{t.title}</h1>
          <p className="text-ink-3">{t.hint}</p>
        </div>
      </div>
      {code === null ? <Ways /> : <ByCode code={code} />}
      <div className="flex justify-between">
        <Link href="/scan/check/" className={buttonLook('quiet')}>
          {t.check}
        </Link>
        <LanguageButton />
      </div>
    </div>
  )
}

function LanguageButton() {
  const t = useWords(enrolWords)
  const { locale, choose } = useLocale()
  return (
    <Button look="quiet" lang={locale === 'zh' ? 'en' : 'zh-CN'} onClick={() => choose(locale === 'zh' ? 'en' : 'zh')}>
      {t.language}
    </Button>
  )
}

/** Runs once it has succeeded: the outbox asks who this device is now. */
function useEnrolled(): () => Promise<void> {
  const { refresh } = useFloorSession()
  const router = useRouter()
  return useCallback(async () => {
    outbox.restart()
    await refresh()
    router.replace('/scan/')
  }, [refresh, router])
}

function ByCode({ code }: { code: string }) {
  const t = useWords(enrolWords)
  const [failure, setFailure] = useState<string | null>(null)
  const enrolled = useEnrolled()
  const enrol = useCallback(async () => {
    if (!CODE.test(code)) return setFailure('INPUT_INVALID')
    setFailure(null)
    try {
      await floorApi.enrol({ code })
      await enrolled()
    } catch (error) {
      setFailure(codeOf(error))
    }
  }, [code, enrolled])
  useEffect(() => {
    if (asked.has(code)) return
    asked.add(code)
    void enrol()
  }, [code, enrol])
  if (failure === null) return <p className="py-10 text-center text-ink-2 text-lg">{t.enrolling}</p>
  return (
    <div className="grid gap-3">
      {failure === 'UNREACHABLE' ? (
        <>
          <FailureLine code={failure} />
          <Button look="primary" onClick={() => void enrol()}>
            {t.again}
          </Button>
        </>
      ) : (
        <p role="alert" className="tone tone-red rounded-xl bg-tone-bg px-3 py-3 font-medium text-tone-fg">
          {t.codeBad}
        </p>
      )}
      <Ways />
    </div>
  )
}

function Ways() {
  const t = useWords(enrolWords)
  const { data: person, failure, isAsking } = useAnswer(floorApi.me)
  return (
    <>
      <section className="flex gap-3 rounded-2xl border border-line bg-surface p-4">
        <QrCode aria-hidden className="size-10 shrink-0 text-accent-text" />
        <div>
          <h2 className="font-bold text-lg leading-tight">{t.byCode}</h2>
          <p className="text-ink-2">{t.byCodeHint}</p>
        </div>
      </section>
      <section className="grid gap-3 rounded-2xl border border-line bg-surface p-4">
        <h2 className="font-bold text-lg leading-tight">{t.byPassword}</h2>
        {person ? (
          <Warehouses name={person.name} />
        ) : (
          <>
            {failure !== null && failure !== 'NOT_SIGNED_IN' && <FailureLine code={failure} />}
            {!isAsking && (
              <a
                href={`/sign-in/?next=${encodeURIComponent('/scan/enrol/')}`}
                className={buttonLook('primary', 'min-h-14')}
              >
                {t.signIn}
              </a>
            )}
          </>
        )}
      </section>
    </>
  )
}

function Warehouses({ name }: { name: string }) {
  const t = useWords(enrolWords)
  const { data, failure: unheard } = useAnswer(floorApi.warehouses)
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState<string | null>(null)
  const enrolled = useEnrolled()
  const enrol = async (warehouseId: string) => {
    setBusy(warehouseId)
    try {
      await floorApi.enrolSelf({ warehouseId })
      await enrolled()
    } catch (error) {
      setFailure(codeOf(error))
      setBusy(null)
    }
  }
  const wrong = failure ?? unheard
  return (
    <div className="grid gap-2">
      <p className="text-ink-2">
        {t.signedInAs(name)}. {t.choose}
      </p>
      {wrong !== null && <FailureLine code={wrong} />}
      {data?.length === 0 && <p>{t.warehouseNone}</p>}
      {data?.map((warehouse) => (
        <Button
          key={warehouse.id}
          className="min-h-14 text-lg"
          isBusy={busy === warehouse.id}
          disabled={busy !== null}
          onClick={() => void enrol(warehouse.id)}
        >
          {warehouse.name}
        </Button>
      ))}
    </div>
  )
}
