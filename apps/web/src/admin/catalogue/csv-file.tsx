'use client'

import { FileUp } from 'lucide-react'
import { useState } from 'react'
import { useWords } from '#words/locale.tsx'
import { decodeCsv } from './csv-columns.ts'
import { csvWords } from './csv-words.ts'

/** Chooses a CSV file and hands on its text, whatever encoding it came in; its name stays in view. */
export function CsvFile({ onTake, children }: { onTake: (csv: string) => void; children: React.ReactNode }) {
  const t = useWords(csvWords)
  const [name, setName] = useState<string | null>(null)
  const take = (file: File | undefined) => {
    if (!file) return
    setName(file.name)
    void file.arrayBuffer().then((bytes) => onTake(decodeCsv(new Uint8Array(bytes))))
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      <label className="press-target inline-flex h-9 cursor-pointer items-center gap-2 rounded-lg border border-line-strong bg-surface px-3.5 font-medium shadow-card focus-within:outline-2 focus-within:outline-focus focus-within:outline-offset-2 hover:bg-hover">
        <FileUp aria-hidden className="size-4" />
        {t.file}
        <input
          type="file"
          accept=".csv,text/csv,text/plain"
          className="sr-only"
          onChange={(event) => take(event.target.files?.[0])}
        />
      </label>
      {children}
      <p aria-live="polite" className="text-13 text-ink-3">
        {name !== null && t.chosen(name)}
      </p>
    </div>
  )
}
