import { useEffect, useId } from 'react'

const forms = new Set<string>()

/** Whether anything on this page was filled in and not saved. */
export function hasUnsaved(): boolean {
  return forms.size > 0
}

/** While it is so, the browser asks before the page is left, and a session that ends leaves the page where it is. */
export function useUnsaved(isSo: boolean): void {
  const id = useId()
  useEffect(() => {
    if (!isSo) return
    forms.add(id)
    addEventListener('beforeunload', askToStay)
    return () => {
      forms.delete(id)
      if (!hasUnsaved()) removeEventListener('beforeunload', askToStay)
    }
  }, [id, isSo])
}

function askToStay(event: BeforeUnloadEvent): void {
  event.preventDefault()
}
