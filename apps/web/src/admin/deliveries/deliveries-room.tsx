'use client'

import { DELIVERY_KIND_LABELS, DELIVERY_STATE_LABELS, type DeliveryRow, type DeliveryState } from '@baton/contract'
import { Send } from 'lucide-react'
import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import { Instant } from '#time/instant.tsx'
import { Badge, type Tone } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Loaded } from '#ui/loaded.tsx'
import { MoreRows } from '#ui/more-rows.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Empty } from '#ui/state.tsx'
import { Table, Td, Th, Tr } from '#ui/table.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { UpdatedNote } from '../updated-note.tsx'
import { DeliveryCode } from './delivery-code.tsx'
import { DeliveryDialog } from './delivery-dialog.tsx'
import { DeliveryFilters } from './delivery-filters.tsx'
import { type DeliveryFilter, readDeliveryFilter, writeDeliveryFilter } from './filter-url.ts'
import { Routes } from './routes.tsx'
import { useDeliveries, useRoutes } from './use-deliveries.ts'
import { deliveryWords } from './words.ts'

const TONE = { pending: 'amber', done: 'green', dead: 'red', cancelled: 'neutral' } as const satisfies Record<
  DeliveryState,
  Tone
>

export function DeliveriesRoom() {
  const t = useWords(deliveryWords)
  const params = useSearchParams()
  const filter = readDeliveryFilter(params)
  const open = params.get('id')
  const isFiltered = writeDeliveryFilter(filter) !== ''
  const { query, rows } = useDeliveries(filter)
  const routes = useRoutes()
  const show = (next: DeliveryFilter, id: string | null = null) => {
    const search = [writeDeliveryFilter(next), id && `id=${id}`].filter(Boolean).join('&')
    window.history.replaceState(null, '', search ? `?${search}` : window.location.pathname)
  }
  return (
    <>
      <PageHeader title={t.title} hint={t.hint} aside={<UpdatedNote query={query} />} />
      {routes.data && <Routes routes={routes.data} />}
      <DeliveryFilters filter={filter} routes={routes.data ?? []} onChange={(next) => show(next)} />
      <Loaded
        query={query}
        isEmpty={() => rows.length === 0}
        empty={
          isFiltered ? (
            <Empty icon={<Send />} title={t.noMatch}>
              <Button onClick={() => window.history.replaceState(null, '', window.location.pathname)}>{t.clear}</Button>
            </Empty>
          ) : (
            <Empty icon={<Send />} title={t.empty} hint={t.emptyHint} />
          )
        }
      >
        {() => (
          <>
            <Card className="overflow-hidden">
              <DeliveryTable rows={rows} onOpen={(id) => show(filter, id)} />
            </Card>
            <MoreRows query={query} />
          </>
        )}
      </Loaded>
      {open && /^\d{1,15}$/.test(open) && <DeliveryDialog id={open} onClose={() => show(filter)} />}
    </>
  )
}

function DeliveryTable({ rows, onOpen }: { rows: readonly DeliveryRow[]; onOpen: (id: string) => void }) {
  const t = useWords(deliveryWords)
  const label = useLabel()
  return (
    <Table caption={t.caption}>
      <thead>
        <tr>
          <Th>{t.columns.kind}</Th>
          <Th className="max-sm:hidden">{t.columns.order}</Th>
          <Th>{t.columns.state}</Th>
          <Th className="max-sm:hidden">{t.columns.code}</Th>
          <Th className="text-right max-sm:hidden">{t.columns.tries}</Th>
          <Th className="text-right">{t.columns.created}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <Td>
              <button
                type="button"
                className="press-target text-left font-medium text-accent-text hover:underline"
                onClick={() => onOpen(row.id)}
              >
                {label(DELIVERY_KIND_LABELS[row.kind])}
                <span className="sr-only"> {row.id}</span>
              </button>
              <p className="font-mono text-ink-3 text-xs sm:hidden">{row.orderId}</p>
            </Td>
            <Td className="max-sm:hidden">
              {row.orderId && (
                <Link
                  href={`/admin/orders/detail/?id=${row.orderId}`}
                  prefetch={false}
                  className="press-target inline-block whitespace-nowrap font-mono hover:underline"
                >
                  {row.orderId}
                </Link>
              )}
            </Td>
            <Td>
              <Badge tone={TONE[row.state]} dot>
                {label(DELIVERY_STATE_LABELS[row.state])}
              </Badge>
              {row.nextAt && row.tries > 0 && (
                <span className="ml-2 text-ink-3 text-xs">
                  {t.next} <Instant at={row.nextAt} />
                </span>
              )}
            </Td>
            <Td className="max-sm:hidden">
              <DeliveryCode code={row.code} />
            </Td>
            <Td className="text-right max-sm:hidden">{row.tries}</Td>
            <Td className="whitespace-nowrap text-right text-ink-2">
              <Instant at={row.createdAt} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  )
}
