'use client'

import type { MessageChannelView } from '@baton/contract'
import { MessageSquare } from 'lucide-react'
import { AddButton } from '#ui/add-button.tsx'
import { Loaded } from '#ui/loaded.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Empty } from '#ui/state.tsx'
import { useWords } from '#words/locale.tsx'
import { useEntryDialog } from '../form/use-entry-dialog.ts'
import { UpdatedNote } from '../updated-note.tsx'
import { MessageCard } from './message-card.tsx'
import { MessageDialog } from './message-dialog.tsx'
import { useMessageChannels } from './use-messages.ts'
import { messageWords } from './words.ts'

export function MessagesRoom() {
  const t = useWords(messageWords)
  const channels = useMessageChannels()
  const { onAdd, onEdit, dialog } = useEntryDialog<MessageChannelView>((channel, onClose) => (
    <MessageDialog channel={channel} onClose={onClose} />
  ))
  const add = <AddButton onClick={onAdd}>{t.add}</AddButton>
  return (
    <>
      <PageHeader title={t.title} hint={t.hint} aside={<UpdatedNote query={channels} />}>
        {add}
      </PageHeader>
      <Loaded
        query={channels}
        isEmpty={(rows) => rows.length === 0}
        empty={
          <Empty icon={<MessageSquare />} title={t.empty} hint={t.emptyHint}>
            {add}
          </Empty>
        }
      >
        {(rows) => (
          <ul aria-label={t.title} className="grid gap-3 lg:grid-cols-2">
            {rows.map((channel) => (
              <li key={channel.id}>
                <MessageCard channel={channel} onEdit={() => onEdit(channel)} />
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {dialog}
    </>
  )
}
