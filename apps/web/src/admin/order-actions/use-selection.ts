import { useCallback, useMemo, useState } from 'react'

/** Ticked orders, as many as one action takes. */
export interface Selection {
  readonly ids: ReadonlySet<string>
  toggle(id: string): void
  all(ids: readonly string[]): void
  clear(): void
}

/** As `HoldInput` takes them. */
const MOST = 500

export function useSelection(): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const toggle = useCallback(
    (id: string) =>
      setIds((before) => {
        const after = new Set(before)
        if (!after.delete(id) && after.size < MOST) after.add(id)
        return after
      }),
    [],
  )
  const all = useCallback((every: readonly string[]) => setIds(new Set(every.slice(0, MOST))), [])
  const clear = useCallback(() => setIds(new Set()), [])
  return useMemo(() => ({ ids, toggle, all, clear }), [ids, toggle, all, clear])
}
