'use client'

import { MessageChannelTestInput, type MessageChannelView } from '@baton/contract'
import { useState } from 'react'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { useLocale, useWords } from '#words/locale.tsx'
import { FormDialog } from '../form/form-dialog.tsx'
import { TextField } from '../form/text-field.tsx'
import { useForm } from '../form/use-form.ts'
import { TestOutcome } from './test-outcome.tsx'
import { useMessageChanges } from './use-messages.ts'
import { messageWords } from './words.ts'

interface Props {
  readonly channel: MessageChannelView
  readonly onClose: () => void
}

/** Sends one message, to a person or to the robot's group, and stays until it says what became of it. */
export function TestDialog({ channel, onClose }: Props) {
  const t = useWords(messageWords)
  const [deliveryId, setDeliveryId] = useState<string | null>(null)
  if (deliveryId === null) return <TestForm channel={channel} onClose={onClose} onSent={setDeliveryId} />
  return (
    <Dialog
      title={t.testOf(channel.name)}
      onClose={onClose}
      footer={
        <>
          <Button onClick={() => setDeliveryId(null)}>{t.testAgain}</Button>
          <Button look="primary" onClick={onClose}>
            {t.close}
          </Button>
        </>
      }
    >
      <TestOutcome deliveryId={deliveryId} />
    </Dialog>
  )
}

function TestForm({ channel, onClose, onSent }: Props & { onSent: (deliveryId: string) => void }) {
  const t = useWords(messageWords)
  const { locale } = useLocale()
  const { test } = useMessageChanges()
  const { id, kind, name } = channel
  const form = useForm({
    schema: MessageChannelTestInput,
    start: { id, target: '', locale },
    send: async (input) => onSent((await test.mutateAsync(input)).deliveryId),
    onDone: () => {},
  })
  return (
    <FormDialog title={t.testOf(name)} saveLabel={t.send} form={form} onClose={onClose}>
      {kind === 'wecom_robot' || kind === 'dingtalk_robot' || kind === 'push' ? (
        <p className="text-13 text-ink-2">{kind === 'push' ? t.targetSelf : t.targetGroup}</p>
      ) : (
        <TextField
          label={t.target[kind]}
          required
          autoComplete="off"
          spellCheck={false}
          className="font-mono text-13"
          maxLength={200}
          {...form.text('target')}
        />
      )}
    </FormDialog>
  )
}
