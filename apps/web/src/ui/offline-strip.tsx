'use client'

import { CloudOff } from 'lucide-react'
import { useOnline } from '#data/online.ts'
import { useServerSilence } from '#data/silence.ts'
import { useWords } from '#words/locale.tsx'
import { toneClass } from './badge.tsx'
import { cn } from './cn.ts'
import { serverWords } from './server-words.ts'

/** Says that what is on screen is what was there before the network or the server went; silent where the room itself says it. */
export function OfflineStrip() {
  const t = useWords(serverWords)
  const online = useOnline()
  const silence = useServerSilence()
  const trouble = online ? silence : 'offline'
  return (
    <div role="status" aria-live="polite">
      {trouble && (
        <p
          data-strip
          className={cn(
            'flex group-has-[[data-tells]]/shell:hidden items-center justify-center gap-2 text-balance bg-tone-bg px-4 py-1.5 font-medium text-13 text-tone-fg',
            toneClass('amber'),
          )}
        >
          <CloudOff aria-hidden className="size-4 shrink-0" />
          {t[trouble]}
        </p>
      )}
    </div>
  )
}
