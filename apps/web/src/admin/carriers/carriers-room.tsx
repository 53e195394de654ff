'use client'

import {
  CARRIER_LABELS,
  CARRIER_SYSTEM_LABELS,
  CARRIER_SYSTEMS,
  CarrierCode,
  type CarrierCodeView,
} from '@baton/contract'
import { useState } from 'react'
import { useMay } from '#data/session.ts'
import { InstantAndAgo } from '#time/instant.tsx'
import { AddButton } from '#ui/add-button.tsx'
import { Card } from '#ui/card.tsx'
import { Loaded } from '#ui/loaded.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { PencilButton } from '#ui/pencil-button.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { Table, Td, Th, ThUnseen, Tr } from '#ui/table.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { UpdatedNote } from '../updated-note.tsx'
import { CarrierCodeText } from './carrier-code-text.tsx'
import { CarrierDialog } from './carrier-dialog.tsx'
import { useCarrierChoice, useCarriers } from './use-carriers.ts'
import { carrierWords } from './words.ts'

/** What each channel calls each carrier when it is told of a shipment. */
export function CarriersRoom() {
  const t = useWords(carrierWords)
  const label = useLabel()
  const mayEdit = useMay('mapping.edit')
  const { platform, carrier, show } = useCarrierChoice()
  const query = useCarriers(platform)
  const [adding, setAdding] = useState(false)
  const close = () => {
    setAdding(false)
    show(platform)
  }
  const open = carrier === null ? null : (query.data?.find((row) => row.carrier === carrier) ?? unknown(carrier))
  return (
    <>
      <PageHeader title={t.title} hint={t.hint} aside={<UpdatedNote query={query} />}>
        {mayEdit && <AddButton onClick={() => setAdding(true)}>{t.add}</AddButton>}
      </PageHeader>
      <div className="grid grid-cols-1 gap-4">
        <Segmented
          label={t.platform}
          value={platform}
          onChange={(to) => show(to)}
          className="max-w-max *:flex-none"
          options={CARRIER_SYSTEMS.map((value) => ({ value, label: label(CARRIER_SYSTEM_LABELS[value]) }))}
        />
        <Loaded query={query}>
          {(rows) => (
            <Card className="overflow-hidden">
              <CarrierTable rows={rows} onOpen={(row) => show(platform, row.carrier)} />
            </Card>
          )}
        </Loaded>
      </div>
      {(adding || (open !== null && query.data)) && (
        <CarrierDialog platform={platform} row={adding ? null : open} onClose={close} />
      )}
    </>
  )
}

/** A carrier that a review speaks of and that nobody has mapped yet. */
function unknown(carrier: string): CarrierCodeView {
  return { carrier, code: null, name: null, published: null, version: 0, author: null, createdAt: null }
}

function CarrierTable({ rows, onOpen }: { rows: readonly CarrierCodeView[]; onOpen: (row: CarrierCodeView) => void }) {
  const t = useWords(carrierWords)
  const mayEdit = useMay('mapping.edit')
  return (
    <Table caption={t.title}>
      <thead>
        <tr>
          <Th>{t.columns.carrier}</Th>
          <Th>{t.columns.code}</Th>
          <Th className="max-sm:hidden">{t.columns.origin}</Th>
          <ThUnseen>{t.open}</ThUnseen>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Tr key={row.carrier}>
            <Td>
              <CarrierName carrier={row.carrier} />
            </Td>
            <Td>
              <CarrierCodeText row={row} />
              {row.version > 0 && <p className="text-ink-3 text-xs sm:hidden">{row.author}</p>}
            </Td>
            <Td className="text-ink-3 max-sm:hidden">
              {row.createdAt === null ? (
                row.published === null ? (
                  t.unpublished
                ) : (
                  t.published
                )
              ) : (
                <>
                  {row.author} · <InstantAndAgo at={row.createdAt} />
                </>
              )}
            </Td>
            <Td className="w-11 text-right">
              <PencilButton does={mayEdit ? t.edit : t.history} name={row.carrier} onClick={() => onOpen(row)} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  )
}

function CarrierName({ carrier }: { carrier: string }) {
  const label = useLabel()
  const ours = CarrierCode.safeParse(carrier)
  if (!ours.success) return <span className="break-all font-mono">{carrier}</span>
  return (
    <>
      <p className="font-medium">{label(CARRIER_LABELS[ours.data])}</p>
      <p className="font-mono text-ink-3 text-xs">{carrier}</p>
    </>
  )
}
