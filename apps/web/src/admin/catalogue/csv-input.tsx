'use client'

import { Download } from 'lucide-react'
import { toneClass } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { cn } from '#ui/cn.ts'
import { Field, TextArea } from '#ui/field.tsx'
import { useWords } from '#words/locale.tsx'
import { type CsvColumns, csvTemplate } from './csv-columns.ts'
import { CsvFile } from './csv-file.tsx'
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
      <CsvFile onTake={onChange}>
        <Button look="quiet" asChild>
          <a
            href={`data:text/csv;charset=utf-8,${encodeURIComponent(`\uFEFF${csvTemplate(columns)}`)}`}
            download={`${name}.csv`}
          >
            <Download />
            {t.template}
          </a>
        </Button>
      </CsvFile>
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
