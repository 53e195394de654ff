'use client'

import { clsx } from 'clsx'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useOnline } from '#data/online.ts'
import { shortTime } from '#time/instants.ts'
import { useWords } from '#words/locale.tsx'
import { useScans } from '../capture/use-scans.ts'
import { answer as sound } from '../feedback/answer.ts'
import { useFloor } from '../flow/floor.tsx'
import { useFollow } from '../flow/use-go.ts'
import { Button } from '../parts/button.tsx'
import { CodeText } from '../parts/code-text.tsx'
import { FailureLine } from '../parts/failure-line.tsx'
import { Delete } from '../parts/icons/delete.ts'
import { Sheet } from '../parts/sheet.tsx'
import { CallFailure, codeOf } from '../server/call.ts'
import { useFloorSession } from '../session/session.tsx'
import { signInByBadge } from '../session/sign-in.ts'
import { questionWords } from './words.ts'

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const
const SHORTEST = 4
const LONGEST = 8
const TYPED = /^\d{1,8}$/

/** The badge is in hand, the PIN is in the head: tapped, or typed on the keys of the device. */
export function PinSheet({ badge, onClose }: { badge: string; onClose: () => void }) {
  const t = useWords(questionWords)
  const online = useOnline()
  const { hold } = useFloorSession()
  const { pin, press, erase, setPin } = usePin()
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const enter = async () => {
    if (isBusy || pin.length < SHORTEST) return
    setBusy(true)
    const failed = await signInByBadge(badge, pin)
      .then(hold)
      .then(
        () => null,
        (error: unknown) => error,
      )
    setBusy(false)
    sound(failed === null ? 'ok' : 'refused')
    if (failed === null) return onClose()
    setFailure(failed)
    setPin('')
  }
  const until = untilOf(failure)
  useKeys({ press, erase, enter: () => void enter(), onScan: () => setPin('') })
  return (
    <Sheet
      title={t.pinTitle}
      hint={
        <>
          {t.pinHint} <CodeText code={badge} />
        </>
      }
      onClose={onClose}
    >
      <div className="grid gap-3">
        <Dots count={pin.length} />
        {failure !== null && <FailureLine code={codeOf(failure)} />}
        {until && <p className="text-ink-2 text-sm">{t.lockedUntil(shortTime(until, Date.now()))}</p>}
        {!online && <p className="text-ink-2 text-sm">{t.offlinePin}</p>}
        <div className="grid grid-cols-3 gap-2">
          {DIGITS.map((digit) => (
            <Key key={digit} onPress={() => press(digit)}>
              {digit}
            </Key>
          ))}
          <Key label={t.erase} onPress={erase}>
            <Delete aria-hidden />
          </Key>
          <Key onPress={() => press('0')}>0</Key>
          <Button
            look="primary"
            className="min-h-14 px-1 text-lg"
            isBusy={isBusy}
            disabled={pin.length < SHORTEST}
            onClick={() => void enter()}
          >
            {t.enter}
          </Button>
        </div>
      </div>
    </Sheet>
  )
}

/** When a badge that wrong PINs closed opens again. */
function untilOf(failure: unknown): string | undefined {
  return failure instanceof CallFailure ? failure.fields.until : undefined
}

function usePin() {
  const [pin, setPin] = useState('')
  const press = (digit: string) => setPin((before) => (before + digit).slice(0, LONGEST))
  const erase = () => setPin((before) => before.slice(0, -1))
  return { pin, press, erase, setPin }
}

interface Keys {
  readonly press: (digit: string) => void
  readonly erase: () => void
  readonly enter: () => void
  /** What seemed to be typed was scanned. */
  readonly onScan: () => void
}

/** Digits alone are a PIN that a person types and never a scan; whatever else is scanned goes on as on any screen. */
function useKeys(keys: Keys): void {
  const { store, stop } = useFloor()
  const follow = useFollow()
  const wasScanned = useRef(false)
  useScans(({ text }) => {
    if (TYPED.test(text)) return
    wasScanned.current = true
    keys.onScan()
    if (stop) sound('stop')
    else void store.hear(text).then(follow)
  })
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const { key, target } = event
    const isButton = target instanceof HTMLButtonElement
    if (/^\d$/.test(key)) keys.press(key)
    else if (key === 'Backspace') keys.erase()
    else if (key === 'Enter' && !isButton && !wasScanned.current) keys.enter()
    wasScanned.current = false
  })
  useEffect(() => {
    addEventListener('keydown', onKey, true)
    return () => removeEventListener('keydown', onKey, true)
  }, [])
}

function Key({ label, onPress, children }: { label?: string; onPress: () => void; children: React.ReactNode }) {
  return (
    <Button aria-label={label} onClick={onPress} className="min-h-14 text-2xl">
      {children}
    </Button>
  )
}

function Dots({ count }: { count: number }) {
  const t = useWords(questionWords)
  return (
    <div role="status" aria-label={t.pinDigits(count)} className="flex h-8 items-center justify-center gap-3">
      {Array.from({ length: Math.max(SHORTEST, count) }, (_, at) => at).map((at) => (
        <span
          key={at}
          aria-hidden
          className={clsx('size-4 rounded-full border-2 border-ink-3', at < count && 'border-ink! bg-ink')}
        />
      ))}
    </div>
  )
}
