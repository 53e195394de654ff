'use client'

import { ERRORS, type ErrorCode, type Label } from '@baton/contract'
import { TriangleAlert } from 'lucide-react'
import { useLabel } from '#words/locale.tsx'

const UNREACHABLE: Label = { zh: '连接不上服务器，请检查网络', en: 'The server cannot be reached; check the network' }

export function failureWord(code: string): Label {
  return code in ERRORS ? ERRORS[code as ErrorCode].label : UNREACHABLE
}

/** Why a call failed, in the catalogue's words. */
export function FailureLine({ code }: { code: string }) {
  const label = useLabel()
  return (
    <p role="alert" className="tone tone-red flex items-start gap-2 rounded-xl bg-tone-bg px-3 py-3 text-tone-fg">
      <TriangleAlert aria-hidden className="mt-0.5 size-5 shrink-0" />
      <span>{label(failureWord(code))}</span>
    </p>
  )
}
