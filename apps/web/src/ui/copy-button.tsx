'use client'

import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { bilingual, useWords } from '#words/locale.tsx'
import { Button } from './button.tsx'
import { useToast } from './toast.tsx'

const words = bilingual(
  {
    copy: (what: string) => `复制${what}`,
    copied: '已复制',
    failed: '浏览器不允许复制：请选中文字后手动复制',
  },
  {
    copy: (what: string) => `Copy ${what}`,
    copied: 'Copied',
    failed: 'The browser does not allow it: select the text and copy it by hand',
  },
)

export function CopyButton({ text, what }: { text: string; what: string }) {
  const t = useWords(words)
  const say = useToast()
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 1600)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async (button: HTMLElement) => {
    const isCopied = await copyText(text, button)
    setCopied(isCopied)
    if (!isCopied) say('bad', t.failed)
  }
  return (
    <Button
      look="quiet"
      size="icon"
      className="size-7 text-ink-3"
      aria-label={copied ? t.copied : t.copy(what)}
      title={copied ? t.copied : t.copy(what)}
      onClick={(event) => void copy(event.currentTarget)}
    >
      {copied ? <Check /> : <Copy />}
    </Button>
  )
}

/**
 * The clipboard API wants HTTPS; on a LAN without it a selected field and the old command still work. The field stands beside
 * the button: outside its dialog nothing can be selected.
 */
async function copyText(text: string, button: HTMLElement): Promise<boolean> {
  if (navigator.clipboard) {
    return navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    )
  }
  const field = document.createElement('textarea')
  field.value = text
  button.after(field)
  field.select()
  const done = document.execCommand('copy')
  field.remove()
  button.focus()
  return done
}
