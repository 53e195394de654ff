'use client'

import { type ChannelView, WriteBackRateInput } from '@baton/contract'
import { useState } from 'react'
import { useMay } from '#data/session.ts'
import { PencilButton } from '#ui/pencil-button.tsx'
import { useWords } from '#words/locale.tsx'
import { FormDialog } from '../form/form-dialog.tsx'
import { NumberField } from '../form/number-field.tsx'
import { useForm } from '../form/use-form.ts'
import { useChannelChanges } from './use-channels.ts'
import { channelWords } from './words.ts'

/** How fast a channel is told of shipments, where that figure is from, and the way to change it. */
export function WriteBackRate({ channel }: { channel: ChannelView }) {
  const t = useWords(channelWords)
  const mayManage = useMay('channels.manage')
  const [editing, setEditing] = useState(false)
  const { perMinute, isPublished, setPerMinute } = channel.writeBack
  const origin = setPerMinute !== null ? t.rateSet : isPublished ? t.ratePublished : t.rateCareful
  return (
    <div>
      <dt className="text-ink-3 text-xs">{t.rate}</dt>
      <dd className="flex items-center gap-2">
        <span className="min-w-0 flex-1">
          <span className="font-medium">{t.perMinute(setPerMinute ?? perMinute)}</span>{' '}
          <span className="text-ink-3 text-xs">{origin}</span>
        </span>
        {mayManage && (
          <PencilButton does={t.edit} name={`${t.rate} ${channel.name}`} onClick={() => setEditing(true)} />
        )}
        {editing && <RateDialog channel={channel} onClose={() => setEditing(false)} />}
      </dd>
    </div>
  )
}

function RateDialog({ channel, onClose }: { channel: ChannelView; onClose: () => void }) {
  const t = useWords(channelWords)
  const { setRate } = useChannelChanges()
  const form = useForm({
    schema: WriteBackRateInput,
    start: { id: channel.id, perMinute: channel.writeBack.setPerMinute },
    send: (input) => setRate.mutateAsync(input),
    onDone: onClose,
  })
  return (
    <FormDialog title={t.rateTitle} hint={channel.name} form={form} onClose={onClose}>
      <NumberField
        label={t.rateField}
        hint={t.rateHint(channel.writeBack.perMinute)}
        digits={5}
        value={form.draft.perMinute}
        onNumber={(perMinute) => form.set('perMinute', perMinute || null)}
        {...form.errorOf('perMinute')}
      />
    </FormDialog>
  )
}
