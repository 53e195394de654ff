'use client'

import type { CsvImportResult } from '@baton/contract'
import { Download, FileUp } from 'lucide-react'
import { useState } from 'react'
import { toneClass } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { cn } from '#ui/cn.ts'
import { Dialog } from '#ui/dialog.tsx'
import { Field, TextArea } from '#ui/field.tsx'
import { FailedLine } from '#ui/state.tsx'
import { useToast } from '#ui/toast.tsx'
import { useWords } from '#words/locale.tsx'
import { CSV_COLUMNS, type CsvKind, csvTemplate, decodeCsv } from './csv-columns.ts'
import { CsvPreview } from './csv-preview.tsx'
import { csvWords } from './csv-words.ts'
import { useCatalogueChanges } from './use-catalogue.ts'
import { catalogueWords } from './words.ts'

const MAX_CHARACTERS = 900_000

/** Paste or choose, look at what would happen, then confirm. */
export function CsvDialog({ kind, onClose }: { kind: CsvKind; onClose: () => void }) {
  const t = useWords(csvWords)
  const names = useWords(catalogueWords)
  const say = useToast()
  const { importCsv } = useCatalogueChanges()
  const [csv, setCsv] = useState('')
  const [preview, setPreview] = useState<CsvImportResult | null>(null)
  const tooLarge = csv.length > MAX_CHARACTERS
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
  return (
    <Dialog
      title={t.title(names[kind].title)}
      hint={t.hint}
      wide
      onClose={onClose}
      footer={
        preview === null ? (
          <>
            <Button onClick={onClose}>{t.close}</Button>
            <Button look="primary" disabled={csv.trim() === '' || tooLarge} busy={importCsv.isPending} onClick={check}>
              {importCsv.isPending ? t.checking : t.preview}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={() => setPreview(null)}>{t.back}</Button>
            {preview.errors.length === 0 && (
              <Button look="primary" busy={importCsv.isPending} onClick={confirm}>
                {importCsv.isPending ? t.importing : t.confirm(preview.rows)}
              </Button>
            )}
          </>
        )
      }
    >
      {preview === null ? <CsvInput kind={kind} csv={csv} onChange={setCsv} /> : <CsvPreview result={preview} />}
      <div className="mt-3 empty:hidden">
        {tooLarge && <FailedLine error={null}>{t.tooLarge}</FailedLine>}
        {importCsv.error !== null && <FailedLine error={importCsv.error} />}
      </div>
    </Dialog>
  )
}

function CsvInput({ kind, csv, onChange }: { kind: CsvKind; csv: string; onChange: (csv: string) => void }) {
  const t = useWords(csvWords)
  const [file, setFile] = useState<string | null>(null)
  const { required, optional } = CSV_COLUMNS[kind]
  return (
    <div className="grid gap-4">
      <div className="rounded-lg border border-line bg-sunken/60 px-3 py-2.5 text-13">
        <p className="mb-1.5 text-ink-3 text-xs">{t.columns}</p>
        <p className="flex flex-wrap gap-1.5">
          {[...required, ...optional].map((column) => (
            <code
              key={column}
              className={cn(
                'rounded bg-tone-bg px-1.5 py-0.5 font-mono text-tone-fg text-xs',
                toneClass((required as readonly string[]).includes(column) ? 'blue' : 'neutral'),
              )}
            >
              {column} · {(required as readonly string[]).includes(column) ? t.required : t.optional}
            </code>
          ))}
        </p>
        <p className="mt-1.5 text-ink-3 text-xs">{t.listHint}</p>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <label className="press-target inline-flex h-9 cursor-pointer items-center gap-2 rounded-lg border border-line-strong bg-surface px-3.5 font-medium shadow-card focus-within:outline-2 focus-within:outline-focus focus-within:outline-offset-2 hover:bg-hover">
          <FileUp aria-hidden className="size-4" />
          {t.file}
          <input
            type="file"
            accept=".csv,text/csv,text/plain"
            className="sr-only"
            onChange={(event) => {
              const chosen = event.target.files?.[0]
              if (!chosen) return
              setFile(chosen.name)
              void chosen.arrayBuffer().then((bytes) => onChange(decodeCsv(new Uint8Array(bytes))))
            }}
          />
        </label>
        <Button look="quiet" asChild>
          <a
            href={`data:text/csv;charset=utf-8,${encodeURIComponent(`\uFEFF${csvTemplate(kind)}`)}`}
            download={`${kind}.csv`}
          >
            <Download />
            {t.template}
          </a>
        </Button>
        <p aria-live="polite" className="text-13 text-ink-3">
          {file !== null && t.chosen(file)}
        </p>
      </div>
      <Field label={t.paste}>
        {(parts) => (
          <TextArea
            {...parts}
            rows={9}
            spellCheck={false}
            className="font-mono text-xs"
            placeholder={csvTemplate(kind)}
            value={csv}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Field>
    </div>
  )
}
