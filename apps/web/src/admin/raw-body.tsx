'use client'

import { useMemo } from 'react'
import { prettyPrint } from '#json/pretty-print.ts'
import { CopyButton } from '#ui/copy-button.tsx'
import { bilingual, useWords } from '#words/locale.tsx'

const words = bilingual(
  { message: '报文', binary: '二进制内容，以 base64 显示' },
  { message: 'message', binary: 'Binary content, shown as base64' },
)

/** The kept bytes as text: indented where they are JSON, every digit as it came. */
export function RawBody({ body, encoding }: { body: string; encoding: 'utf8' | 'base64' }) {
  const t = useWords(words)
  const text = useMemo(() => (encoding === 'utf8' ? (prettyPrint(body) ?? body) : body), [body, encoding])
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
