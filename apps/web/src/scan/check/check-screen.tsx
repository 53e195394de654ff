'use client'

import { readCode } from '@baton/contract'
import { lazy, Suspense, useState } from 'react'
import { useWords } from '#words/locale.tsx'
import type { Scanned } from '../capture/scanned.ts'
import { useScans } from '../capture/use-scans.ts'
import { useSound } from '../feedback/sound.ts'
import { useOutbox } from '../outbox/use-outbox.ts'
import { Button, buttonLook } from '../parts/button.tsx'
import { Link } from '../parts/link.tsx'
import { useFloorSession } from '../session/session.tsx'
import { VERSION } from '../shell/version.ts'
import { CheckRow } from './check-row.tsx'
import { type Checks, useChecks } from './use-checks.ts'
import { checkWords } from './words.ts'

const FoundRows = lazy(() => import('./found-rows.tsx').then((loaded) => ({ default: loaded.FoundRows })))
const InstallRow = lazy(() => import('../install/install-row.tsx').then((loaded) => ({ default: loaded.InstallRow })))
const PushRow = lazy(() => import('../push/push-row.tsx').then((loaded) => ({ default: loaded.PushRow })))

/** Whatever can go wrong with a device, looked at by itself. */
export function CheckScreen() {
  const t = useWords(checkWords)
  const { checks, again } = useChecks()
  return (
    <div className="grid gap-3">
      <div className="pl-1">
        <h1 className="font-bold text-xl leading-tight">{t.title}</h1>
        <p className="text-ink-3">{t.hint}</p>
      </div>
      <ul
        aria-busy={checks === null || undefined}
        className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-surface"
      >
        <Suspense>{checks && <FoundRows checks={checks} onAgain={again} />}</Suspense>
        <UnsentRow photos={checks?.photos ?? 0} />
        <ScannerRow />
        <SoundRow />
        {checks && (
          <CheckRow name={t.camera} mark={CAMERA_MARKS[checks.camera]}>
            {t.cameraStates[checks.camera]}
          </CheckRow>
        )}
        <Suspense>
          <InstallRow />
        </Suspense>
        <Suspense>
          <PushRow />
        </Suspense>
        <DeviceRow />
      </ul>
      <Button className="min-h-14" onClick={again}>
        {t.again}
      </Button>
      <Link href="/scan/" className={buttonLook('quiet')}>
        {t.back}
      </Link>
    </div>
  )
}

const CAMERA_MARKS = {
  granted: 'good',
  denied: 'bad',
  prompt: 'idle',
  none: 'warn',
  unknown: 'idle',
} as const satisfies Record<Checks['camera'], string>

function UnsentRow({ photos }: { photos: number }) {
  const t = useWords(checkWords)
  const { onDevice, onServer } = useOutbox((state) => state)
  const unsent = onDevice - onServer
  return (
    <CheckRow name={t.unsent} mark={unsent > 0 ? 'warn' : 'good'}>
      {unsent > 0 ? t.unsentBad(unsent) : t.unsentGood}
      {photos > 0 && <p>{t.photos(photos)}</p>}
    </CheckRow>
  )
}

/** Hears every scan while this screen is open, and records none. */
function ScannerRow() {
  const t = useWords(checkWords)
  const [got, setGot] = useState<Scanned | null>(null)
  useScans(setGot)
  return (
    <CheckRow name={t.scanner} mark={got === null ? 'idle' : 'good'}>
      {t.scannerHint}
      {got && (
        <p role="status" className="font-semibold text-ink">
          {t.read[readCode(got.text).kind]} · {t.scannerGot(got.text.slice(0, 60), t.via[got.via])}
        </p>
      )}
    </CheckRow>
  )
}

function SoundRow() {
  const t = useWords(checkWords)
  const { state, enable } = useSound()
  const words = { ready: t.soundReady, locked: t.soundLocked, unsupported: t.soundNone }
  return (
    <CheckRow
      name={t.sound}
      mark={state === 'ready' ? 'good' : 'warn'}
      action={state !== 'unsupported' && <Button onClick={() => void enable()}>{t.test}</Button>}
    >
      {words[state]}
    </CheckRow>
  )
}

function DeviceRow() {
  const t = useWords(checkWords)
  const { device } = useFloorSession()
  const isEnrolled = typeof device === 'object'
  return (
    <CheckRow
      name={t.device}
      mark={isEnrolled ? 'good' : 'warn'}
      action={
        !isEnrolled && (
          <Link href="/scan/enrol/" className={buttonLook('primary')}>
            {t.enrol}
          </Link>
        )
      }
    >
      {isEnrolled ? `${device.name} · ${device.warehouseName}` : t.notEnrolled}
      <p className="text-ink-3">
        {t.version} {VERSION}
      </p>
    </CheckRow>
  )
}
