import { usePathname, useSearchParams } from 'next/navigation'
import { useCallback, useMemo } from 'react'
import { type FilterChoice, readFilter, writeFilter } from './filter-url.ts'

/** The filter lives in the address: reload, share and back all keep it. */
export function useFilter(): { choice: FilterChoice; change: (part: Partial<FilterChoice>) => void } {
  const params = useSearchParams()
  const pathname = usePathname()
  const choice = useMemo(() => readFilter(params), [params])
  const change = useCallback(
    (part: Partial<FilterChoice>) => {
      const query = writeFilter({ ...readFilter(new URLSearchParams(location.search)), ...part })
      window.history.replaceState(null, '', query === '' ? pathname : `${pathname}?${query}`)
    },
    [pathname],
  )
  return { choice, change }
}
