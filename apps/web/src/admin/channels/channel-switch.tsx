'use client'

import type { ChannelView } from '@baton/contract'
import { useState } from 'react'
import { useSayFailure } from '#ui/say-failure.ts'
import { Switch } from '#ui/switch.tsx'
import { useWords } from '#words/locale.tsx'
import { ConfirmDialog } from '../form/confirm-dialog.tsx'
import { useChannelChanges } from './use-channels.ts'
import { channelWords } from './words.ts'

/** On at once; off only after a second look, because nothing is received while it is off. */
export function ChannelSwitch({ channel }: { channel: ChannelView }) {
  const t = useWords(channelWords)
  const sayFailure = useSayFailure()
  const { enable } = useChannelChanges()
  const [asking, setAsking] = useState(false)
  const set = (enabled: boolean) =>
    enable.mutate(
      { id: channel.id, enabled },
      {
        onSuccess: () => setAsking(false),
        onError: (error) => enabled && sayFailure(error),
      },
    )
  return (
    <>
      <Switch
        checked={channel.enabled}
        disabled={enable.isPending}
        aria-label={t.pause(channel.name)}
        onCheckedChange={(on) => (on ? set(true) : setAsking(true))}
      />
      {asking && (
        <ConfirmDialog
          title={t.pauseTitle}
          confirm={t.pauseConfirm}
          danger
          action={enable}
          onConfirm={() => set(false)}
          onClose={() => setAsking(false)}
        >
          <p className="font-medium text-ink">{channel.name}</p>
          <p>{t.pauseHint}</p>
        </ConfirmDialog>
      )}
    </>
  )
}
