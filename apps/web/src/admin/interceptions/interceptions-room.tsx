'use client'

import { PackageCheck } from 'lucide-react'
import { useState } from 'react'
import { AnySelect } from '#ui/any-select.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { Empty } from '#ui/state.tsx'
import { useWords } from '#words/locale.tsx'
import { PagedCards } from '../paged-cards.tsx'
import { UpdatedNote } from '../updated-note.tsx'
import { InterceptionCard } from './interception-card.tsx'
import { useInterceptions, useWarehouseChoices } from './use-interceptions.ts'
import { interceptionWords } from './words.ts'

/** Every parcel that must be stopped by hand, the oldest first. */
export function InterceptionsRoom() {
  const t = useWords(interceptionWords)
  const [open, setOpen] = useState(true)
  const [warehouseId, setWarehouseId] = useState<string | null>(null)
  const { query, rows, counts } = useInterceptions({ open, warehouseId })
  const warehouses = useWarehouseChoices()
  const waiting = counts?.waiting ?? 0
  return (
    <>
      <PageHeader title={t.title} hint={t.hint} aside={<UpdatedNote query={query} />}>
        <Segmented
          label={t.which}
          value={open ? 'open' : 'ended'}
          options={[
            { value: 'open', label: t.open(counts?.open) },
            { value: 'ended', label: t.ended },
          ]}
          onChange={(value) => setOpen(value === 'open')}
        />
        {warehouses.length > 0 && (
          <AnySelect
            label={t.warehouse}
            any={t.allWarehouses}
            className="w-44"
            value={warehouseId}
            options={warehouses.map(({ id, name }) => ({ value: id, label: name }))}
            onChoose={setWarehouseId}
          />
        )}
      </PageHeader>
      {open && waiting > 0 && <p className="mb-3 text-13 text-danger-text">{t.waiting(waiting)}</p>}
      <PagedCards
        label={t.list}
        query={query}
        rows={rows}
        empty={
          <Empty icon={<PackageCheck />} title={open ? t.empty : t.emptyEnded} {...(open && { hint: t.emptyHint })} />
        }
        className="lg:grid-cols-2"
      >
        {(task) => <InterceptionCard task={task} />}
      </PagedCards>
    </>
  )
}
