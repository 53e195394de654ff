'use client'

import { type BadgeHolder, BadgeIssueInput, type BadgeView } from '@baton/contract'
import { useState } from 'react'
import { shortTime } from '#time/instants.ts'
import { merchantDay } from '#time/merchant-days.ts'
import { toneClass } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { cn } from '#ui/cn.ts'
import { Dialog } from '#ui/dialog.tsx'
import { Field, Input } from '#ui/field.tsx'
import { useSayFailure } from '#ui/say-failure.ts'
import { useToast } from '#ui/toast.tsx'
import { useWords } from '#words/locale.tsx'
import { FormDialog } from '../form/form-dialog.tsx'
import { LoadedDialog } from '../form/loaded-dialog.tsx'
import { SelectField } from '../form/select-field.tsx'
import { TextField } from '../form/text-field.tsx'
import { useForm } from '../form/use-form.ts'
import { PrintCard } from './print-card.tsx'
import { useBadgeHolders, useDeviceChanges } from './use-devices.ts'
import { deviceWords } from './words.ts'

const YEAR = 365

/** A badge for the wall of a pocket, a PIN for the head. */
export function BadgeDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(deviceWords)
  const holders = useBadgeHolders()
  const [made, setMade] = useState<BadgeView | null>(null)
  if (made) {
    const name = holders.data?.find((person) => person.id === made.staffId)?.name ?? ''
    return (
      <Dialog
        title={t.badgeTitle}
        onClose={onClose}
        footer={
          <Button look="primary" onClick={onClose}>
            {t.done}
          </Button>
        }
      >
        <PrintCard code={made.code} label={t.badgeCode} title={name}>
          {t.validUntil(merchantDay(Date.parse(made.expiresAt)))}
        </PrintCard>
      </Dialog>
    )
  }
  return (
    <LoadedDialog query={holders} title={t.badgeTitle} onClose={onClose}>
      {(rows) => <IssueDialog holders={rows} onIssued={setMade} onClose={onClose} />}
    </LoadedDialog>
  )
}

function IssueDialog({
  holders,
  onIssued,
  onClose,
}: {
  holders: readonly BadgeHolder[]
  onIssued: (badge: BadgeView) => void
  onClose: () => void
}) {
  const t = useWords(deviceWords)
  const { issueBadge } = useDeviceChanges()
  const form = useForm({
    schema: BadgeIssueInput,
    start: { staffId: '', pin: '', days: YEAR },
    send: async (input) => onIssued(await issueBadge.mutateAsync(input)),
    onDone: () => {},
  })
  const holder = holders.find(({ id }) => id === form.draft.staffId)
  return (
    <FormDialog
      title={t.badgeTitle}
      hint={t.badgeHint}
      form={form}
      saveLabel={t.issue}
      onClose={onClose}
      aside={
        holder && (
          <div className="flex flex-wrap gap-1">
            {holder.expiresAt !== null && <EndBadge staffId={holder.id} />}
            {holder.lockedUntil !== null && <UnlockBadge staffId={holder.id} />}
          </div>
        )
      }
    >
      <SelectField
        label={t.person}
        required
        options={holders.map(({ id, name, expiresAt }) => ({
          value: id,
          label: expiresAt === null ? name : t.hasBadge(name, merchantDay(Date.parse(expiresAt))),
        }))}
        {...form.choice('staffId')}
      />
      {holder?.lockedUntil && (
        <p className={cn('rounded-lg bg-tone-bg px-3 py-2 text-13 text-tone-fg', toneClass('amber'))}>
          {t.lockedUntil(shortTime(holder.lockedUntil, Date.now()))}
        </p>
      )}
      <TextField
        label={t.pin}
        hint={t.pinHint}
        required
        inputMode="numeric"
        autoComplete="off"
        maxLength={8}
        className="font-mono"
        {...form.text('pin')}
        onText={(pin) => form.set('pin', pin.replace(/\D/g, ''))}
      />
      <Field label={t.days} required {...form.errorOf('days')}>
        {(parts) => (
          <Input
            {...parts}
            type="number"
            min={1}
            max={730}
            value={form.draft.days}
            onChange={(event) => form.set('days', event.target.valueAsNumber)}
          />
        )}
      </Field>
    </FormDialog>
  )
}

function EndBadge({ staffId }: { staffId: string }) {
  const t = useWords(deviceWords)
  const say = useToast()
  const sayFailure = useSayFailure()
  const { revokeBadge } = useDeviceChanges()
  return (
    <Button
      look="quiet"
      busy={revokeBadge.isPending}
      onClick={() =>
        revokeBadge.mutate({ staffId }, { onSuccess: () => say('good', t.badgeRevoked), onError: sayFailure })
      }
    >
      {t.revokeBadge}
    </Button>
  )
}

/** Somebody with the right is asked, and sees who asks; nothing has to be made anew. */
function UnlockBadge({ staffId }: { staffId: string }) {
  const t = useWords(deviceWords)
  const say = useToast()
  const sayFailure = useSayFailure()
  const { unlockBadge } = useDeviceChanges()
  return (
    <Button
      look="quiet"
      busy={unlockBadge.isPending}
      onClick={() =>
        unlockBadge.mutate({ staffId }, { onSuccess: () => say('good', t.badgeUnlocked), onError: sayFailure })
      }
    >
      {t.unlockBadge}
    </Button>
  )
}
