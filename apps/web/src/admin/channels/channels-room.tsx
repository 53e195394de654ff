'use client'

import type { ChannelView } from '@baton/contract'
import { Plus, Radio } from 'lucide-react'
import { useState } from 'react'
import { useMay } from '#data/session.ts'
import { Button } from '#ui/button.tsx'
import { Loaded } from '#ui/loaded.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Empty, Skeleton } from '#ui/state.tsx'
import { useWords } from '#words/locale.tsx'
import { UpdatedNote } from '../updated-note.tsx'
import { ChannelCard } from './channel-card.tsx'
import { ChannelDialog } from './channel-dialog.tsx'
import { useChannels } from './use-channels.ts'
import { channelWords } from './words.ts'

export function ChannelsRoom() {
  const t = useWords(channelWords)
  const mayManage = useMay('channels.manage')
  const channels = useChannels()
  const [editing, setEditing] = useState<ChannelView | 'new' | null>(null)
  const add = mayManage && (
    <Button look="primary" onClick={() => setEditing('new')}>
      <Plus />
      {t.add}
    </Button>
  )
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
              <ChannelCard key={channel.id} channel={channel} onEdit={() => setEditing(channel)} />
            ))}
          </ul>
        )}
      </Loaded>
      {editing !== null && (
        <ChannelDialog {...(editing !== 'new' && { channel: editing })} onClose={() => setEditing(null)} />
      )}
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
