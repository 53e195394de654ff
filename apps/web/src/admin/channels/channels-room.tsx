'use client'

import type { ChannelView } from '@baton/contract'
import { Radio } from 'lucide-react'
import { useMay } from '#data/session.ts'
import { AddButton } from '#ui/add-button.tsx'
import { Loaded } from '#ui/loaded.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Empty, Skeleton } from '#ui/state.tsx'
import { useWords } from '#words/locale.tsx'
import { useEntryDialog } from '../form/use-entry-dialog.ts'
import { UpdatedNote } from '../updated-note.tsx'
import { ChannelCard } from './channel-card.tsx'
import { ChannelDialog } from './channel-dialog.tsx'
import { useChannels } from './use-channels.ts'
import { channelWords } from './words.ts'

export function ChannelsRoom() {
  const t = useWords(channelWords)
  const mayManage = useMay('channels.manage')
  const channels = useChannels()
  const { onAdd, onEdit, dialog } = useEntryDialog<ChannelView>((channel, onClose) => (
    <ChannelDialog channel={channel} onClose={onClose} />
  ))
  const add = mayManage && <AddButton onClick={onAdd}>{t.add}</AddButton>
  return (
    <>
      <PageHeader title={t.title} hint={t.hint} aside={<UpdatedNote query={channels} />}>
        {add}
      </PageHeader>
      <Loaded
        query={channels}
        isEmpty={(rows) => rows.length === 0}
        empty={
          <Empty icon={<Radio />} title={t.empty} hint={t.emptyHint}>
            {add}
          </Empty>
        }
        skeleton={<ChannelsSkeleton />}
      >
        {(rows) => (
          <ul className="grid grid-cols-1 gap-4 xl:grid-cols-2">
            {rows.map((channel) => (
              <ChannelCard key={channel.id} channel={channel} onEdit={() => onEdit(channel)} />
            ))}
          </ul>
        )}
      </Loaded>
      {dialog}
    </>
  )
}

function ChannelsSkeleton() {
  return (
    <div aria-busy="true" className="grid gap-4 xl:grid-cols-2">
      {['a', 'b', 'c', 'd'].map((key) => (
        <Skeleton key={key} className="h-72 rounded-xl" />
      ))}
    </div>
  )
}
