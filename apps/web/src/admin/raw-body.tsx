'use client'

import type { EventDetail } from '@baton/contract'
import { useMemo } from 'react'
import { eraseWords } from '#admin/order-actions/erase-words.ts'
import { prettyPrint } from '#json/pretty-print.ts'
import { CopyButton } from '#ui/copy-button.tsx'
import { bilingual, useWords } from '#words/locale.tsx'

const words = bilingual(
  { message: '报文', binary: '二进制内容，以 base64 显示' },
  { message: 'message', binary: 'Binary content, shown as base64' },
)

/** The kept bytes as text: indented where they are JSON, every digit as it came. Of what was erased only that it was. */
export function RawBody({ event }: { event: EventDetail }) {
  const t = useWords(words)
  const { bodyErased } = useWords(eraseWords)
  const { body, bodyEncoding: encoding } = event
  const text = useMemo(() => (encoding === 'utf8' ? (prettyPrint(body) ?? body) : body), [body, encoding])
  if (event.erasedAt !== null)
    return (
      <p className="rounded-lg border border-line bg-sunken p-3 text-13 text-ink-2">
        {bodyErased((event.bodyLength ?? 0).toLocaleString('en'))}
      </p>
    )
  return (
    <figure className="relative">
      {encoding === 'base64' && <figcaption className="mb-1 text-ink-3 text-xs">{t.binary}</figcaption>}
      <div className="absolute top-1.5 right-1.5">
        <CopyButton text={body} what={t.message} />
      </div>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        className="max-h-96 overflow-auto whitespace-pre-wrap break-all rounded-lg border border-line bg-sunken p-3 pr-10 font-mono text-ink-2 text-xs leading-relaxed"
      >
        {text}
      </pre>
    </figure>
  )
}
