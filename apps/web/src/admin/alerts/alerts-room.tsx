'use client'

import type { AlertsListInput } from '@baton/contract'
import { BellOff, BellRing } from 'lucide-react'
import Link from 'next/link'
import { useMemo, useState } from 'react'
import { Button } from '#ui/button.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { Empty } from '#ui/state.tsx'
import { useWords } from '#words/locale.tsx'
import { PagedCards } from '../paged-cards.tsx'
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
        <Button asChild>
          <Link href="/scan/check/">
            <BellRing />
            {t.push}
          </Link>
        </Button>
      </PageHeader>
      <PagedCards
        label={t.list}
        query={query}
        rows={rows}
        empty={
          <Empty icon={<BellOff />} title={isOpen ? t.empty : t.emptyClosed} {...(isOpen && { hint: t.emptyHint })} />
        }
      >
        {(alert) => <AlertCard alert={alert} />}
      </PagedCards>
    </>
  )
}
