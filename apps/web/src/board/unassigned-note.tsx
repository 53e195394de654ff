import { TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { useMay } from '#data/session.ts'
import { toneClass } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { cn } from '#ui/cn.ts'
import { useWords } from '#words/locale.tsx'
import { UNASSIGNED_HREF, unassignedCount } from '../admin/orders/unassigned.ts'
import { boardWords } from './words.ts'

/** Orders that stand on no warehouse's board. */
export function UnassignedNote({ count }: { count: number }) {
  const t = useWords(boardWords)
  const mayAssign = useMay('orders.assign')
  if (count === 0) return null
  return (
    <div
      role="status"
      className={cn(
        'flex flex-wrap items-center gap-3 rounded-xl bg-tone-bg px-4 py-2.5 text-13 text-tone-fg',
        toneClass('amber'),
      )}
    >
      <TriangleAlert aria-hidden className="size-4.5 shrink-0" />
      <p className="min-w-0 flex-1">{t.unassigned(unassignedCount(count))}</p>
      <Button asChild size="small">
        <Link href={UNASSIGNED_HREF}>{mayAssign ? t.assign : t.all}</Link>
      </Button>
    </div>
  )
}
