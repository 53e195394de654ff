'use client'

import { lazy, Suspense } from 'react'

const UndoButton = lazy(() => import('./undo-button.tsx').then((loaded) => ({ default: loaded.UndoButton })))

/** Nothing can be taken back before a scan is taken: it is loaded after what takes them. */
export function Undo() {
  return (
    <Suspense>
      <UndoButton />
    </Suspense>
  )
}
