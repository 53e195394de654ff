'use client'

import { X } from 'lucide-react'
import { type ReactNode, type RefObject, useEffect, useId, useLayoutEffect, useRef } from 'react'
import { bilingual, useWords } from '#words/locale.tsx'
import { Button } from './button.tsx'
import { cn } from './cn.ts'

const words = bilingual({ close: '关闭' }, { close: 'Close' })

/** A form is opened to be filled in: its first field comes before the close button. */
const FIRST_FIELD = 'form :is(input, select, textarea):enabled'

/**
 * The browser's own modal dialog: focus, Escape and the layer above come with it. Rendered only while open.
 * Closed before it leaves the page, or the browser could not give the focus back.
 */
export function Dialog({
  title,
  hint,
  onClose,
  children,
  footer,
  wide = false,
}: {
  title: ReactNode
  hint?: ReactNode
  onClose: () => void
  children: ReactNode
  footer?: ReactNode
  wide?: boolean
}) {
  const ref = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  const t = useWords(words)
  const body = useScrollByKeys()
  useLayoutEffect(() => {
    const dialog = ref.current
    dialog?.showModal()
    dialog?.querySelector<HTMLElement>(FIRST_FIELD)?.focus()
    return () => dialog?.close()
  }, [])
  return (
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      className={cn(
        'm-auto flex max-h-[min(46rem,calc(100dvh-2rem))] w-[calc(100vw-2rem)] animate-rise flex-col rounded-2xl border border-line bg-raised p-0 text-ink shadow-float backdrop:bg-black/40 max-sm:mb-0 max-sm:max-h-[92dvh] max-sm:w-full max-sm:max-w-none max-sm:rounded-b-none',
        wide ? 'max-w-3xl' : 'max-w-lg',
      )}
    >
      <div className="flex items-start justify-between gap-4 p-5 pb-4">
        <div>
          <h2 id={titleId} className="font-semibold text-base">
            {title}
          </h2>
          {hint && <p className="mt-0.5 text-pretty text-13 text-ink-3">{hint}</p>}
        </div>
        <Button
          look="quiet"
          size="icon"
          aria-label={t.close}
          onClick={onClose}
          className="-my-1.5 pointer-coarse:-my-2.5 -mr-2"
        >
          <X />
        </Button>
      </div>
      <div ref={body} className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 pb-4">
        <div>{children}</div>
      </div>
      {footer && (
        <div className="flex flex-wrap justify-end gap-2 border-line border-t bg-sunken/60 px-5 py-3 max-sm:pb-[max(0.75rem,env(safe-area-inset-bottom))]">
          {footer}
        </div>
      )}
    </dialog>
  )
}

const TAKES_FOCUS = 'a[href], button, input, select, textarea, summary'

/** What is longer than its place and holds nothing to focus takes the focus itself, or keys could not scroll it. */
function useScrollByKeys(): RefObject<HTMLDivElement | null> {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const place = ref.current
    if (!place?.firstElementChild) return
    const watch = new ResizeObserver(() => {
      const isNeeded = place.scrollHeight > place.clientHeight && place.querySelector(TAKES_FOCUS) === null
      if (isNeeded) place.tabIndex = 0
      else place.removeAttribute('tabindex')
    })
    watch.observe(place)
    watch.observe(place.firstElementChild)
    return () => watch.disconnect()
  }, [])
  return ref
}
