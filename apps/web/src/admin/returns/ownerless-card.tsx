'use client'

import { type OwnerlessParcel, RETURN_GRADE_LABELS, ReturnAttachInput } from '@baton/contract'
import { useState } from 'react'
import { FormDialog } from '#admin/form/form-dialog.tsx'
import { TextField } from '#admin/form/text-field.tsx'
import { useForm } from '#admin/form/use-form.ts'
import { useMay } from '#data/session.ts'
import { InstantAndAgo } from '#time/instant.tsx'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { useSayFailure } from '#ui/say-failure.ts'
import { useToast } from '#ui/toast.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { useReturnChanges } from './use-returns.ts'
import { returnWords } from './words.ts'

/** A parcel that nobody knows: who scanned it, when and where; a person says whose it is. */
export function OwnerlessCard({ parcel }: { parcel: OwnerlessParcel }) {
  const t = useWords(returnWords)
  const label = useLabel()
  const sayFailure = useSayFailure()
  const { dismiss } = useReturnChanges()
  const [naming, setNaming] = useState(false)
  const mayName = useMay('interceptions.handle')
  const mayDismiss = useMay('board.read')
  const { id, code, grade } = parcel
  return (
    <Card className="grid gap-2 p-4">
      <div className="flex flex-wrap items-center gap-2">
        <span className="break-all font-medium font-mono text-sm">{code}</span>
        {grade !== null && (
          <Badge tone={grade === 'sellable' ? 'green' : 'amber'} dot>
            {label(RETURN_GRADE_LABELS[grade])}
          </Badge>
        )}
        <span className="ml-auto text-13 text-ink-3">{parcel.warehouseName}</span>
      </div>
      <p className="text-13 text-ink-2">
        {t.scannedBy} <InstantAndAgo at={parcel.occurredAt} />
        <span className="text-ink-3">
          {' · '}
          {[parcel.operatorName, parcel.deviceName].filter(Boolean).join(' · ')}
        </span>
      </p>
      <div className="flex flex-wrap justify-end gap-2 empty:hidden">
        {mayDismiss && (
          <Button
            size="small"
            aria-label={t.dismissOf(code)}
            busy={dismiss.isPending}
            onClick={() => dismiss.mutate({ id }, { onError: sayFailure })}
          >
            {t.dismiss}
          </Button>
        )}
        {mayName && (
          <Button size="small" look="primary" aria-label={t.attachOf(code)} onClick={() => setNaming(true)}>
            {t.attach}
          </Button>
        )}
      </div>
      {naming && <AttachDialog parcel={parcel} onClose={() => setNaming(false)} />}
    </Card>
  )
}

function AttachDialog({ parcel, onClose }: { parcel: OwnerlessParcel; onClose: () => void }) {
  const t = useWords(returnWords)
  const say = useToast()
  const { attach } = useReturnChanges()
  const form = useForm({
    schema: ReturnAttachInput,
    start: { scanId: parcel.id, owner: '' },
    send: async (input) => say('good', t.attached((await attach.mutateAsync(input)).orderId)),
    onDone: onClose,
  })
  return (
    <FormDialog
      title={t.attachTitle(parcel.code)}
      hint={t.attachHint}
      form={form}
      onClose={onClose}
      saveLabel={t.attach}
    >
      <TextField label={t.owner} hint={t.ownerHint} required maxLength={64} {...form.text('owner')} />
    </FormDialog>
  )
}
