'use client'

import type { ChannelView } from '@baton/contract'
import { useWords } from '#words/locale.tsx'
import { EnableSwitch } from '../form/enable-switch.tsx'
import { useChannelChanges } from './use-channels.ts'
import { channelWords } from './words.ts'

/** Nothing is received while a channel is off. */
export function ChannelSwitch({ channel }: { channel: ChannelView }) {
  const t = useWords(channelWords)
  const { enable } = useChannelChanges()
  const off = { title: t.pauseTitle, confirm: t.pauseConfirm }
  return (
    <EnableSwitch of={channel} label={t.pause(channel.name)} action={enable} off={off}>
      <p className="font-medium text-ink">{channel.name}</p>
      <p>{t.pauseHint}</p>
    </EnableSwitch>
  )
}
