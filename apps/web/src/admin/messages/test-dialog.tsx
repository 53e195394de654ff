'use client'

import { MessageChannelTestInput, type MessageChannelView } from '@baton/contract'
import { Field, Input } from '#ui/field.tsx'
import { useToast } from '#ui/toast.tsx'
import { useWords } from '#words/locale.tsx'
import { FormDialog } from '../form/form-dialog.tsx'
import { useForm } from '../form/use-form.ts'
import { useMessageChanges } from './use-messages.ts'
import { messageWords } from './words.ts'

/** Sends one message, to a person or to the robot's group. */
export function TestDialog({ channel, onClose }: { channel: MessageChannelView; onClose: () => void }) {
  const t = useWords(messageWords)
  const say = useToast()
  const { test } = useMessageChanges()
  const { id, kind, name } = channel
  const form = useForm({
    schema: MessageChannelTestInput,
    start: { id, target: '' },
    send: test.mutateAsync,
    onDone: () => {
      say('good', t.tested)
      onClose()
    },
  })
  return (
    <FormDialog title={t.testOf(name)} saveLabel={t.send} form={form} onClose={onClose}>
      {kind === 'wecom_robot' || kind === 'dingtalk_robot' || kind === 'push' ? (
        <p className="text-13 text-ink-2">{kind === 'push' ? t.targetSelf : t.targetGroup}</p>
      ) : (
        <Field label={t.target[kind]} required {...form.errorOf('target')}>
          {(parts) => (
            <Input
              {...parts}
              autoComplete="off"
              spellCheck={false}
              className="font-mono text-13"
              maxLength={200}
              value={form.draft.target}
              onChange={(event) => form.set('target', event.target.value)}
            />
          )}
        </Field>
      )}
    </FormDialog>
  )
}
