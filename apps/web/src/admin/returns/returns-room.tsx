'use client'

import { Undo2 } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { AnySelect } from '#ui/any-select.tsx'
import { Button } from '#ui/button.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { SearchField } from '#ui/search-field.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { Empty } from '#ui/state.tsx'
import { useWords } from '#words/locale.tsx'
import { PagedCards } from '../paged-cards.tsx'
import { UpdatedNote } from '../updated-note.tsx'
import { RETURN_VIEWS, type ReturnFilter, readReturnFilter, writeReturnFilter } from './filter-url.ts'
import { OwnerlessCard } from './ownerless-card.tsx'
import { ReturnCard } from './return-card.tsx'
import { useOwnerless, useReturnCounts, useReturnPlaces, useReturns, useReturnsElsewhere } from './use-returns.ts'
import { returnWords } from './words.ts'

type Change = (next: ReturnFilter) => void

/** Goods on their way back, in hand, inspected, and parcels that nobody knows. */
export function ReturnsRoom() {
  const filter = readReturnFilter(useSearchParams())
  const change: Change = (next) => {
    const search = writeReturnFilter(next)
    window.history.replaceState(null, '', search ? `?${search}` : window.location.pathname)
  }
  return filter.stage === 'ownerless' ? (
    <Ownerless filter={filter} onChange={change} />
  ) : (
    <Staged filter={{ ...filter, stage: filter.stage }} onChange={change} />
  )
}

function Staged({ filter, onChange }: { filter: Parameters<typeof useReturns>[0] & ReturnFilter; onChange: Change }) {
  const t = useWords(returnWords)
  const { query, rows } = useReturns(filter)
  return (
    <>
      <Head filter={filter} onChange={onChange} query={query} />
      <PagedCards
        label={t.list}
        query={query}
        rows={rows}
        empty={<Nothing filter={filter} onChange={onChange} />}
        className="lg:grid-cols-2"
      >
        {(row) => <ReturnCard row={row} />}
      </PagedCards>
    </>
  )
}

function Ownerless({ filter, onChange }: { filter: ReturnFilter; onChange: Change }) {
  const t = useWords(returnWords)
  const { query, rows } = useOwnerless(filter)
  return (
    <>
      <Head filter={filter} onChange={onChange} query={query} />
      <PagedCards
        label={t.ownerlessList}
        query={query}
        rows={rows}
        empty={<Nothing filter={{ ...filter, q: '' }} onChange={onChange} />}
        className="lg:grid-cols-2"
      >
        {(parcel) => <OwnerlessCard parcel={parcel} />}
      </PagedCards>
    </>
  )
}

function Nothing({ filter, onChange }: { filter: ReturnFilter; onChange: Change }) {
  const t = useWords(returnWords)
  const { stage, q, warehouse } = filter
  if (q !== '' && stage !== 'ownerless') return <NotHere filter={{ stage, q, warehouse }} onChange={onChange} />
  if (q !== '' || warehouse !== null)
    return (
      <Empty icon={<Undo2 />} title={t.noMatch}>
        <Button onClick={() => onChange({ stage, q: '', warehouse: null })}>{t.clear}</Button>
      </Empty>
    )
  const hint = t.emptyHint[stage]
  return <Empty icon={<Undo2 />} title={t.empty[stage]} {...(hint !== null && { hint })} />
}

/** What was looked for may be in another stage by now. */
function NotHere({ filter, onChange }: { filter: Parameters<typeof useReturns>[0]; onChange: Change }) {
  const t = useWords(returnWords)
  const elsewhere = useReturnsElsewhere(filter)
  return (
    <Empty icon={<Undo2 />} title={elsewhere.length > 0 ? t.noMatchHere : t.noMatch}>
      {elsewhere.map(({ stage, count }) => (
        <Button key={stage} look="primary" onClick={() => onChange({ ...filter, stage })}>
          {t.stages[stage](count)}
        </Button>
      ))}
      <Button onClick={() => onChange({ ...filter, q: '', warehouse: null })}>{t.clear}</Button>
    </Empty>
  )
}

function Head({
  filter,
  onChange,
  query,
}: {
  filter: ReturnFilter
  onChange: Change
  query: Parameters<typeof UpdatedNote>[0]['query']
}) {
  const t = useWords(returnWords)
  const counts = useReturnCounts(filter)
  const places = useReturnPlaces()
  const { stage, warehouse, q } = filter
  const labels = {
    expected: t.stages.expected(counts?.expected),
    in_hand: t.stages.in_hand(counts?.inHand),
    inspected: t.stages.inspected(),
    ownerless: t.stages.ownerless(counts?.ownerless),
  }
  const late = counts?.late ?? 0
  return (
    <>
      <PageHeader title={t.title} hint={t.hint} aside={<UpdatedNote query={query} />}>
        <Segmented
          label={t.which}
          value={stage}
          options={RETURN_VIEWS.map((value) => ({ value, label: labels[value] }))}
          onChange={(next) => onChange({ ...filter, stage: next, ...(next === 'ownerless' && { q: '' }) })}
        />
      </PageHeader>
      <div className="mb-4 grid gap-2 sm:flex sm:flex-wrap">
        {stage !== 'ownerless' && (
          <SearchField
            label={t.search}
            className="sm:w-72"
            value={q}
            onChange={(text) => onChange({ ...filter, q: text })}
          />
        )}
        {places.length > 1 && (
          <AnySelect
            label={t.warehouse}
            any={t.allWarehouses}
            className="sm:w-44"
            value={warehouse}
            options={places.map(({ id, name }) => ({ value: id, label: name }))}
            onChoose={(next) => onChange({ ...filter, warehouse: next })}
          />
        )}
      </div>
      {stage === 'in_hand' && late > 0 && <p className="mb-3 text-13 text-danger-text">{t.late(late)}</p>}
    </>
  )
}
