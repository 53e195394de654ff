'use client'

import { SearchX } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { bilingual, useWords } from '#words/locale.tsx'
import { Card } from './card.tsx'
import { SearchField } from './search-field.tsx'
import { Empty } from './state.tsx'

const words = bilingual(
  { narrow: '按名称或编号筛选', none: '没有符合条件的' },
  { narrow: 'Filter by name or number', none: 'Nothing matches' },
)

/** More than a look takes in. */
const MANY = 12

/** Rows that are all here, narrowed while one types; the field comes where they are many. */
export function Narrowed<T>({
  rows,
  textOf,
  children,
}: {
  rows: readonly T[]
  textOf: (row: T) => string
  children: (rows: readonly T[]) => ReactNode
}) {
  const t = useWords(words)
  const [wanted, setWanted] = useState('')
  if (rows.length <= MANY) return children(rows)
  const shown = rows.filter((row) => plain(textOf(row)).includes(plain(wanted)))
  return (
    <div>
      <SearchField label={t.narrow} className="mb-4 max-w-md" value={wanted} onChange={setWanted} />
      {shown.length > 0 ? (
        children(shown)
      ) : (
        <Card>
          <Empty icon={<SearchX />} title={t.none} />
        </Card>
      )}
    </div>
  )
}

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}
