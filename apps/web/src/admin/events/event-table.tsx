'use client'

import type { EventRow } from '@baton/contract'
import Link from 'next/link'
import { PlatformMark } from '#admin/order-status.tsx'
import { Instant } from '#time/instant.tsx'
import { Code } from '#ui/code.tsx'
import { Table, Td, Th, Tr } from '#ui/table.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { EventStateBadge } from './event-state.tsx'
import { errorLabel, topicLabel } from './event-text.ts'
import { eventWords } from './words.ts'

export function EventTable({ rows }: { rows: readonly EventRow[] }) {
  const t = useWords(eventWords)
  return (
    <Table caption={t.caption}>
      <thead>
        <tr>
          <Th>{t.columns.topic}</Th>
          <Th className="max-sm:hidden">{t.columns.state}</Th>
          <Th className="max-sm:hidden">{t.columns.order}</Th>
          <Th className="max-xl:hidden">{t.columns.error}</Th>
          <Th className="text-right max-sm:hidden">{t.columns.received}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <EventTableRow key={row.id} row={row} />
        ))}
      </tbody>
    </Table>
  )
}

function EventTableRow({ row }: { row: EventRow }) {
  const t = useWords(eventWords)
  const label = useLabel()
  return (
    <Tr className="relative">
      <Td>
        <div className="flex items-center gap-2.5">
          <PlatformMark platform={row.platform} />
          <div className="min-w-0">
            <Link
              href={`/admin/events/detail/?id=${row.id}`}
              prefetch={false}
              className="font-medium font-mono text-13 after:absolute after:inset-0 hover:text-accent-text"
            >
              <Code text={label(topicLabel(row))} />
            </Link>
            <p className="text-ink-3 text-xs">
              #{row.id} · {row.appName}
              {row.repeats > 0 && ` · ${t.repeats(row.repeats)}`}
            </p>
            <p className="mt-1.5 flex flex-wrap items-center gap-2 text-ink-3 text-xs sm:hidden">
              <EventStateBadge state={row.state} verdict={row.verdict} />
              <span className="font-mono">{row.orderNumber}</span>
              <Instant at={row.receivedAt} />
            </p>
          </div>
        </div>
      </Td>
      <Td className="max-sm:hidden">
        <EventStateBadge state={row.state} verdict={row.verdict} />
      </Td>
      <Td className="max-sm:hidden">
        {row.orderId !== null && <p className="font-mono text-13">{row.orderId}</p>}
        <p className="font-mono text-ink-3 text-xs">{row.orderNumber ?? t.none}</p>
      </Td>
      <Td className="max-w-md font-mono text-ink-2 text-xs max-xl:hidden">
        <p className="line-clamp-2">{row.error !== null && label(errorLabel(row.error))}</p>
      </Td>
      <Td className="whitespace-nowrap text-right text-ink-2 max-sm:hidden">
        <Instant at={row.receivedAt} />
      </Td>
    </Tr>
  )
}
