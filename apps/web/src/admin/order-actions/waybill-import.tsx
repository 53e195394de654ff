'use client'

import type { WaybillImportResult } from '@baton/contract'
import { useState } from 'react'
import { CsvInput, MAX_CSV_CHARACTERS } from '#admin/catalogue/csv-input.tsx'
import { CsvPreview } from '#admin/catalogue/csv-preview.tsx'
import { csvWords } from '#admin/catalogue/csv-words.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { FailedLine } from '#ui/state.tsx'
import { useWords } from '#words/locale.tsx'
import { useOrderActions } from './use-order-actions.ts'
import { WaybillLines } from './waybill-lines.tsx'
import { actionWords } from './words.ts'

const COLUMNS = {
  required: ['order', 'carrier', 'waybill'],
  optional: [],
  example: 'DB2026XK9F2N1L,YTO,YT8806571234567',
}

/** A button that opens the import of shipments by file. */
export function WaybillImport() {
  const t = useWords(actionWords)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t.waybills}</Button>
      {open && <WaybillDialog onClose={() => setOpen(false)} />}
    </>
  )
}

/** Paste or choose, look at what each line would do, confirm, and keep what became of each. */
function WaybillDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(actionWords)
  const c = useWords(csvWords)
  const { importWaybills } = useOrderActions()
  const [csv, setCsv] = useState('')
  const [result, setResult] = useState<WaybillImportResult | null>(null)
  const tooLarge = csv.length > MAX_CSV_CHARACTERS
  const ready = result?.lines.filter((line) => line.verdict === 'applied').length ?? 0
  const send = (dryRun: boolean) => importWaybills.mutate({ csv, dryRun }, { onSuccess: setResult })
  const busy = importWaybills.isPending
  /** At the right where nothing else is: the pressed button turns into it and keeps the focus. */
  const back = <Button onClick={() => setResult(null)}>{c.back}</Button>
  return (
    <Dialog
      title={result?.applied ? t.waybillsDone : t.waybills}
      hint={t.waybillsHint}
      wide
      onClose={onClose}
      footer={
        <>
          {result?.applied || (result !== null && ready > 0 ? back : <Button onClick={onClose}>{c.close}</Button>)}
          {result === null ? (
            <Button look="primary" disabled={csv.trim() === '' || tooLarge} busy={busy} onClick={() => send(true)}>
              {busy ? c.checking : c.preview}
            </Button>
          ) : result.applied ? (
            <Button look="primary" onClick={onClose}>
              {t.done}
            </Button>
          ) : ready > 0 ? (
            <Button look="primary" busy={busy} onClick={() => send(false)}>
              {busy ? c.importing : t.waybillsConfirm(ready)}
            </Button>
          ) : (
            back
          )}
        </>
      }
    >
      {result === null && (
        <CsvInput columns={COLUMNS} name="waybills" hint={t.waybillsColumns} csv={csv} onChange={setCsv} />
      )}
      {result !== null &&
        (result.errors.length > 0 ? (
          <CsvPreview result={result} />
        ) : (
          <WaybillLines lines={result.lines} isDone={result.applied} />
        ))}
      <div className="mt-3 empty:hidden">
        {tooLarge && <FailedLine error={null}>{c.tooLarge}</FailedLine>}
        {importWaybills.error !== null && <FailedLine error={importWaybills.error} />}
      </div>
    </Dialog>
  )
}
