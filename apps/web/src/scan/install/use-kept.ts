import { useEffect, useState } from 'react'

/** So long the first keeping of the pages may take. */
const PATIENCE_MS = 8000

/** Whether the floor's pages are kept for work without network; null: not known yet, or the address forbids it anyway. */
export function useKept(): boolean | null {
  const [isKept, setKept] = useState<boolean | null>(null)
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return
    void navigator.serviceWorker.ready.then(() => setKept(true))
    const timer = setTimeout(() => setKept((known) => known ?? false), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [])
  return isKept
}
