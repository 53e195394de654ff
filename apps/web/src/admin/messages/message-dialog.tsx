'use client'

import {
  MESSAGE_CHANNEL_LABELS,
  type MessageChannelKind,
  MessageChannelSaveInput,
  type MessageChannelSpec,
  type MessageChannelView,
} from '@baton/contract'
import { Dialog } from '#ui/dialog.tsx'
import { Field, Input, NativeSelect } from '#ui/field.tsx'
import { Loaded } from '#ui/loaded.tsx'
import { useToast } from '#ui/toast.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { CredentialFields } from '../form/credential-fields.tsx'
import { FormDialog } from '../form/form-dialog.tsx'
import { useForm } from '../form/use-form.ts'
import { useMessageChanges, useMessageSpecs } from './use-messages.ts'
import { messageWords } from './words.ts'

/** Adds a channel or edits one; secrets go in and never come out. */
export function MessageDialog({ channel, onClose }: { channel?: MessageChannelView; onClose: () => void }) {
  const t = useWords(messageWords)
  const specs = useMessageSpecs()
  if (specs.data !== undefined)
    return <MessageForm specs={specs.data} {...(channel && { channel })} onClose={onClose} />
  return (
    <Dialog title={channel ? t.edit : t.add} onClose={onClose}>
      <Loaded query={specs}>{() => null}</Loaded>
    </Dialog>
  )
}

function MessageForm({
  specs,
  channel,
  onClose,
}: {
  specs: readonly MessageChannelSpec[]
  channel?: MessageChannelView
  onClose: () => void
}) {
  const t = useWords(messageWords)
  const label = useLabel()
  const say = useToast()
  const { save } = useMessageChanges()
  const form = useForm({
    schema: MessageChannelSaveInput,
    start: {
      ...(channel && { id: channel.id }),
      kind: channel?.kind ?? ('wecom' as MessageChannelKind),
      name: channel?.name ?? '',
      fields: {} as Record<string, string>,
      endpoints: { ...channel?.endpoints },
    },
    send: save.mutateAsync,
    onDone: () => {
      say('good', t.saved)
      onClose()
    },
  })
  const spec = specs.find(({ kind }) => kind === form.draft.kind)
  return (
    <FormDialog title={channel ? `${t.edit} · ${channel.name}` : t.add} form={form} onClose={onClose}>
      <Field label={t.kind} required {...form.errorOf('kind')}>
        {(parts) => (
          <NativeSelect
            {...parts}
            value={form.draft.kind}
            disabled={channel !== undefined}
            onChange={(event) => {
              form.set('kind', event.target.value as MessageChannelKind)
              form.set('fields', {})
            }}
          >
            {specs
              .filter(({ kind }) => kind !== 'push' || channel)
              .map(({ kind }) => (
                <option key={kind} value={kind}>
                  {label(MESSAGE_CHANNEL_LABELS[kind])}
                </option>
              ))}
          </NativeSelect>
        )}
      </Field>
      <Field label={t.name} required {...form.errorOf('name')}>
        {(parts) => (
          <Input
            {...parts}
            value={form.draft.name}
            maxLength={80}
            onChange={(event) => form.set('name', event.target.value)}
          />
        )}
      </Field>
      <CredentialFields
        fields={spec?.fields ?? []}
        values={form.draft.fields}
        kept={channel !== undefined}
        errorOf={(key) => form.errorOf(`fields.${key}`)}
        onChange={(values) => form.set('fields', values)}
      />
    </FormDialog>
  )
}
