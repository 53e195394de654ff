'use client'

import { CARRIER_SYSTEM_LABELS, type CarrierCodeView, CarrierSaveInput, type CarrierSystem } from '@baton/contract'
import { useMay } from '#data/session.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { useToast } from '#ui/toast.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { FormDialog } from '../form/form-dialog.tsx'
import { TextField } from '../form/text-field.tsx'
import { useForm } from '../form/use-form.ts'
import { Versions } from '../versions.tsx'
import { CarrierCodeText } from './carrier-code-text.tsx'
import { useCarrierHistory, useSaveCarrier } from './use-carriers.ts'
import { carrierWords } from './words.ts'

interface DialogProps {
  readonly platform: CarrierSystem
  /** Null: one that is not in the list. */
  readonly row: CarrierCodeView | null
  readonly onClose: () => void
}

/** One carrier at one channel: its code there, and every code it has had. */
export function CarrierDialog(props: DialogProps) {
  const mayEdit = useMay('mapping.edit')
  const label = useLabel()
  const t = useWords(carrierWords)
  if (mayEdit) return <EditDialog {...props} />
  if (props.row === null) return null
  return (
    <Dialog
      title={props.row.carrier}
      hint={label(CARRIER_SYSTEM_LABELS[props.platform])}
      onClose={props.onClose}
      footer={<Button onClick={props.onClose}>{t.close}</Button>}
    >
      <History platform={props.platform} carrier={props.row.carrier} />
    </Dialog>
  )
}

function EditDialog({ platform, row, onClose }: DialogProps) {
  const t = useWords(carrierWords)
  const label = useLabel()
  const say = useToast()
  const save = useSaveCarrier()
  const form = useForm({
    schema: CarrierSaveInput,
    start: {
      platform,
      carrier: row?.carrier ?? '',
      code: row?.code ?? null,
      name: row?.name ?? null,
      expectedVersion: row?.version ?? 0,
      reason: '',
    },
    send: async (input) => {
      const { released } = await save.mutateAsync(input)
      say('good', t.saved(released))
    },
    onDone: onClose,
  })
  const text = (key: 'code' | 'name') => ({
    value: form.draft[key] ?? '',
    onText: (to: string) => form.set(key, to || null),
    ...form.errorOf(key),
  })
  return (
    <FormDialog
      title={row ? `${t.edit} · ${row.carrier}` : t.add}
      hint={label(CARRIER_SYSTEM_LABELS[platform])}
      form={form}
      onClose={onClose}
    >
      {row === null && <TextField label={t.word} hint={t.wordHint} required maxLength={40} {...form.text('carrier')} />}
      <TextField
        label={t.code}
        hint={t.codeHint(row?.published ?? null)}
        className="font-mono"
        maxLength={60}
        {...text('code')}
      />
      <TextField label={t.name} hint={t.nameHint} maxLength={60} {...text('name')} />
      <TextField label={t.reason} hint={t.reasonHint} required maxLength={300} {...form.text('reason')} />
      {row !== null && row.version > 0 && <History platform={platform} carrier={row.carrier} />}
    </FormDialog>
  )
}

function History({ platform, carrier }: { platform: CarrierSystem; carrier: string }) {
  const t = useWords(carrierWords)
  return (
    <Versions
      title={t.history}
      query={useCarrierHistory({ platform, carrier })}
      empty={t.onlyPublished}
      what={(version) => <CarrierCodeText row={version} />}
      why={({ author, reason }) => `${author} · ${reason}`}
    />
  )
}
