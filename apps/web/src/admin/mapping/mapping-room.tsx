'use client'

import {
  PLATFORM_LABELS,
  PLATFORMS,
  STATUS_AXES,
  STATUS_AXIS_LABELS,
  type StatusAxis,
  type StatusMapView,
  type UnmappedStatusView,
} from '@baton/contract'
import { CircleCheck, GitCompareArrows } from 'lucide-react'
import { PlatformMark } from '#admin/order-status.tsx'
import { InstantAndAgo } from '#time/instant.tsx'
import { Badge } from '#ui/badge.tsx'
import { Card, Section } from '#ui/card.tsx'
import { Loaded } from '#ui/loaded.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { Empty } from '#ui/state.tsx'
import { Table, Td, Th, Tr } from '#ui/table.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { UpdatedNote } from '../updated-note.tsx'
import { standardLabel } from './standard-label.ts'
import { usePlatformChoice, useStatusMap, useUnmapped } from './use-mapping.ts'
import { mappingWords } from './words.ts'

export function MappingRoom() {
  const t = useWords(mappingWords)
  const label = useLabel()
  const { platform, choose } = usePlatformChoice()
  const map = useStatusMap(platform)
  const unmapped = useUnmapped()
  return (
    <>
      <PageHeader title={t.title} hint={t.hint} aside={<UpdatedNote query={unmapped} />} />
      <div className="grid grid-cols-1 gap-6">
        <Loaded query={unmapped}>{(rows) => <Unmapped rows={rows} />}</Loaded>
        <div className="-mx-4 overflow-x-auto px-4 sm:mx-0 sm:px-0">
          <Segmented
            label={t.platform}
            value={platform}
            onChange={choose}
            className="w-max"
            options={PLATFORMS.map((value) => ({ value, label: label(PLATFORM_LABELS[value]) }))}
          />
        </div>
        <Loaded
          query={map}
          isEmpty={(rows) => rows.length === 0}
          empty={<Empty icon={<GitCompareArrows />} title={t.empty} />}
        >
          {(rows) => (
            <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2 2xl:grid-cols-3">
              {STATUS_AXES.map((axis) => (
                <AxisTable key={axis} axis={axis} rows={rows.filter((row) => row.axis === axis)} />
              ))}
            </div>
          )}
        </Loaded>
      </div>
    </>
  )
}

function Unmapped({ rows }: { rows: readonly UnmappedStatusView[] }) {
  const t = useWords(mappingWords)
  const label = useLabel()
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
            <Th>{t.columns.axis}</Th>
            <Th className="text-right">{t.columns.count}</Th>
            <Th className="text-right max-sm:hidden">{t.columns.last}</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Tr key={`${row.platform} ${row.axis} ${row.native}`}>
              <Td>
                <span className="flex items-center gap-2">
                  <PlatformMark platform={row.platform} />
                  <span className="font-medium">{row.label ?? row.native}</span>
                  {row.label !== null && <span className="font-mono text-ink-3 text-xs">{row.native}</span>}
                </span>
              </Td>
              <Td>{label(STATUS_AXIS_LABELS[row.axis])}</Td>
              <Td className="text-right font-semibold">{row.count}</Td>
              <Td className="text-right max-sm:hidden">
                <InstantAndAgo at={row.lastAt} />
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Section>
  )
}

function AxisTable({ axis, rows }: { axis: StatusAxis; rows: readonly StatusMapView[] }) {
  const t = useWords(mappingWords)
  const label = useLabel()
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
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const standard = standardLabel(row)
            return (
              <Tr key={row.native}>
                <Td>
                  <p className="font-medium">{row.label}</p>
                  {row.label !== row.native && <p className="break-all font-mono text-ink-3 text-xs">{row.native}</p>}
                </Td>
                <Td>
                  {standard === null ? (
                    <span className="text-ink-3">{t.ignored}</span>
                  ) : (
                    <Badge tone="blue" className="h-auto whitespace-normal py-0.5">
                      {label(standard)}
                    </Badge>
                  )}
                </Td>
                <Td className="text-right text-ink-3 max-sm:hidden">{row.version}</Td>
              </Tr>
            )
          })}
        </tbody>
      </Table>
    </Section>
  )
}
