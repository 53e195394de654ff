import type { AssignmentRuleView } from '@baton/contract'
import { type KeyboardEvent, type PointerEvent as ReactPointerEvent, useRef, useState } from 'react'
import { useSayFailure } from '#ui/say-failure.ts'
import { useWords } from '#words/locale.tsx'
import { moveItem, placeAt } from './move-item.ts'
import { useCatalogueChanges } from './use-catalogue.ts'
import { useDragging } from './use-dragging.ts'
import { catalogueWords } from './words.ts'

/** The rules in the order on screen, moved by arrow keys or by dragging a handle; saved when let go. */
export function useRuleOrder(rules: readonly AssignmentRuleView[]) {
  const t = useWords(catalogueWords)
  const list = useRef<HTMLOListElement>(null)
  const [draft, setDraft] = useState<readonly AssignmentRuleView[] | null>(null)
  const [told, setTold] = useState('')
  const save = useSaveOrder(() => setDraft(null))
  const shown = draft ?? rules

  function move(from: number, to: number): readonly AssignmentRuleView[] {
    const order = moveItem(shown, from, to)
    const rule = shown[from]
    if (order === shown || rule === undefined) return shown
    setDraft(order)
    setTold(t.moved(rule.name, order.indexOf(rule) + 1))
    return order
  }

  const drag = useDragging({
    onMove(id, y) {
      const from = shown.findIndex((rule) => rule.id === id)
      if (from !== -1) move(from, placeAt(boxesOf(list.current), from, y))
    },
    onDrop: () => draft !== null && save(draft),
    onCancel: () => setDraft(null),
  })

  function handleOf(place: number) {
    return {
      onKeyDown(event: KeyboardEvent) {
        const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
        if (step === undefined) return
        event.preventDefault()
        const order = move(place, place + step)
        if (order !== shown) save(order)
      },
      onPointerDown: (event: ReactPointerEvent) => event.button === 0 && drag.start(shown[place]?.id ?? null),
    }
  }

  return { shown, dragged: drag.dragged, told, list, handleOf }
}

function useSaveOrder(onSettled: () => void): (order: readonly AssignmentRuleView[]) => void {
  const sayFailure = useSayFailure()
  const { orderRules } = useCatalogueChanges()
  return (order) => orderRules.mutate({ ids: order.map(({ id }) => id) }, { onError: sayFailure, onSettled })
}

function boxesOf(list: Element | null): DOMRect[] {
  return [...(list?.children ?? [])].map((row) => row.getBoundingClientRect())
}
