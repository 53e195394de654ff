'use client'

import { Compass, TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { bilingual, useWords } from '#words/locale.tsx'
import { Button } from './button.tsx'
import { Empty } from './state.tsx'

const words = bilingual(
  {
    lost: '没有这个页面',
    lostHint: '地址可能写错了，或页面已经移走。',
    home: '回到订单',
    broken: '页面出错了',
    brokenHint: '数据没有受影响。可以重试，或回到订单列表。',
    again: '重试',
  },
  {
    lost: 'There is no such page',
    lostHint: 'The address may be wrong, or the page has moved.',
    home: 'Back to orders',
    broken: 'This page broke',
    brokenHint: 'No data was harmed. Try again, or go back to the orders.',
    again: 'Try again',
  },
)

export function LostRoom() {
  const t = useWords(words)
  return (
    <main className="grid min-h-dvh place-items-center">
      <h1 className="sr-only">{t.lost}</h1>
      <Empty icon={<Compass />} title={t.lost} hint={t.lostHint}>
        <Button asChild look="primary">
          <Link href="/admin/orders/">{t.home}</Link>
        </Button>
      </Empty>
    </main>
  )
}

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
