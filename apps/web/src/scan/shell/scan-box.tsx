'use client'

import { MAX_CODE_LENGTH } from '@baton/contract'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useWords } from '#words/locale.tsx'
import { announceScan } from '../capture/scans.ts'
import { BOX_ID } from '../capture/sink.ts'
import { useFloor } from '../flow/floor.tsx'
import { Button } from '../parts/button.tsx'
import { Camera as CameraIcon, CornerDownLeft } from '../parts/first-icons.ts'
import { shellWords } from './words.ts'

const Camera = lazy(() => import('../capture/camera.tsx').then(({ Camera }) => ({ default: Camera })))

/** The one scan box: the hardware key needs nothing, the camera is one tap away, fingers can type. It shows a code from when it was heard until it is decided. */
export function ScanBox() {
  const t = useWords(shellWords)
  const box = useHeardIn(t.scanHint)
  const [typed, setTyped] = useState('')
  const [isOpen, setOpen] = useState(false)
  const enter = () => {
    const text = typed.trim()
    setTyped('')
    if (text !== '') announceScan({ text, via: 'manual', at: performance.now() })
  }
  return (
    <section aria-label={t.scanBox} className="shrink-0 border-line border-t bg-surface px-3 py-2">
      <form
        className="flex gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          enter()
        }}
      >
        <Button look="primary" aria-label={t.camera} className="px-0" onClick={() => setOpen(true)}>
          <CameraIcon />
        </Button>
        <input
          ref={box}
          id={BOX_ID}
          aria-label={t.scanBox}
          placeholder={t.scanHint}
          value={typed}
          maxLength={4 * MAX_CODE_LENGTH}
          autoComplete="off"
          autoCapitalize="characters"
          autoCorrect="off"
          spellCheck={false}
          enterKeyHint="go"
          onChange={(event) => setTyped(event.target.value)}
          className="h-12 min-w-0 flex-1 rounded-xl border border-field-line bg-canvas px-3 font-mono text-base data-heard:placeholder:font-bold data-heard:placeholder:text-ink"
        />
        <Button type="submit" aria-label={t.enter} disabled={typed.trim() === ''} className="px-0">
          <CornerDownLeft />
        </Button>
      </form>
      {isOpen && (
        <Suspense fallback={null}>
          <Camera onScan={announceScan} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </section>
  )
}

/** Written into the box itself while the last key is being handled: the next frame shows that the scan was taken. */
function useHeardIn(hint: string) {
  const { store } = useFloor()
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    let before: string | null = null
    return store.subscribe(() => {
      const heard = store.heard()
      if (heard === before || box.current === null) return
      before = heard
      box.current.placeholder = heard ?? hint
      box.current.toggleAttribute('data-heard', heard !== null)
    })
  }, [store, hint])
  return box
}
