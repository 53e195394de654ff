'use client'

import { ScrollText } from 'lucide-react'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Loaded } from '#ui/loaded.tsx'
import { MoreRows } from '#ui/more-rows.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Empty } from '#ui/state.tsx'
import { useWords } from '#words/locale.tsx'
import { UpdatedNote } from '../updated-note.tsx'
import { EventFilters } from './event-filters.tsx'
import { EventTable } from './event-table.tsx'
import { NO_EVENT_FILTER, writeEventFilter } from './filter-url.ts'
import { ReapplyMany } from './reapply-many.tsx'
import { useEventFilter, useEventList } from './use-events.ts'
import { eventWords } from './words.ts'

export function EventsRoom() {
  const t = useWords(eventWords)
  const { filter, change } = useEventFilter()
  const { query, rows } = useEventList(filter)
  const filtered = writeEventFilter(filter) !== ''
  return (
    <>
      <PageHeader title={t.title} hint={t.hint} aside={<UpdatedNote query={query} />}>
        <ReapplyMany filter={filter} count={rows.length} />
      </PageHeader>
      <EventFilters filter={filter} onChange={change} />
      <Loaded
        query={query}
        isEmpty={() => rows.length === 0}
        empty={
          <Empty icon={<ScrollText />} title={filtered ? t.noMatch : t.empty} {...(!filtered && { hint: t.emptyHint })}>
            {filtered && <Button onClick={() => change(NO_EVENT_FILTER)}>{t.clear}</Button>}
          </Empty>
        }
      >
        {() => (
          <>
            <Card className="overflow-hidden">
              <EventTable rows={rows} />
            </Card>
            <MoreRows query={query} />
          </>
        )}
      </Loaded>
    </>
  )
}
