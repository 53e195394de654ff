'use client'

import type { PrinterView } from '@baton/contract'
import { KeyRound, Printer } from 'lucide-react'
import { useState } from 'react'
import { AddButton } from '#ui/add-button.tsx'
import { Button } from '#ui/button.tsx'
import { Card, Section } from '#ui/card.tsx'
import { LinesWaiting } from '#ui/lines-waiting.tsx'
import { Loaded } from '#ui/loaded.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { PencilButton } from '#ui/pencil-button.tsx'
import { useSayFailure } from '#ui/say-failure.ts'
import { Empty } from '#ui/state.tsx'
import { Table, Td, Th, ThUnseen, Tr } from '#ui/table.tsx'
import { useToast } from '#ui/toast.tsx'
import { useWords } from '#words/locale.tsx'
import { useEntryDialog } from '../form/use-entry-dialog.ts'
import { UpdatedNote } from '../updated-note.tsx'
import { AgentDialog } from './agent-dialog.tsx'
import { JobTable } from './job-table.tsx'
import { PrinterDialog } from './printer-dialog.tsx'
import { PrinterStanding } from './printer-standing.tsx'
import { usePrinters, usePrinting, usePrintJobs } from './use-printers.ts'
import { printerWords } from './words.ts'

/** Printers of all warehouses: how each is, and what was printed last. */
export function PrintersRoom() {
  const t = useWords(printerWords)
  const printers = usePrinters()
  const jobs = usePrintJobs({})
  const [enrolling, setEnrolling] = useState(false)
  const { onAdd, onEdit, dialog } = useEntryDialog<PrinterView>((printer, onClose) => (
    <PrinterDialog printer={printer} onClose={onClose} />
  ))
  const add = <AddButton onClick={onAdd}>{t.add}</AddButton>
  return (
    <>
      <PageHeader title={t.title} hint={t.hint} aside={<UpdatedNote query={printers} />}>
        <Button onClick={() => setEnrolling(true)}>
          <KeyRound />
          {t.addAgent}
        </Button>
        {add}
      </PageHeader>
      <div className="grid grid-cols-1 gap-4">
        <Loaded
          query={printers}
          isEmpty={(rows) => rows.length === 0}
          empty={
            <Empty icon={<Printer />} title={t.empty} hint={t.emptyHint}>
              {add}
            </Empty>
          }
        >
          {(rows) => <PrinterTable rows={rows} onEdit={onEdit} />}
        </Loaded>
        <Section title={t.jobs} id="print-jobs">
          <LinesWaiting read={jobs} />
          {jobs.data?.length === 0 && <p className="px-4 py-3 text-13 text-ink-3">{t.noJobs}</p>}
          {jobs.data !== undefined && jobs.data.length > 0 && <JobTable jobs={jobs.data} />}
        </Section>
      </div>
      {enrolling && <AgentDialog onClose={() => setEnrolling(false)} />}
      {dialog}
    </>
  )
}

function PrinterTable({ rows, onEdit }: { rows: readonly PrinterView[]; onEdit: (row: PrinterView) => void }) {
  const t = useWords(printerWords)
  return (
    <Card className="overflow-hidden">
      <Table caption={t.title}>
        <thead>
          <tr>
            <Th>{t.columns.name}</Th>
            <Th className="max-md:hidden">{t.columns.address}</Th>
            <Th>{t.columns.standing}</Th>
            <Th className="text-right max-sm:hidden">{t.columns.waiting}</Th>
            <ThUnseen>{t.edit}</ThUnseen>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Tr key={row.id}>
              <Td>
                <p className="font-medium">{row.name}</p>
                <p className="text-ink-3 text-xs">{row.warehouseName}</p>
              </Td>
              <Td className="font-mono text-ink-2 max-md:hidden">
                {row.host}:{row.port} {row.language.toUpperCase()}
              </Td>
              <Td>
                <PrinterStanding printer={row} />
              </Td>
              <Td className="text-right max-sm:hidden">{row.waiting}</Td>
              <Td className="text-right">
                <PrinterActions row={row} onEdit={() => onEdit(row)} />
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Card>
  )
}

function PrinterActions({ row, onEdit }: { row: PrinterView; onEdit: () => void }) {
  const t = useWords(printerWords)
  const say = useToast()
  const sayFailure = useSayFailure()
  const { test } = usePrinting()
  const run = () =>
    test.mutate(
      { id: row.id },
      {
        onSuccess: () => say('good', t.sent),
        onError: sayFailure,
      },
    )
  return (
    <div className="flex justify-end gap-1">
      <Button
        look="quiet"
        size="icon"
        busy={test.isPending}
        disabled={!row.enabled}
        aria-label={`${t.test} ${row.name}`}
        title={t.test}
        onClick={run}
      >
        <Printer />
      </Button>
      <PencilButton does={t.edit} name={row.name} onClick={onEdit} />
    </div>
  )
}
