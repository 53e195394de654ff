'use client'

import { type RefObject, useLayoutEffect, useRef } from 'react'
import { moveSink } from '../capture/sink.ts'

/** The browser's own modal dialog, open for as long as it is drawn. What a scanner types is heard in it. */
export function useModal(): RefObject<HTMLDialogElement | null> {
  const ref = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const dialog = ref.current
    dialog?.showModal()
    moveSink()
    return () => {
      dialog?.close()
      moveSink()
    }
  }, [])
  return ref
}
