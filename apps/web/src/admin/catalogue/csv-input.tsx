'use client'

import { Download, FileUp } from 'lucide-react'
import { useState } from 'react'
import { toneClass } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { cn } from '#ui/cn.ts'
import { Field, TextArea } from '#ui/field.tsx'
import { useWords } from '#words/locale.tsx'
import { type CsvColumns, csvTemplate, decodeCsv } from './csv-columns.ts'
import { csvWords } from './csv-words.ts'

/** As much as the API takes at once. */
export const MAX_CSV_CHARACTERS = 900_000

/** Which columns there are, a file to choose or to start from, or text to paste. */
export function CsvInput({
  columns,
  name,
  hint,
  csv,
  onChange,
}: {
  columns: CsvColumns
  /** Of the template's file. */
  name: string
  hint: string
  csv: string
  onChange: (csv: string) => void
}) {
  const t = useWords(csvWords)
  const [file, setFile] = useState<string | null>(null)
  const { required, optional } = columns
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
                toneClass(required.includes(column) ? 'blue' : 'neutral'),
              )}
            >
              {column} · {required.includes(column) ? t.required : t.optional}
            </code>
          ))}
        </p>
        <p className="mt-1.5 text-ink-3 text-xs">{hint}</p>
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
            href={`data:text/csv;charset=utf-8,${encodeURIComponent(`\uFEFF${csvTemplate(columns)}`)}`}
            download={`${name}.csv`}
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
            placeholder={csvTemplate(columns)}
            value={csv}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Field>
    </div>
  )
}
