'use client'

import type { CarrierCodeView } from '@baton/contract'
import { Badge } from '#ui/badge.tsx'
import { useWords } from '#words/locale.tsx'
import { carrierWords } from './words.ts'

export function CarrierCodeText({ row }: { row: Pick<CarrierCodeView, 'code' | 'name'> }) {
  const t = useWords(carrierWords)
  if (row.code === null) return <Badge tone="amber">{t.none}</Badge>
  return (
    <span className="break-all">
      <code className="font-mono">{row.code}</code>
      {row.name !== null && <span className="text-ink-2"> · {row.name}</span>}
    </span>
  )
}
