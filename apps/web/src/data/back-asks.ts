import { useEffect, useEffectEvent } from 'react'

/**
 * While it is so, Back leaves the page where it is and asks instead: an entry of the same page lies on top of its history,
 * and is put back each time it was taken away. It goes when there is nothing to ask for any more.
 */
export function useBackAsks(isSo: boolean, ask: () => void): void {
  const onBack = useEffectEvent(ask)
  useEffect(() => {
    if (!isSo) return
    const cover = () => window.history.pushState(window.history.state, '')
    const onPop = () => {
      cover()
      onBack()
    }
    cover()
    addEventListener('popstate', onPop)
    return () => {
      removeEventListener('popstate', onPop)
      window.history.back()
    }
  }, [isSo])
}
