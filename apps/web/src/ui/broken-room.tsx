'use client'

import { TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { bilingual, useWords } from '#words/locale.tsx'
import { Button } from './button.tsx'
import { Empty } from './state.tsx'

const words = bilingual(
  {
    home: '回到订单',
    broken: '页面出错了',
    brokenHint: '数据没有受影响。可以重试，或回到订单列表。',
    again: '重试',
  },
  {
    home: 'Back to orders',
    broken: 'Something went wrong on this page',
    brokenHint: 'No data was affected. Try again, or go back to the orders.',
    again: 'Try again',
  },
)

export function BrokenRoom({ onAgain }: { onAgain: () => void }) {
  const t = useWords(words)
  return (
    <main className="grid min-h-[70dvh] place-items-center">
      <h1 className="sr-only">{t.broken}</h1>
      <Empty icon={<TriangleAlert />} title={t.broken} hint={t.brokenHint}>
        <Button look="primary" onClick={onAgain}>
          {t.again}
        </Button>
        <Button asChild>
          <Link href="/admin/orders/">{t.home}</Link>
        </Button>
      </Empty>
    </main>
  )
}
