'use client'

import { ArrowUp, CircleCheck, PackageSearch, Radio } from 'lucide-react'
import Link from 'next/link'
import { BulkBar } from '#admin/order-actions/bulk-bar.tsx'
import { SkuHold } from '#admin/order-actions/sku-hold.tsx'
import { type Selection, useSelection } from '#admin/order-actions/use-selection.ts'
import { WaybillImport } from '#admin/order-actions/waybill-import.tsx'
import { useLastFailure } from '#data/last-failure.ts'
import { useMay } from '#data/session.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { MoreRows } from '#ui/more-rows.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Empty, Failed } from '#ui/state.tsx'
import { useWords } from '#words/locale.tsx'
import { FilterBar } from './filter-bar.tsx'
import { type FilterChoice, filterCount, NO_FILTER, viewOf } from './filter-url.ts'
import { FreshnessNote } from './freshness.tsx'
import { OrderCards } from './order-cards.tsx'
import { OrderTable } from './order-table.tsx'
import { OrdersSkeleton } from './orders-skeleton.tsx'
import { useFilter } from './use-filter.ts'
import { useFilterOptions } from './use-filter-options.ts'
import { useOrderList } from './use-order-list.ts'
import { useOrderLive } from './use-order-live.ts'
import { ordersWords } from './words.ts'

export function OrdersRoom() {
  const t = useWords(ordersWords)
  const { choice, change } = useFilter()
  const list = useOrderList(choice)
  const ticked = useSelection()
  const live = useOrderLive(list, ticked.ids.size > 0)
  const mayHold = useMay('orders.hold')
  const mayImport = useMay('orders.import')
  return (
    <>
      <PageHeader title={t.title} aside={<FreshnessNote query={list.query} />}>
        {mayImport && <WaybillImport />}
        {mayHold && <SkuHold />}
      </PageHeader>
      <FilterBar choice={choice} onChange={change} />
      <NewOrders
        count={live.waiting.length}
        onShow={() => {
          live.showWaiting()
          window.scrollTo({ top: 0, behavior: 'smooth' })
        }}
      />
      <OrderListBody list={list} live={live} ticked={ticked} choice={choice} onClear={() => change(NO_FILTER)} />
    </>
  )
}

function OrderListBody({
  list: { query, rows },
  live,
  ticked,
  choice,
  onClear,
}: {
  list: ReturnType<typeof useOrderList>
  live: ReturnType<typeof useOrderLive>
  ticked: Selection
  choice: FilterChoice
  onClear: () => void
}) {
  const t = useWords(ordersWords)
  const mayHold = useMay('orders.hold')
  const maySync = useMay('orders.sync')
  const failure = useLastFailure(query)
  const selection = mayHold || maySync ? ticked : undefined
  if (query.data === undefined && failure === null) return <OrdersSkeleton />
  if (query.data === undefined) {
    return (
      <Card>
        <Failed error={failure} trying={query.isFetching} onAgain={() => void query.refetch()} />
      </Card>
    )
  }
  if (rows.length === 0) return <NoOrders choice={choice} onClear={onClear} />
  return (
    <>
      {query.data.pages[0]?.isByPart && (
        <p role="status" className="mb-3 text-13 text-ink-2">
          {t.byPart}
        </p>
      )}
      <Card className="@container overflow-hidden max-md:hidden" aria-busy={query.isPlaceholderData}>
        <OrderTable rows={rows} flashes={live.flashes} selection={selection} />
      </Card>
      <div className="md:hidden">
        <OrderCards rows={rows} flashes={live.flashes} selection={selection} />
      </div>
      <BulkBar selected={rows.filter((row) => ticked.ids.has(row.id))} onClear={ticked.clear} />
      <MoreRows query={query} />
      {!query.hasNextPage && <p className="py-6 text-center text-13 text-ink-3">{t.end(rows.length)}</p>}
    </>
  )
}

function NoOrders({ choice, onClear }: { choice: FilterChoice; onClear: () => void }) {
  const t = useWords(ordersWords)
  if (filterCount(choice) === 0 && choice.q === '') return <NothingYet />
  const isCalm = viewOf(choice) === 'due' && filterCount(choice) === 1 && choice.q === ''
  return (
    <Card>
      {isCalm ? (
        <Empty icon={<CircleCheck />} title={t.noDue} hint={t.noDueHint} />
      ) : (
        <Empty icon={<PackageSearch />} title={t.noMatch} hint={t.noMatchHint}>
          <Button onClick={onClear}>{t.clear}</Button>
        </Empty>
      )}
    </Card>
  )
}

function NothingYet() {
  const t = useWords(ordersWords)
  const mayConnect = useMay('channels.manage')
  const shops = useFilterOptions().find(({ key }) => key === 'shop')?.choices.length ?? 0
  return (
    <Card>
      <Empty icon={<Radio />} title={t.empty} hint={shops > 0 ? t.emptyConnected(shops) : t.emptyHint}>
        {mayConnect && (
          <Button asChild look={shops > 0 ? 'plain' : 'primary'}>
            <Link href={shops > 0 ? '/admin/channels/' : '/admin/setup/'}>
              {shops > 0 ? t.emptyLook : t.emptyAction}
            </Link>
          </Button>
        )}
      </Empty>
    </Card>
  )
}

function NewOrders({ count, onShow }: { count: number; onShow: () => void }) {
  const t = useWords(ordersWords)
  return (
    <div aria-live="polite" className="sticky top-3 z-30 flex h-0 justify-center group-has-[[data-strip]]/shell:top-16">
      {count > 0 && (
        <Button look="primary" size="small" className="animate-rise rounded-full px-4 shadow-float" onClick={onShow}>
          <ArrowUp />
          {t.fresh(count)}
        </Button>
      )}
    </div>
  )
}
