import type { AssignmentRuleView } from '@baton/contract'
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import { clientFailure, failureLabel } from '#data/failure.ts'
import { useToast } from '#ui/toast.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { moveItem, placeAt } from './move-item.ts'
import { useCatalogueChanges } from './use-catalogue.ts'
import { catalogueWords } from './words.ts'

/** The rules in the order on screen, moved by arrow keys or by dragging a handle; saved when let go. */
export function useRuleOrder(rules: readonly AssignmentRuleView[]) {
  const t = useWords(catalogueWords)
  const label = useLabel()
  const say = useToast()
  const { orderRules } = useCatalogueChanges()
  const [draft, setDraft] = useState<readonly AssignmentRuleView[] | null>(null)
  const [dragged, setDragged] = useState<string | null>(null)
  const [told, setTold] = useState('')
  const list = useRef<HTMLOListElement>(null)
  const shown = draft ?? rules

  function save(order: readonly AssignmentRuleView[]): void {
    orderRules.mutate(
      { ids: order.map(({ id }) => id) },
      {
        onError: (error) => say('bad', label(failureLabel(clientFailure(error).code))),
        onSettled: () => setDraft(null),
      },
    )
  }

  function move(from: number, to: number): readonly AssignmentRuleView[] {
    const order = moveItem(shown, from, to)
    const rule = shown[from]
    if (order === shown || rule === undefined) return shown
    setDraft(order)
    setTold(t.moved(rule.name, order.indexOf(rule) + 1))
    return order
  }

  function handleOf(place: number) {
    return {
      onKeyDown(event: KeyboardEvent) {
        const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
        if (step === undefined) return
        event.preventDefault()
        const order = move(place, place + step)
        if (order !== shown) save(order)
      },
      onPointerDown(event: PointerEvent<HTMLElement>) {
        event.currentTarget.setPointerCapture(event.pointerId)
        setDragged(shown[place]?.id ?? null)
      },
      onPointerMove(event: PointerEvent) {
        const from = shown.findIndex(({ id }) => id === dragged)
        const boxes = [...(list.current?.children ?? [])].map((row) => row.getBoundingClientRect())
        if (from !== -1) move(from, placeAt(boxes, event.clientY))
      },
      onPointerUp() {
        setDragged(null)
        if (draft !== null) save(draft)
      },
      onPointerCancel() {
        setDragged(null)
        setDraft(null)
      },
    }
  }

  return { shown, dragged, told, list, handleOf }
}
