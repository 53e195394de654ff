'use client'

import { STATUS_AXIS_LABELS, type UnmappedStatusView } from '@baton/contract'
import { CircleCheck } from 'lucide-react'
import { PlatformMark } from '#admin/order-status.tsx'
import { useMay } from '#data/session.ts'
import { InstantAndAgo } from '#time/instant.tsx'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Card, Section } from '#ui/card.tsx'
import { Code } from '#ui/code.tsx'
import { Table, Td, Th, ThUnseen, Tr } from '#ui/table.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { mappingWords } from './words.ts'

/** Words that came and mean nothing yet; each can be given its meaning here, and what waited takes effect. */
export function UnmappedWords({
  rows,
  onMap,
}: {
  rows: readonly UnmappedStatusView[]
  onMap: (row: UnmappedStatusView) => void
}) {
  const t = useWords(mappingWords)
  const label = useLabel()
  const mayEdit = useMay('mapping.edit')
  if (rows.length === 0) {
    return (
      <Card className="flex items-center gap-2.5 px-4 py-3 text-13 text-ink-2">
        <CircleCheck aria-hidden className="tone tone-green size-4.5 text-tone-dot" />
        {t.noUnmapped}
      </Card>
    )
  }
  return (
    <Section title={t.unmapped} id="unmapped" aside={<Badge tone="amber">{rows.length}</Badge>}>
      <p className="px-4 py-2.5 text-13 text-ink-3">{t.unmappedHint}</p>
      <Table caption={t.unmapped}>
        <thead>
          <tr>
            <Th>{t.columns.native}</Th>
            <Th className="max-sm:hidden">{t.columns.axis}</Th>
            <Th className="text-right max-sm:hidden">{t.columns.count}</Th>
            <Th className="text-right max-sm:hidden">{t.columns.last}</Th>
            {mayEdit && <ThUnseen>{t.mapAndApply}</ThUnseen>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Tr key={`${row.platform} ${row.axis} ${row.native}`}>
              <Td>
                <div className="flex items-center gap-2">
                  <PlatformMark platform={row.platform} />
                  <div className="min-w-0">
                    <p className="font-medium">{row.label ?? <Code text={row.native} />}</p>
                    {row.label !== null && (
                      <p className="font-mono text-ink-3 text-xs">
                        <Code text={row.native} />
                      </p>
                    )}
                    <p className="text-ink-3 text-xs sm:hidden">
                      {label(STATUS_AXIS_LABELS[row.axis])} × {row.count.toLocaleString('en-US')}
                    </p>
                  </div>
                </div>
              </Td>
              <Td className="whitespace-nowrap max-sm:hidden">{label(STATUS_AXIS_LABELS[row.axis])}</Td>
              <Td className="text-right font-semibold max-sm:hidden">{row.count.toLocaleString('en-US')}</Td>
              <Td className="text-right max-sm:hidden">
                <InstantAndAgo at={row.lastAt} />
              </Td>
              {mayEdit && (
                <Td className="text-right">
                  <Button size="small" onClick={() => onMap(row)}>
                    {t.mapAndApply}
                  </Button>
                </Td>
              )}
            </Tr>
          ))}
        </tbody>
      </Table>
    </Section>
  )
}
