import { useEffect, useEffectEvent, useState } from 'react'

/**
 * Follows the pointer from `start` until it is let go. Listens on the window:
 * a row that moves in the list loses the pointer that it had captured.
 */
export function useDragging(on: { onMove: (id: string, y: number) => void; onDrop: () => void; onCancel: () => void }) {
  const [dragged, setDragged] = useState<string | null>(null)
  const move = useEffectEvent((event: PointerEvent) => dragged !== null && on.onMove(dragged, event.clientY))
  const drop = useEffectEvent(() => {
    setDragged(null)
    on.onDrop()
  })
  const cancel = useEffectEvent(() => {
    setDragged(null)
    on.onCancel()
  })
  useEffect(() => {
    if (dragged === null) return
    const listening = new AbortController()
    const { signal } = listening
    addEventListener('pointermove', (event) => move(event), { signal })
    addEventListener('pointerup', () => drop(), { signal })
    addEventListener('pointercancel', () => cancel(), { signal })
    return () => listening.abort()
  }, [dragged])
  return { dragged, start: setDragged }
}
