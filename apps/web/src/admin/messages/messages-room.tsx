'use client'

import type { MessageChannelView } from '@baton/contract'
import { MessageSquare, Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#ui/button.tsx'
import { Loaded } from '#ui/loaded.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Empty } from '#ui/state.tsx'
import { useWords } from '#words/locale.tsx'
import { UpdatedNote } from '../updated-note.tsx'
import { MessageCard } from './message-card.tsx'
import { MessageDialog } from './message-dialog.tsx'
import { useMessageChannels } from './use-messages.ts'
import { messageWords } from './words.ts'

export function MessagesRoom() {
  const t = useWords(messageWords)
  const channels = useMessageChannels()
  const [editing, setEditing] = useState<MessageChannelView | 'new' | null>(null)
  const add = (
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
        empty={<Empty icon={<MessageSquare />} title={t.empty} hint={t.emptyHint} />}
      >
        {(rows) => (
          <ul aria-label={t.title} className="grid gap-3 lg:grid-cols-2">
            {rows.map((channel) => (
              <li key={channel.id}>
                <MessageCard channel={channel} onEdit={() => setEditing(channel)} />
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {editing !== null && (
        <MessageDialog {...(editing !== 'new' && { channel: editing })} onClose={() => setEditing(null)} />
      )}
    </>
  )
}
