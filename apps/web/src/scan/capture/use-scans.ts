import { useEffect, useEffectEvent } from 'react'
import { useWords } from '#words/locale.tsx'
import { listenToWedge } from './listen-to-wedge.ts'
import type { Scanned } from './scanned.ts'
import { listenForScans } from './scans.ts'
import { captureWords } from './words.ts'

let users = 0
let stopWedge = () => {}

/** Hears every scan (hardware scanner, camera, typed in) while this screen is on top. `onDiscarded`: an input method swallowed one. */
export function useScans(listener: (scanned: Scanned) => void, onDiscarded?: () => void): void {
  const words = useWords(captureWords)
  const heard = useEffectEvent(listener)
  const discarded = useEffectEvent(() => onDiscarded?.())
  useEffect(() => listenForScans({ onScan: (scanned) => heard(scanned), onDiscarded: () => discarded() }), [])
  useEffect(() => {
    users += 1
    if (users === 1) stopWedge = listenToWedge(words.sink)
    return () => {
      users -= 1
      if (users === 0) stopWedge()
    }
  }, [words])
}
