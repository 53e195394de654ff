import { type RefObject, useEffect, useRef } from 'react'

export type ReviewKey = 'next' | 'previous' | 'take' | 'hub' | 'other' | 'retry' | 'close'

const KEYS: Readonly<Record<string, ReviewKey>> = {
  j: 'next',
  k: 'previous',
  a: 'take',
  '1': 'hub',
  '2': 'other',
  '3': 'retry',
  '4': 'close',
}

/**
 * Single keys for whoever works through the queue; never while typing or in a dialog. A review that is done leaves the
 * list: the next one is then the one that took its place.
 */
export function useReviewKeys(list: RefObject<HTMLElement | null>, press: (key: ReviewKey, at: number) => void): void {
  const place = useRef(0)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const cards = [...(list.current?.querySelectorAll<HTMLElement>('[data-review]') ?? [])]
      const at = cards.findIndex((card) => card.contains(document.activeElement))
      if (at >= 0) place.current = at
      const key = KEYS[event.key.toLowerCase()]
      const target = event.target as HTMLElement
      if (!key || event.ctrlKey || event.metaKey || event.altKey) return
      if (target.closest('input, textarea, select, dialog')) return
      if (key === 'next' || key === 'previous') {
        const next = at >= 0 ? at + 1 : place.current
        const to = Math.min(cards.length - 1, Math.max(0, key === 'next' ? next : place.current - 1))
        cards[to]?.focus()
        cards[to]?.scrollIntoView({ block: 'nearest' })
      } else if (at >= 0) press(key, at)
      event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [list, press])
}
