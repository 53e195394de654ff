'use client'

import { useServerSilence } from '#data/silence.ts'
import { serverWords } from '#ui/server-words.ts'
import { useWords } from '#words/locale.tsx'

/** Under the splash, once the server keeps its answer for longer than a slow network explains. */
export function SlowAnswer() {
  const t = useWords(serverWords)
  const silence = useServerSilence()
  return (
    <p role="status" className="max-w-sm text-balance text-ink-3">
      {silence && t[silence]}
    </p>
  )
}
