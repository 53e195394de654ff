'use client'

import type { CsvImportResult } from '@baton/contract'
import { Download, FileUp } from 'lucide-react'
import { useState } from 'react'
import { clientFailure } from '#data/failure.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Field, Input } from '#ui/field.tsx'
import { FailedLine } from '#ui/state.tsx'
import { useToast } from '#ui/toast.tsx'
import { useWords } from '#words/locale.tsx'
import { decodeCsv } from '../catalogue/csv-columns.ts'
import { CsvPreview } from '../catalogue/csv-preview.tsx'
import { csvWords } from '../catalogue/csv-words.ts'
import { useExportMapping, useImportMapping } from './use-mapping.ts'
import { mappingWords } from './words.ts'

/** The whole map as a file: out, changed in a spreadsheet, looked at, and back. */
export function MapCsvDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(mappingWords)
  const c = useWords(csvWords)
  const say = useToast()
  const load = useImportMapping()
  const [file, setFile] = useState<{ name: string; csv: string } | null>(null)
  const [reason, setReason] = useState('')
  const [checked, setChecked] = useState<CsvImportResult | null>(null)
  const take = (csv: string, name: string) => {
    setFile({ name, csv })
    load.mutate({ csv, reason, dryRun: true }, { onSuccess: setChecked, onError: () => setChecked(null) })
  }
  const confirm = () =>
    file &&
    load.mutate(
      { csv: file.csv, reason, dryRun: false },
      {
        onSuccess: (result) => {
          if (!result.applied) return setChecked(result)
          say('good', t.imported(result.created + result.updated))
          onClose()
        },
      },
    )
  const changes = checked && checked.errors.length === 0 ? checked.created + checked.updated : 0
  return (
    <Dialog
      title={t.csv}
      hint={t.csvHint}
      wide
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{c.close}</Button>
          <Button
            look="primary"
            disabled={changes === 0 || reason.trim() === ''}
            busy={load.isPending}
            onClick={confirm}
          >
            {t.confirmCsv(changes)}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <div className="flex flex-wrap items-center gap-2">
          <ExportButton />
          <label className="press-target inline-flex h-9 cursor-pointer items-center gap-2 rounded-lg border border-line-strong bg-surface px-3.5 font-medium shadow-card focus-within:outline-2 focus-within:outline-focus focus-within:outline-offset-2 hover:bg-hover">
            <FileUp aria-hidden className="size-4" />
            {c.file}
            <input
              type="file"
              accept=".csv,text/csv,text/plain"
              className="sr-only"
              onChange={(event) => {
                const chosen = event.target.files?.[0]
                if (chosen)
                  void chosen.arrayBuffer().then((bytes) => take(decodeCsv(new Uint8Array(bytes)), chosen.name))
              }}
            />
          </label>
          <p aria-live="polite" className="text-13 text-ink-3">
            {file !== null && c.chosen(file.name)}
          </p>
        </div>
        <Field label={t.reason} hint={t.reasonHint} required>
          {(parts) => (
            <Input {...parts} maxLength={300} value={reason} onChange={(event) => setReason(event.target.value)} />
          )}
        </Field>
        {checked && <CsvPreview result={checked} />}
        {load.error !== null && <Failure error={load.error} />}
      </div>
    </Dialog>
  )
}

/** What was refused, and the orders or states that say why. */
function Failure({ error }: { error: unknown }) {
  const { fields } = clientFailure(error)
  return (
    <div className="grid gap-1.5">
      <FailedLine error={error} />
      <p className="break-all font-mono text-ink-2 text-xs">{Object.keys(fields).join(' ')}</p>
    </div>
  )
}

function ExportButton() {
  const t = useWords(mappingWords)
  const fetchMap = useExportMapping()
  const save = () =>
    fetchMap.mutate(undefined, {
      onSuccess: ({ csv }) => {
        const link = document.createElement('a')
        link.href = URL.createObjectURL(new Blob([csv], { type: 'text/csv;charset=utf-8' }))
        link.download = 'status-map.csv'
        link.click()
        URL.revokeObjectURL(link.href)
      },
    })
  return (
    <>
      <Button busy={fetchMap.isPending} onClick={save}>
        <Download />
        {t.exportCsv}
      </Button>
      {fetchMap.error !== null && <FailedLine error={fetchMap.error} />}
    </>
  )
}
