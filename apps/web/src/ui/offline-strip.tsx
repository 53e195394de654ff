'use client'

import { CloudOff } from 'lucide-react'
import { useOnline } from '#data/online.ts'
import { bilingual, useWords } from '#words/locale.tsx'
import { toneClass } from './badge.tsx'
import { cn } from './cn.ts'

const words = bilingual(
  { offline: '网络已断开，显示的是断开前的数据' },
  { offline: 'You are offline; this is the data from before' },
)

/** Says that what is on screen is what was there before the network went. */
export function OfflineStrip() {
  const t = useWords(words)
  const online = useOnline()
  return (
    <div role="status" aria-live="polite">
      {!online && (
        <p
          className={cn(
            'flex items-center justify-center gap-2 bg-tone-bg px-4 py-1.5 font-medium text-13 text-tone-fg',
            toneClass('amber'),
          )}
        >
          <CloudOff aria-hidden className="size-4" />
          {t.offline}
        </p>
      )}
    </div>
  )
}
