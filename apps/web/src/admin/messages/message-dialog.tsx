'use client'

import {
  MESSAGE_CHANNEL_LABELS,
  type MessageChannelKind,
  MessageChannelSaveInput,
  type MessageChannelSpec,
  type MessageChannelView,
} from '@baton/contract'
import { useLabel, useWords } from '#words/locale.tsx'
import { CredentialFields } from '../form/credential-fields.tsx'
import { FormDialog } from '../form/form-dialog.tsx'
import { LoadedDialog } from '../form/loaded-dialog.tsx'
import { SelectField } from '../form/select-field.tsx'
import { TextField } from '../form/text-field.tsx'
import { useDone } from '../form/use-done.ts'
import { useForm } from '../form/use-form.ts'
import { useMessageChanges, useMessageSpecs } from './use-messages.ts'
import { messageWords } from './words.ts'

/** Adds a channel or edits one; secrets go in and never come out. */
export function MessageDialog({ channel, onClose }: { channel: MessageChannelView | undefined; onClose: () => void }) {
  const t = useWords(messageWords)
  const specs = useMessageSpecs()
  return (
    <LoadedDialog query={specs} title={channel ? t.edit : t.add} onClose={onClose}>
      {(known) => <MessageForm specs={known} channel={channel} onClose={onClose} />}
    </LoadedDialog>
  )
}

function MessageForm({
  specs,
  channel,
  onClose,
}: {
  specs: readonly MessageChannelSpec[]
  channel: MessageChannelView | undefined
  onClose: () => void
}) {
  const t = useWords(messageWords)
  const label = useLabel()
  const { save } = useMessageChanges()
  const form = useForm({
    schema: MessageChannelSaveInput,
    start: {
      ...(channel && { id: channel.id, seenAt: channel.savedAt }),
      kind: channel?.kind ?? ('wecom' as MessageChannelKind),
      name: channel?.name ?? '',
      fields: {} as Record<string, string | null>,
      endpoints: { ...channel?.endpoints },
    },
    send: save.mutateAsync,
    onDone: useDone(t.saved, onClose),
  })
  const spec = specs.find(({ kind }) => kind === form.draft.kind)
  return (
    <FormDialog title={channel ? `${t.edit} · ${channel.name}` : t.add} form={form} onClose={onClose}>
      <SelectField
        label={t.kind}
        required
        disabled={channel !== undefined}
        options={specs
          .filter(({ kind }) => kind !== 'push' || channel)
          .map(({ kind }) => ({ value: kind, label: label(MESSAGE_CHANNEL_LABELS[kind]) }))}
        {...form.choice('kind')}
        onChoose={(kind) => {
          form.set('kind', kind)
          form.set('fields', {})
        }}
      />
      <TextField label={t.name} required maxLength={80} {...form.text('name')} />
      <CredentialFields
        fields={spec?.fields ?? []}
        values={form.draft.fields}
        stored={channel?.fieldsSet ?? []}
        errorOf={(key) => form.errorOf(`fields.${key}`)}
        onChange={(values) => form.set('fields', values)}
      />
    </FormDialog>
  )
}
