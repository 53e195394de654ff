'use client'

import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { bilingual, useWords } from '#words/locale.tsx'
import { Button } from './button.tsx'

const words = bilingual(
  { copy: (what: string) => `复制${what}`, copied: '已复制' },
  { copy: (what: string) => `Copy ${what}`, copied: 'Copied' },
)

export function CopyButton({ text, what }: { text: string; what: string }) {
  const t = useWords(words)
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 1600)
    return () => clearTimeout(timer)
  }, [copied])
  return (
    <Button
      look="quiet"
      size="icon"
      className="size-7 text-ink-3"
      aria-label={copied ? t.copied : t.copy(what)}
      title={copied ? t.copied : t.copy(what)}
      onClick={() => void copyText(text).then(setCopied)}
    >
      {copied ? <Check /> : <Copy />}
    </Button>
  )
}

/** The clipboard API wants HTTPS; on a LAN without it a selected field and the old command still work. */
async function copyText(text: string): Promise<boolean> {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text)
    return true
  }
  const field = document.createElement('textarea')
  field.value = text
  document.body.append(field)
  field.select()
  const done = document.execCommand('copy')
  field.remove()
  return done
}
