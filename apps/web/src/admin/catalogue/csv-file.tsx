'use client'

import { useState } from 'react'
import { FileButton } from '#ui/file-button.tsx'
import { useWords } from '#words/locale.tsx'
import { decodeCsv } from './csv-columns.ts'
import { csvWords } from './csv-words.ts'

/** Chooses a CSV file and hands on its text, whatever encoding it came in; its name stays in view. */
export function CsvFile({ onTake, children }: { onTake: (csv: string) => void; children: React.ReactNode }) {
  const t = useWords(csvWords)
  const [name, setName] = useState<string | null>(null)
  const take = ([file]: readonly File[]) => {
    if (!file) return
    setName(file.name)
    void file.arrayBuffer().then((bytes) => onTake(decodeCsv(new Uint8Array(bytes))))
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      <FileButton label={t.file} accept=".csv,text/csv,text/plain" onTake={take} />
      {children}
      <p aria-live="polite" className="text-13 text-ink-3">
        {name !== null && t.chosen(name)}
      </p>
    </div>
  )
}
