'use client'

import { STATUS_AXIS_LABELS, type StatusAxis, type StatusMapView } from '@baton/contract'
import { useMay } from '#data/session.ts'
import { Badge } from '#ui/badge.tsx'
import { Section } from '#ui/card.tsx'
import { Code } from '#ui/code.tsx'
import { PencilButton } from '#ui/pencil-button.tsx'
import { Table, Td, Th, ThUnseen, Tr } from '#ui/table.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { standardLabel } from './standard-label.ts'
import { mappingWords } from './words.ts'

/** One axis of a channel's map: its words, what they mean, and the way into each word. */
export function AxisTable({
  axis,
  rows,
  onOpen,
}: {
  axis: StatusAxis
  rows: readonly StatusMapView[]
  onOpen: (row: StatusMapView) => void
}) {
  const t = useWords(mappingWords)
  const label = useLabel()
  const mayEdit = useMay('mapping.edit')
  if (rows.length === 0) return null
  return (
    <Section
      title={label(STATUS_AXIS_LABELS[axis])}
      id={`axis-${axis}`}
      aside={<span className="text-13 text-ink-3">{rows.length}</span>}
    >
      <Table caption={label(STATUS_AXIS_LABELS[axis])}>
        <thead>
          <tr>
            <Th>{t.columns.native}</Th>
            <Th>{t.columns.standard}</Th>
            <Th className="text-right max-sm:hidden">{t.columns.version}</Th>
            <ThUnseen>{t.open}</ThUnseen>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Tr key={row.native}>
              <Td>
                <p className="font-medium">{row.label}</p>
                {row.label !== row.native && (
                  <p className="break-words font-mono text-ink-3 text-xs">
                    <Code text={row.native} />
                  </p>
                )}
              </Td>
              <Td>
                <Meaning row={row} />
              </Td>
              <Td className="text-right text-ink-3 max-sm:hidden">{row.version}</Td>
              <Td className="w-11 text-right">
                <PencilButton does={mayEdit ? t.edit : t.history} name={row.label} onClick={() => onOpen(row)} />
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Section>
  )
}

export function Meaning({ row }: { row: Pick<StatusMapView, 'axis' | 'standard'> }) {
  const t = useWords(mappingWords)
  const label = useLabel()
  const standard = standardLabel(row)
  if (standard === null) return <span className="text-ink-3">{t.notMapped}</span>
  return (
    <Badge tone="blue" className="h-auto whitespace-normal py-0.5">
      {label(standard)}
    </Badge>
  )
}
