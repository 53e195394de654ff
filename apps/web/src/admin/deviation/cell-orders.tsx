'use client'

import { STANDARD_STATUS_LABELS, StandardStatus } from '@baton/contract'
import { CircleCheck } from 'lucide-react'
import Link from 'next/link'
import { ShownBadge } from '#admin/order-status.tsx'
import { InstantAndAgo } from '#time/instant.tsx'
import { Badge } from '#ui/badge.tsx'
import { Section } from '#ui/card.tsx'
import { Loaded } from '#ui/loaded.tsx'
import { MoreRows } from '#ui/more-rows.tsx'
import { Empty } from '#ui/state.tsx'
import { Table, Td, Th, Tr } from '#ui/table.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { nativeWord } from '../order-detail/native-word.ts'
import { orderHref } from '../orders/view.ts'
import type { HeatCell } from './heat-cells.ts'
import { useDeviationCell } from './use-deviation.ts'
import { deviationWords } from './words.ts'

/** Exactly the orders of one cell: what the channel says beside what the hub says. */
export function CellOrders({ appId, cell }: { appId: string; cell: HeatCell }) {
  const t = useWords(deviationWords)
  const label = useLabel()
  const orders = useDeviationCell({ appId, hour: cell.hour })
  return (
    <Section title={t.cellTitle(cell.begin)} id="cell-orders">
      <Loaded query={orders}>
        {({ pages }) =>
          pages.every((page) => page.rows.length === 0) ? (
            <Empty icon={<CircleCheck />} title={t.cellEmpty} />
          ) : (
            <Table caption={t.cellTitle(cell.begin)}>
              <thead>
                <tr>
                  <Th>{t.order}</Th>
                  <Th>{t.channelSays}</Th>
                  <Th>{t.hubSays}</Th>
                  <Th className="text-right max-sm:hidden">{t.reportedAt}</Th>
                </tr>
              </thead>
              <tbody>
                {pages
                  .flatMap((page) => page.rows)
                  .map((row) => {
                    const meaning = StandardStatus.safeParse(row.meaning)
                    return (
                      <Tr key={row.order.id}>
                        <Td>
                          <Link
                            href={orderHref(row.order.id)}
                            prefetch={false}
                            className="font-medium font-mono text-accent-text hover:underline"
                          >
                            {row.order.id}
                          </Link>
                          <p className="break-all text-ink-3 text-xs">{row.order.nativeNumber}</p>
                        </Td>
                        <Td>
                          {meaning.success && (
                            <Badge tone="neutral">{label(STANDARD_STATUS_LABELS[meaning.data])}</Badge>
                          )}
                          <p className="text-ink-3 text-xs">{nativeWord(row.reported, row.reportedLabel)}</p>
                        </Td>
                        <Td>
                          <ShownBadge status={row.order.shown} />
                        </Td>
                        <Td className="text-right max-sm:hidden">
                          <InstantAndAgo at={row.reportedAt} />
                        </Td>
                      </Tr>
                    )
                  })}
              </tbody>
            </Table>
          )
        }
      </Loaded>
      <MoreRows query={orders} className="px-4 py-3" />
    </Section>
  )
}
