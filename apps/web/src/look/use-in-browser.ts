import { startTransition, useEffect, useState } from 'react'

/** False in what is exported. The page is drawn over it in slices, between which the browser answers a tap. */
export function useInBrowser(): boolean {
  const [inBrowser, setInBrowser] = useState(false)
  useEffect(() => startTransition(() => setInBrowser(true)), [])
  return inBrowser
}
