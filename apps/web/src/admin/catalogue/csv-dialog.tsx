'use client'

import type { CsvImportResult } from '@baton/contract'
import { useState } from 'react'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { FailedLine } from '#ui/state.tsx'
import { useToast } from '#ui/toast.tsx'
import { useWords } from '#words/locale.tsx'
import { CSV_COLUMNS, type CsvKind } from './csv-columns.ts'
import { CsvInput, MAX_CSV_CHARACTERS } from './csv-input.tsx'
import { CsvPreview } from './csv-preview.tsx'
import { csvWords } from './csv-words.ts'
import { stockWords } from './stock-words.ts'
import { useCatalogueChanges } from './use-catalogue.ts'
import { catalogueWords } from './words.ts'

/** Paste or choose, look at what would happen, then confirm. */
export function CsvDialog({ kind, onClose }: { kind: CsvKind; onClose: () => void }) {
  const t = useWords(csvWords)
  const names = { ...useWords(catalogueWords), stock: useWords(stockWords) }
  const say = useToast()
  const { importCsv } = useCatalogueChanges()
  const [csv, setCsv] = useState('')
  const [preview, setPreview] = useState<CsvImportResult | null>(null)
  const tooLarge = csv.length > MAX_CSV_CHARACTERS
  const check = () => importCsv.mutate({ kind, csv, dryRun: true }, { onSuccess: setPreview })
  const confirm = () =>
    importCsv.mutate(
      { kind, csv, dryRun: false },
      {
        onSuccess: (result) => {
          if (!result.applied) return setPreview(result)
          say('good', t.done(result.rows))
          onClose()
        },
      },
    )
  const isWrong = preview !== null && preview.errors.length > 0
  /** At the right where nothing else is: the pressed button turns into it and keeps the focus. */
  const back = <Button onClick={() => setPreview(null)}>{t.back}</Button>
  return (
    <Dialog
      title={t.title(names[kind].title)}
      hint={t.hint}
      wide
      onClose={onClose}
      footer={
        <>
          {preview === null || isWrong ? <Button onClick={onClose}>{t.close}</Button> : back}
          {preview === null ? (
            <Button look="primary" disabled={csv.trim() === '' || tooLarge} busy={importCsv.isPending} onClick={check}>
              {importCsv.isPending ? t.checking : t.preview}
            </Button>
          ) : isWrong ? (
            back
          ) : (
            <Button look="primary" busy={importCsv.isPending} onClick={confirm}>
              {importCsv.isPending ? t.importing : t.confirm(preview.rows)}
            </Button>
          )}
        </>
      }
    >
      {preview === null ? (
        <CsvInput columns={CSV_COLUMNS[kind]} name={kind} hint={t.listHint} csv={csv} onChange={setCsv} />
      ) : (
        <CsvPreview result={preview} />
      )}
      <div className="mt-3 empty:hidden">
        {tooLarge && <FailedLine error={null}>{t.tooLarge}</FailedLine>}
        {importCsv.error !== null && <FailedLine error={importCsv.error} />}
      </div>
    </Dialog>
  )
}
