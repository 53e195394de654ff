'use client'

import type { CsvImportResult } from '@baton/contract'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { clientFailure } from '#data/failure.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Field, Input } from '#ui/field.tsx'
import { FailedLine } from '#ui/state.tsx'
import { useToast } from '#ui/toast.tsx'
import { useWords } from '#words/locale.tsx'
import { CsvFile } from '../catalogue/csv-file.tsx'
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
  const [csv, setCsv] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const [checked, setChecked] = useState<CsvImportResult | null>(null)
  const take = (text: string) => {
    setCsv(text)
    load.mutate({ csv: text, reason, dryRun: true }, { onSuccess: setChecked, onError: () => setChecked(null) })
  }
  const confirm = () =>
    csv !== null &&
    load.mutate(
      { csv, reason, dryRun: false },
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
        <CsvFile onTake={take}>
          <ExportButton />
        </CsvFile>
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
