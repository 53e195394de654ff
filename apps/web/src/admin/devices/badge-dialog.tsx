'use client'

import { type BadgeHolder, BadgeIssueInput, type BadgeView } from '@baton/contract'
import { type ComponentProps, useState } from 'react'
import { merchantDay } from '#time/instants.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Field, Input, NativeSelect, Unchosen } from '#ui/field.tsx'
import { Loaded } from '#ui/loaded.tsx'
import { Skeleton } from '#ui/state.tsx'
import { useToast } from '#ui/toast.tsx'
import { useWords } from '#words/locale.tsx'
import { FormDialog } from '../form/form-dialog.tsx'
import { useForm } from '../form/use-form.ts'
import { PrintCard } from './print-card.tsx'
import { useBadgeHolders, useDeviceChanges } from './use-devices.ts'
import { deviceWords } from './words.ts'

const YEAR = 365

/** A badge for the wall of a pocket, a PIN for the head. */
export function BadgeDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(deviceWords)
  const { data: holders = [] } = useBadgeHolders()
  const [made, setMade] = useState<BadgeView | null>(null)
  if (made) {
    const name = holders.find((person) => person.id === made.staffId)?.name ?? ''
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
  return <IssueDialog holders={holders} onIssued={setMade} onClose={onClose} />
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
  return (
    <FormDialog
      title={t.badgeTitle}
      hint={t.badgeHint}
      form={form}
      saveLabel={t.issue}
      onClose={onClose}
      aside={
        holders.some(({ id, expiresAt }) => id === form.draft.staffId && expiresAt !== null) && (
          <EndBadge staffId={form.draft.staffId} />
        )
      }
    >
      <PersonField
        chosen={form.draft.staffId}
        onChoose={(staffId) => form.set('staffId', staffId)}
        error={form.errorOf('staffId')}
      />
      <Field label={t.pin} hint={t.pinHint} required {...form.errorOf('pin')}>
        {(parts) => (
          <Input
            {...parts}
            inputMode="numeric"
            autoComplete="off"
            maxLength={8}
            className="font-mono"
            value={form.draft.pin}
            onChange={(event) => form.set('pin', event.target.value.replace(/\D/g, ''))}
          />
        )}
      </Field>
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

function PersonField({
  chosen,
  onChoose,
  error,
}: {
  chosen: string
  onChoose: (staffId: string) => void
  error: Pick<ComponentProps<typeof Field>, 'error'>
}) {
  const t = useWords(deviceWords)
  return (
    <Loaded query={useBadgeHolders()} skeleton={<Skeleton className="h-15 w-full" />}>
      {(holders) => (
        <Field label={t.person} required {...error}>
          {(parts) => (
            <NativeSelect {...parts} value={chosen} onChange={(event) => onChoose(event.target.value)}>
              <Unchosen />
              {holders.map((person) => (
                <option key={person.id} value={person.id}>
                  {person.expiresAt === null
                    ? person.name
                    : t.hasBadge(person.name, merchantDay(Date.parse(person.expiresAt)))}
                </option>
              ))}
            </NativeSelect>
          )}
        </Field>
      )}
    </Loaded>
  )
}

function EndBadge({ staffId }: { staffId: string }) {
  const t = useWords(deviceWords)
  const say = useToast()
  const { revokeBadge } = useDeviceChanges()
  return (
    <Button
      look="quiet"
      busy={revokeBadge.isPending}
      onClick={() => revokeBadge.mutate({ staffId }, { onSuccess: () => say('good', t.badgeRevoked) })}
    >
      {t.revokeBadge}
    </Button>
  )
}
