'use client'

import { MerchantSaveInput, type MerchantView } from '@baton/contract'
import { useState } from 'react'
import { useMay } from '#data/session.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Loaded } from '#ui/loaded.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { FailedLine } from '#ui/state.tsx'
import { useToast } from '#ui/toast.tsx'
import { useWords } from '#words/locale.tsx'
import { NumberField } from '../form/number-field.tsx'
import { TextField } from '../form/text-field.tsx'
import { useForm } from '../form/use-form.ts'
import { ZoneField } from '../form/zone-field.tsx'
import { UpdatedNote } from '../updated-note.tsx'
import { useMerchant, useSaveMerchant } from './use-merchant.ts'
import { merchantWords } from './words.ts'

export function MerchantRoom() {
  const t = useWords(merchantWords)
  const merchant = useMerchant()
  return (
    <>
      <PageHeader title={t.title} hint={t.hint} aside={<UpdatedNote query={merchant} />} />
      <Loaded query={merchant}>{(known) => <MerchantForm merchant={known} />}</Loaded>
    </>
  )
}

const NUMBERS = ['undoSeconds', 'lockHours'] as const

function MerchantForm({ merchant }: { merchant: MerchantView }) {
  const t = useWords(merchantWords)
  const say = useToast()
  const mayManage = useMay('catalogue.manage')
  const save = useSaveMerchant()
  const { prefix, timeZone, undoSeconds, lockHours } = merchant
  const [seenAt, setSeenAt] = useState(merchant.savedAt)
  const form = useForm({
    schema: MerchantSaveInput,
    start: { prefix, timeZone, undoSeconds, lockHours },
    send: async (input) => setSeenAt((await save.mutateAsync({ ...input, seenAt })).savedAt),
    onDone: () => say('good', t.saved),
  })
  return (
    <Card className="max-w-xl p-5">
      <form
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          void form.submit()
        }}
      >
        <TextField
          label={t.prefix}
          hint={t.prefixHint}
          required
          disabled={!mayManage}
          maxLength={4}
          className="font-mono"
          {...form.text('prefix')}
          onText={(prefix) => form.set('prefix', prefix.toUpperCase())}
        />
        <p className="text-13 text-ink-3">
          {t.example} <span className="font-mono text-ink">{`${form.draft.prefix}2026XK9F2N1L`}</span>
        </p>
        <ZoneField label={t.timeZone} hint={t.timeZoneHint} required disabled={!mayManage} {...form.text('timeZone')} />
        {NUMBERS.map((key) => (
          <NumberField
            key={key}
            label={t[key]}
            hint={t.hints[key]}
            required
            disabled={!mayManage}
            value={form.draft[key]}
            onNumber={(value) => form.set(key, value)}
            {...form.errorOf(key)}
          />
        ))}
        {form.failure !== null && <FailedLine error={form.failure} />}
        {mayManage && (
          <div>
            <Button type="submit" look="primary" busy={form.busy}>
              {form.busy ? t.saving : t.save}
            </Button>
          </div>
        )}
      </form>
    </Card>
  )
}
