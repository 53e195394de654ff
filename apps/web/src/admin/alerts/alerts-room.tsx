'use client'

import type { AlertsListInput } from '@baton/contract'
import { BellOff } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Loaded } from '#ui/loaded.tsx'
import { MoreRows } from '#ui/more-rows.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { Empty } from '#ui/state.tsx'
import { useWords } from '#words/locale.tsx'
import { UpdatedNote } from '../updated-note.tsx'
import { AlertCard } from './alert-card.tsx'
import { useAlerts, useMarkSeen } from './use-alerts.ts'
import { alertWords } from './words.ts'

export function AlertsRoom() {
  const t = useWords(alertWords)
  const [which, setWhich] = useState<AlertsListInput['which']>('open')
  const { query, rows } = useAlerts(which)
  const isOpen = which === 'open'
  useMarkSeen(useMemo(() => rows.map((row) => row.id), [rows]))
  return (
    <>
      <PageHeader title={t.title} hint={t.hint} aside={<UpdatedNote query={query} />}>
        <Segmented
          label={t.which}
          value={which}
          options={[
            { value: 'open', label: t.open },
            { value: 'closed', label: t.closed },
          ]}
          onChange={setWhich}
        />
      </PageHeader>
      <Loaded
        query={query}
        isEmpty={() => rows.length === 0}
        empty={
          <Empty icon={<BellOff />} title={isOpen ? t.empty : t.emptyClosed} {...(isOpen && { hint: t.emptyHint })} />
        }
      >
        {() => (
          <>
            <ul aria-label={t.list} className="grid gap-3">
              {rows.map((alert) => (
                <li key={alert.id}>
                  <AlertCard alert={alert} />
                </li>
              ))}
            </ul>
            <MoreRows query={query} />
          </>
        )}
      </Loaded>
    </>
  )
}
