'use client'

import type { CsvImportResult } from '@baton/contract'
import { CircleCheck, TriangleAlert } from 'lucide-react'
import { toneClass } from '#ui/badge.tsx'
import { cn } from '#ui/cn.ts'
import { Table, Td, Th, Tr } from '#ui/table.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { csvWords } from './csv-words.ts'

type Changes = Pick<CsvImportResult, 'created' | 'updated' | 'older'>

/** What the import would do, or every line that is wrong with it. */
export function CsvPreview({ result }: { result: Pick<CsvImportResult, 'rows' | 'errors'> & Partial<Changes> }) {
  const t = useWords(csvWords)
  const label = useLabel()
  const bad = result.errors.length > 0
  const numbers = [
    { name: t.rows, count: result.rows },
    ...(result.created === undefined ? [] : [{ name: t.created, count: result.created }]),
    ...(result.updated === undefined ? [] : [{ name: t.updated, count: result.updated }]),
    ...(result.older === undefined ? [] : [{ name: t.older, count: result.older }]),
    { name: t.errors, count: result.errors.length },
  ]
  return (
    <div className="grid gap-4">
      <dl className="grid auto-cols-fr grid-flow-col divide-x divide-line rounded-lg border border-line">
        {numbers.map(({ name, count }) => (
          <div key={name} className="px-3 py-2">
            <dt className="text-ink-3 text-xs">{name}</dt>
            <dd className="font-semibold text-lg">{count}</dd>
          </div>
        ))}
      </dl>
      <p
        role="status"
        className={cn(
          'flex items-center gap-2 rounded-lg bg-tone-bg px-3 py-2 text-13 text-tone-fg',
          toneClass(bad ? 'red' : 'green'),
        )}
      >
        {bad ? <TriangleAlert aria-hidden className="size-4" /> : <CircleCheck aria-hidden className="size-4" />}
        {bad ? t.bad(result.errors.length) : t.good}
      </p>
      {bad && (
        <div className="rounded-lg border border-line">
          <Table caption={t.errors}>
            <thead>
              <tr>
                <Th>{t.line}</Th>
                <Th>{t.column}</Th>
                <Th>{t.problem}</Th>
              </tr>
            </thead>
            <tbody>
              {result.errors.map((error) => (
                <Tr key={`${error.line} ${error.column} ${error.message.en}`}>
                  <Td>{error.line}</Td>
                  <Td className="whitespace-nowrap font-mono text-xs">{error.column ?? '—'}</Td>
                  <Td>{label(error.message)}</Td>
                </Tr>
              ))}
            </tbody>
          </Table>
        </div>
      )}
    </div>
  )
}
