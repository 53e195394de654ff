import { useCallback, useEffect, useState } from 'react'
import { codeOf } from './call.ts'

export interface Answer<T> {
  readonly data: T | null
  /** Of the latest try; the older data stays. */
  readonly failure: string | null
  readonly isAsking: boolean
  readonly again: () => void
}

/** Asks on opening and, where `everyMs` is given, again and again while the screen is in sight. `ask` must be stable. */
export function useAnswer<T>(ask: () => Promise<T>, everyMs?: number): Answer<T> {
  const [data, setData] = useState<T | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [isAsking, setAsking] = useState(true)
  const [round, setRound] = useState(0)
  const again = useCallback(() => setRound((before) => before + 1), [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks anew
  useEffect(() => {
    let isGone = false
    setAsking(true)
    ask().then(
      (told) => {
        if (isGone) return
        setData(told)
        setFailure(null)
        setAsking(false)
      },
      (error: unknown) => {
        if (isGone) return
        setFailure(codeOf(error))
        setAsking(false)
      },
    )
    return () => {
      isGone = true
    }
  }, [ask, round])
  useEffect(() => {
    if (everyMs === undefined) return
    const timer = setInterval(() => document.visibilityState === 'visible' && again(), everyMs)
    addEventListener('online', again)
    return () => {
      clearInterval(timer)
      removeEventListener('online', again)
    }
  }, [everyMs, again])
  return { data, failure, isAsking, again }
}
