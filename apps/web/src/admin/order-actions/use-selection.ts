import { useCallback, useMemo, useState } from 'react'
import type { Selection } from './select-box.tsx'

/** Ticked orders, as many as one action takes. */
export function useSelection(): Selection & { clear(): void; all(ids: readonly string[]): void } {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const toggle = useCallback(
    (id: string) =>
      setIds((before) => {
        const after = new Set(before)
        if (!after.delete(id)) after.add(id)
        return after
      }),
    [],
  )
  return useMemo(
    () => ({ ids, toggle, clear: () => setIds(new Set()), all: (every) => setIds(new Set(every.slice(0, MOST))) }),
    [ids, toggle],
  )
}

const MOST = 500
