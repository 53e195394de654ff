'use client'

import { CARRIER_LABELS, type TripRow } from '@baton/contract'
import { Truck } from 'lucide-react'
import { useState } from 'react'
import { merchantDay } from '#time/merchant-days.ts'
import { AnySelect } from '#ui/any-select.tsx'
import { Card, Section } from '#ui/card.tsx'
import { Input } from '#ui/field.tsx'
import { Loaded } from '#ui/loaded.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Empty } from '#ui/state.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { ByBadge, useIsByBadge } from '../by-badge.tsx'
import { UpdatedNote } from '../updated-note.tsx'
import { HandOverDialog } from './hand-over-dialog.tsx'
import { TripTable } from './trip-table.tsx'
import { useDoors, useHandOvers } from './use-hand-overs.ts'
import { handOverWords } from './words.ts'

/** What left on one day: by carrier, by truck, and down to each waybill. */
export function HandOversRoom() {
  const t = useWords(handOverWords)
  const today = merchantDay(Date.now())
  const [day, setDay] = useState(today)
  const [warehouseId, setWarehouseId] = useState<string | null>(null)
  const [opened, setOpened] = useState<string | null>(null)
  const query = useHandOvers({ day, warehouseId })
  const doors = useDoors()
  if (useIsByBadge(query))
    return (
      <>
        <PageHeader title={t.title} hint={t.hint} />
        <ByBadge hint={t.byBadgeHint} path="/admin/hand-overs/" />
      </>
    )
  return (
    <>
      <PageHeader title={t.title} hint={t.hint} aside={<UpdatedNote query={query} />}>
        <Input
          type="date"
          aria-label={t.day}
          className="w-40"
          max={today}
          value={day}
          onChange={({ target }) => target.value !== '' && setDay(target.value)}
        />
        {doors.length > 1 && (
          <AnySelect
            label={t.warehouse}
            any={t.allWarehouses}
            className="w-44"
            value={warehouseId}
            options={doors.map(({ id, name }) => ({ value: id, label: name }))}
            onChoose={setWarehouseId}
          />
        )}
      </PageHeader>
      <Loaded
        query={query}
        isEmpty={(rows) => rows.length === 0}
        empty={<Empty icon={<Truck />} title={t.empty} {...(day === today && { hint: t.emptyHint })} />}
      >
        {(rows) => (
          <div className="grid gap-4">
            <Totals rows={rows} />
            <Section id="trucks" title={t.trucks} className="overflow-hidden">
              <TripTable rows={rows} onOpen={setOpened} />
            </Section>
          </div>
        )}
      </Loaded>
      {opened !== null && <HandOverDialog code={opened} onClose={() => setOpened(null)} />}
    </>
  )
}

function Totals({ rows }: { rows: readonly TripRow[] }) {
  const t = useWords(handOverWords)
  const label = useLabel()
  const sum = (of: readonly TripRow[], what: 'parcels' | 'orders') => of.reduce((total, row) => total + row[what], 0)
  return (
    <Card>
      <dl aria-label={t.totals} className="grid gap-x-6 gap-y-3 px-4 py-3 sm:grid-cols-2 xl:grid-cols-4">
        {[...Map.groupBy(rows, (row) => row.carrier)].map(([carrier, of]) => (
          <div key={carrier}>
            <dt className="text-13 text-ink-3">{label(CARRIER_LABELS[carrier])}</dt>
            <dd className="font-semibold">{t.total(of.length, sum(of, 'parcels'), sum(of, 'orders'))}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
