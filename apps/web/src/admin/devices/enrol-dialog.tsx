'use client'

import type { EnrolmentView } from '@baton/contract'
import { useState } from 'react'
import { Instant } from '#time/instant.tsx'
import { Button } from '#ui/button.tsx'
import { CopyButton } from '#ui/copy-button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Fold } from '#ui/fold.tsx'
import { useWords } from '#words/locale.tsx'
import { NameAndPlaceDialog } from './name-and-place-dialog.tsx'
import { QrCode } from './qr-code.tsx'
import { useDeviceChanges } from './use-devices.ts'
import { deviceWords } from './words.ts'

/** A name and a place first, then a code that works once. */
export function EnrolDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(deviceWords)
  const [made, setMade] = useState<EnrolmentView | null>(null)
  const { createEnrolment } = useDeviceChanges()
  if (made) return <Code made={made} onClose={onClose} />
  return (
    <NameAndPlaceDialog
      title={t.enrolTitle}
      hint={t.enrolHint}
      saveLabel={t.makeCode}
      send={async (input) => setMade(await createEnrolment.mutateAsync(input))}
      onClose={onClose}
    />
  )
}

function Code({ made, onClose }: { made: EnrolmentView; onClose: () => void }) {
  const t = useWords(deviceWords)
  const address = made.url
  return (
    <Dialog
      title={t.enrolTitle}
      hint={t.enrolHint}
      onClose={onClose}
      footer={
        <Button look="primary" onClick={onClose}>
          {t.done}
        </Button>
      }
    >
      <div className="grid justify-items-center gap-3">
        {made.trustUrl && <TrustFirst url={made.trustUrl} />}
        <QrCode text={address} label={t.qr} className="size-64 rounded-xl border border-line" />
        <p className="flex items-center gap-1 break-all font-mono text-13">
          <code>{address}</code>
          <CopyButton text={address} what={t.qr} />
        </p>
        {isOfThisMachine(address) && (
          <p className="tone tone-amber rounded-lg bg-tone-bg px-3 py-2 text-tone-fg">
            {t.onlyHere[0]}
            <kbd className="whitespace-nowrap font-mono text-13">npm start -- --lan</kbd>
            {t.onlyHere[1]}
          </p>
        )}
        <p className="text-ink-3">
          {t.expires} <Instant at={made.expiresAt} />
        </p>
      </div>
    </Dialog>
  )
}

/** A phone that does not trust the local certificate yet would only see a warning behind the code. */
function TrustFirst({ url }: { url: string }) {
  const t = useWords(deviceWords)
  return (
    <Fold title={t.trustFirst} className="w-full">
      <div className="grid justify-items-center gap-2 px-3 pb-3">
        <p className="text-ink-2">{t.trustFirstHint}</p>
        <QrCode text={url} label={t.trustQr} className="size-40 rounded-xl border border-line" />
        <code className="break-all text-13">{url}</code>
      </div>
    </Fold>
  )
}

function isOfThisMachine(address: string): boolean {
  return /^(localhost|127\.)/.test(new URL(address).hostname)
}
