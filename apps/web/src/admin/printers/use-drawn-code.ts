import { useEffect, useState } from 'react'

/** The address of a barcode's image; null until what draws it is here. */
export function useDrawnCode(kind: 'code128' | 'qrcode', text: string): string | null {
  const [address, setAddress] = useState<string | null>(null)
  useEffect(() => {
    let isGone = false
    void import('./draw-code.ts').then(({ drawCode }) => {
      if (!isGone) setAddress(drawCode(kind, text))
    })
    return () => {
      isGone = true
    }
  }, [kind, text])
  return address
}
