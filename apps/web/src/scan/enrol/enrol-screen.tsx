'use client'

import type { FormerDevice } from '@baton/contract'
import { clsx } from 'clsx'
import { useRouter, useSearchParams } from 'next/navigation'
import { useCallback, useEffect, useState } from 'react'
import { useWords } from '#words/locale.tsx'
import { formerDevice, handIn, heldScans, keepDeviceId } from '../outbox/hand-in.ts'
import { outbox } from '../outbox/outbox.ts'
import { Button, buttonLook } from '../parts/button.tsx'
import { FailureLine } from '../parts/failure-line.tsx'
import { codeOf } from '../server/call.ts'
import { floorApi } from '../server/floor-api.ts'
import { useAnswer } from '../server/use-answer.ts'
import { useFloorSession } from '../session/session.tsx'
import { CodeWay, EnrolFrame, PasswordWay } from './enrol-frame.tsx'
import { enrolWords } from './words.ts'

/** As the contract has it, without its validator. */
const CODE = /^[A-Za-z0-9_-]{22}$/

/** A code works once: the page may be drawn anew while it works. */
const asked = new Set<string>()

/** At the address that the code of operations holds. */
export function EnrolByAddress() {
  return <EnrolScreen code={useSearchParams().get('code')} />
}

/** How a browser becomes a device: by the code of operations, or by somebody who may. */
export function EnrolScreen({ code }: { code: string | null }) {
  return <EnrolFrame>{code === null ? <Ways /> : <ByCode code={code} />}</EnrolFrame>
}

/**
 * Leaves nothing behind of the device that the browser was, asks, and lets the outbox find out who it is now. Where the
 * browser keeps nothing, it is enrolled all the same: the floor says what is wrong.
 */
function useEnrolment(): (ask: (known: { former?: FormerDevice }) => Promise<{ id: string }>) => Promise<void> {
  const { refresh } = useFloorSession()
  const router = useRouter()
  return useCallback(
    async (ask) => {
      await handIn(outbox)
      const { id } = await ask(await formerDevice(outbox))
      await keepDeviceId(outbox, id).catch(() => {})
      outbox.restart()
      await refresh().catch(() => {})
      router.replace('/scan/')
    },
    [refresh, router],
  )
}

function ByCode({ code }: { code: string }) {
  const t = useWords(enrolWords)
  const [failure, setFailure] = useState<string | null>(null)
  const become = useEnrolment()
  const enrol = useCallback(async () => {
    if (!CODE.test(code)) return setFailure('INPUT_INVALID')
    setFailure(null)
    try {
      await become((known) => floorApi.enrol({ code, ...known }))
    } catch (error) {
      setFailure(codeOf(error))
    }
  }, [code, become])
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
      <LostEnrolment />
      <CodeWay />
      <PasswordWay>
        {person ? (
          <Warehouses name={person.name} />
        ) : (
          <>
            {failure !== null && <FailureLine code={failure} />}
            <a
              href={`/sign-in/?next=${encodeURIComponent('/scan/enrol/')}`}
              className={buttonLook('primary', clsx('min-h-14', isAsking && 'invisible'))}
            >
              {t.signIn}
            </a>
          </>
        )}
      </PasswordWay>
    </>
  )
}

/** A browser that is killed soon after it was enrolled forgets its key; what it scanned is still there. */
function LostEnrolment() {
  const t = useWords(enrolWords)
  const { device } = useFloorSession()
  const [held, setHeld] = useState<number | null>(null)
  useEffect(() => {
    heldScans(outbox).then(setHeld, () => {})
  }, [])
  if (device !== 'none' || held === null) return null
  return (
    <p role="alert" className="tone tone-amber rounded-xl bg-tone-bg px-3 py-3 font-medium text-tone-fg">
      {t.lost} {held > 0 && t.held(held)}
    </p>
  )
}

function Warehouses({ name }: { name: string }) {
  const t = useWords(enrolWords)
  const { data, failure: unheard } = useAnswer(floorApi.warehouses)
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState<string | null>(null)
  const become = useEnrolment()
  const enrol = async (warehouseId: string) => {
    setBusy(warehouseId)
    try {
      await become((known) => floorApi.enrolSelf({ warehouseId, ...known }))
    } catch (error) {
      setFailure(codeOf(error))
      setBusy(null)
    }
  }
  const wrong = failure ?? unheard
  return (
    <div className="grid gap-2">
      <p className="text-ink-2">
        {t.signedInAs(name)} {t.choose}
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
