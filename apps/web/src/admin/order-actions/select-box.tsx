'use client'

import { useWords } from '#words/locale.tsx'
import type { Selection } from './use-selection.ts'
import { actionWords } from './words.ts'

/** A tick for one order, above the link that covers its row; its target is as large as a thumb. */
export function SelectBox({ id, ticked, toggle }: { id: string; ticked: boolean; toggle: Selection['toggle'] }) {
  const t = useWords(actionWords)
  return <Tick label={t.select(id)} hidden checked={ticked ? 'all' : 'none'} onTick={() => toggle(id)} />
}

/** A tick for all that are shown. */
export function SelectPage({
  ids,
  selection,
  hidden = false,
}: {
  ids: readonly string[]
  selection: Selection
  /** Whether its words are for readers only. */
  hidden?: boolean
}) {
  const t = useWords(actionWords)
  const ticked = ids.filter((id) => selection.ids.has(id)).length
  const checked = ticked === 0 ? 'none' : ticked === ids.length ? 'all' : 'some'
  return (
    <Tick
      label={t.selectPage}
      hidden={hidden}
      checked={checked}
      onTick={() => (checked === 'all' ? selection.clear() : selection.all(ids))}
    />
  )
}

function Tick({
  label,
  hidden,
  checked,
  onTick,
}: {
  label: string
  hidden: boolean
  checked: 'all' | 'some' | 'none'
  onTick: () => void
}) {
  return (
    <label className="press-target relative z-10 inline-flex h-9 min-w-9 shrink-0 cursor-pointer items-center justify-center gap-2 text-13 text-ink-2">
      <input
        type="checkbox"
        className="size-4.5 shrink-0 accent-accent"
        ref={(box) => {
          if (box) box.indeterminate = checked === 'some'
        }}
        checked={checked === 'all'}
        onChange={onTick}
      />
      <span className={hidden ? 'sr-only' : undefined}>{label}</span>
    </label>
  )
}
