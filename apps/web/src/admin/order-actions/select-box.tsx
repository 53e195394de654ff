'use client'

import { useWords } from '#words/locale.tsx'
import { actionWords } from './words.ts'

export interface Selection {
  readonly ids: ReadonlySet<string>
  toggle(id: string): void
}

/** A tick for one order, above the link that covers its row; its target is as large as a thumb. */
export function SelectBox({ id, selection }: { id: string; selection: Selection }) {
  const t = useWords(actionWords)
  return (
    <label className="press-target relative z-10 grid size-9 shrink-0 cursor-pointer place-items-center">
      <span className="sr-only">{t.select(id)}</span>
      <input
        type="checkbox"
        className="size-4.5 accent-accent"
        checked={selection.ids.has(id)}
        onChange={() => selection.toggle(id)}
      />
    </label>
  )
}
