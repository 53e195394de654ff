'use client'

import { CARRIER_LABELS, type TripRow } from '@baton/contract'
import { Instant } from '#time/instant.tsx'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Table, Td, Th, ThUnseen, Tr } from '#ui/table.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { handOverWords } from './words.ts'

/** Each truck with what is on it. */
export function TripTable({ rows, onOpen }: { rows: readonly TripRow[]; onOpen: (code: string) => void }) {
  const t = useWords(handOverWords)
  const label = useLabel()
  return (
    <Table caption={t.trucks}>
      <thead>
        <tr>
          <Th>{t.columns.truck}</Th>
          <Th className="max-sm:hidden">{t.columns.closed}</Th>
          <Th className="text-right">{t.columns.parcels}</Th>
          <Th className="text-right max-sm:hidden">{t.columns.orders}</Th>
          <ThUnseen>{t.open}</ThUnseen>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Tr key={row.code}>
            <Td>
              <p className="font-medium">{label(CARRIER_LABELS[row.carrier])}</p>
              <p className="text-ink-3 text-xs">
                <span className="font-mono">{row.code}</span> · {row.warehouseName}
              </p>
              <p className="text-xs sm:hidden">
                <Closed row={row} />
              </p>
            </Td>
            <Td className="max-sm:hidden">
              <Closed row={row} />
            </Td>
            <Td className="text-right">{row.parcels}</Td>
            <Td className="text-right max-sm:hidden">{row.orders}</Td>
            <Td className="text-right">
              <Button size="small" aria-label={t.openOf(row.code)} onClick={() => onOpen(row.code)}>
                {t.open}
              </Button>
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  )
}

/** When and by whom it was handed over, or since when it stands at the door. */
function Closed({ row: { closedAt, closedBy, openedAt } }: { row: TripRow }) {
  const t = useWords(handOverWords)
  if (closedAt === null)
    return (
      <>
        <Badge tone="blue">{t.loading}</Badge>{' '}
        <span className="text-ink-3">
          {t.since} <Instant at={openedAt} />
        </span>
      </>
    )
  return (
    <>
      <Instant at={closedAt} /> {closedBy !== null && <span className="text-ink-3">{t.by(closedBy)}</span>}
    </>
  )
}
