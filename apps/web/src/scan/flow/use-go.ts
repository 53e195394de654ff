import { usePathname, useRouter } from 'next/navigation'
import { useCallback } from 'react'
import { useFloor } from './floor.tsx'
import type { Flow } from './flow.ts'
import { SCREEN_OF } from './screen-of.ts'

/** Follows what is in hand to its screen. */
export function useFollow(): () => void {
  const { store } = useFloor()
  const pathname = usePathname()
  const router = useRouter()
  return useCallback(() => {
    const screen = SCREEN_OF[store.get().flow.at]
    if (`${pathname}/`.replace('//', '/') !== screen) router.push(screen)
  }, [store, pathname, router])
}

/** Takes something else in hand, and goes where that is worked on. */
export function useGo(): (flow: Flow) => void {
  const { store } = useFloor()
  const follow = useFollow()
  return useCallback(
    (flow) => {
      store.go(flow)
      follow()
    },
    [store, follow],
  )
}
