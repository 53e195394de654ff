import { usePathname, useRouter } from 'next/navigation'
import { useCallback, useEffect } from 'react'
import { useFloor } from './floor.tsx'
import type { Flow } from './flow.ts'
import { SCREEN_OF } from './screen-of.ts'
import { isWanted, want } from './way.ts'

/** Follows what is in hand to its screen. */
export function useFollow(): () => void {
  const { store } = useFloor()
  const pathname = usePathname()
  const router = useRouter()
  useEffect(() => want(pathname), [pathname])
  return useCallback(() => {
    const screen = SCREEN_OF[store.get().flow.at]
    if (isWanted(screen)) return
    want(screen)
    router.push(screen)
  }, [store, router])
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
