'use client'

import type { Label } from '@baton/contract'
import { useEffect, useState } from 'react'
import { useLabel } from '#words/locale.tsx'
import { TriangleAlert } from './first-icons.ts'

const UNREACHABLE: Label = { zh: '连接不上服务器，请检查网络', en: 'The server cannot be reached; check the network' }

/** Why a call failed, in the catalogue's words; those come with the first failure that the server named. */
export function FailureLine({ code }: { code: string }) {
  const label = useLabel()
  const [word, setWord] = useState<Label>(UNREACHABLE)
  useEffect(() => {
    let isGone = false
    if (code === 'UNREACHABLE') setWord(UNREACHABLE)
    else void wordOf(code).then((known) => isGone || setWord(known))
    return () => {
      isGone = true
    }
  }, [code])
  return (
    <p role="alert" className="tone tone-red flex items-start gap-2 rounded-xl bg-tone-bg px-3 py-3 text-tone-fg">
      <TriangleAlert aria-hidden className="mt-0.5 size-5 shrink-0" />
      <span>{label(word)}</span>
    </p>
  )
}

async function wordOf(code: string): Promise<Label> {
  const { failureWord } = await import('./failure-words.ts').catch(() => ({ failureWord: () => UNREACHABLE }))
  return failureWord(code)
}
