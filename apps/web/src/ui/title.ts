'use client'

import { useEffect } from 'react'
import { bilingual, useWords } from '#words/locale.tsx'

const words = bilingual({ product: '接力 Baton' }, { product: 'Baton' })

/** What the browser's tab says, whenever the router writes its own; null leaves it to another part of the page. */
export function useTitle(title: string | null): void {
  const { product } = useWords(words)
  useEffect(() => {
    if (title === null) return
    const wanted = `${title} · ${product}`
    const say = () => {
      if (document.title !== wanted) document.title = wanted
    }
    say()
    const observer = new MutationObserver(say)
    observer.observe(document.head, { childList: true, subtree: true, characterData: true })
    return () => observer.disconnect()
  }, [title, product])
}
