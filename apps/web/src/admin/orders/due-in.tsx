'use client'

import { Clock } from 'lucide-react'
import { fullTime } from '#time/instants.ts'
import { useNow } from '#time/use-now.ts'
import { timeWords } from '#time/words.ts'
import { Badge, type Tone } from '#ui/badge.tsx'
import { useWords } from '#words/locale.tsx'

const SOON_MS = 2 * 60 * 60 * 1000

/** Far off is quiet, within two hours is amber, over is red. */
function dueTone(leftMs: number): Tone {
  if (leftMs < 0) return 'red'
  return leftMs < SOON_MS ? 'amber' : 'neutral'
}

/** Counts down to a deadline, and on past it. */
export function DueIn({ at }: { at: string }) {
  const words = useWords(timeWords)
  const left = Date.parse(at) - useNow()
  return (
    <time dateTime={at} title={fullTime(at)}>
      <Badge tone={dueTone(left)}>
        <Clock aria-hidden className="size-3" />
        {left < 0 ? words.overdue(left) : words.left(left)}
      </Badge>
    </time>
  )
}
