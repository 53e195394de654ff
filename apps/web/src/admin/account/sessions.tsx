'use client'

import { BROWSER_LABELS, type OwnSessionView, SYSTEM_LABELS, type System } from '@baton/contract'
import { CircleHelp, Laptop, LogOut, Smartphone, Tablet } from 'lucide-react'
import { useState } from 'react'
import { Ago, Instant } from '#time/instant.tsx'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Section } from '#ui/card.tsx'
import { useSayFailure } from '#ui/say-failure.ts'
import { useToast } from '#ui/toast.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { ConfirmDialog } from '../form/confirm-dialog.tsx'
import { PlaceRow } from './place-row.tsx'
import { useAccountChanges } from './use-account.ts'
import { accountWords } from './words.ts'

const ICON = {
  harmony: <Smartphone />,
  android: <Smartphone />,
  iphone: <Smartphone />,
  ipad: <Tablet />,
  windows: <Laptop />,
  mac: <Laptop />,
  chromeos: <Laptop />,
  linux: <Laptop />,
  other: <CircleHelp />,
} as const satisfies Record<System, object>

/** `isElsewhere`: whether the person has anything open but this browser. */
export function Sessions({ rows, isElsewhere }: { rows: readonly OwnSessionView[]; isElsewhere: boolean }) {
  const t = useWords(accountWords)
  const [asking, setAsking] = useState(false)
  return (
    <Section
      id="sessions"
      title={t.sessions}
      aside={
        isElsewhere && (
          <Button size="small" onClick={() => setAsking(true)}>
            <LogOut />
            {t.others}
          </Button>
        )
      }
    >
      <ul className="divide-y divide-line">
        {rows.map((row) => (
          <SessionRow key={row.id} row={row} />
        ))}
      </ul>
      {!isElsewhere && <p className="border-line border-t px-4 py-3 text-13 text-ink-3">{t.onlyHere}</p>}
      {asking && <OthersDialog onClose={() => setAsking(false)} />}
    </Section>
  )
}

function SessionRow({ row }: { row: OwnSessionView }) {
  const t = useWords(accountWords)
  const label = useLabel()
  const say = useToast()
  const sayFailure = useSayFailure()
  const { endSession } = useAccountChanges()
  const name = t.on(label(BROWSER_LABELS[row.browser]), label(SYSTEM_LABELS[row.system]))
  const end = () => endSession.mutate({ id: row.id }, { onSuccess: () => say('good', t.ended), onError: sayFailure })
  return (
    <PlaceRow
      icon={ICON[row.system]}
      name={name}
      badge={row.isThisOne && <Badge tone="green">{t.thisOne}</Badge>}
      facts={{
        device: row.deviceName && t.device(row.deviceName),
        address: row.address === null ? t.noAddress : t.address(row.address),
        signedIn: (
          <>
            {t.signedIn} <Instant at={row.signedInAt} />
          </>
        ),
        lastUsed: !row.isThisOne && (
          <>
            {t.lastUsed} <Ago at={row.lastUsedAt} />
          </>
        ),
      }}
    >
      {!row.isThisOne && (
        <Button size="small" busy={endSession.isPending} aria-label={t.endOf(name)} onClick={end}>
          {t.end}
        </Button>
      )}
    </PlaceRow>
  )
}

function OthersDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(accountWords)
  const say = useToast()
  const { endOthers } = useAccountChanges()
  const onSuccess = () => {
    say('good', t.othersDone)
    onClose()
  }
  return (
    <ConfirmDialog
      title={t.othersTitle}
      confirm={t.others}
      danger
      action={endOthers}
      onConfirm={() => endOthers.mutate(undefined, { onSuccess })}
      onClose={onClose}
    >
      <p>{t.othersHint}</p>
    </ConfirmDialog>
  )
}
