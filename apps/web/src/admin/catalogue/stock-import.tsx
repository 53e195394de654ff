'use client'

import { Layers } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#ui/button.tsx'
import { useWords } from '#words/locale.tsx'
import { CsvDialog } from './csv-dialog.tsx'
import { stockWords } from './stock-words.ts'

export function StockImport() {
  const t = useWords(stockWords)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Layers />
        {t.importCsv}
      </Button>
      {open && <CsvDialog kind="stock" onClose={() => setOpen(false)} />}
    </>
  )
}
