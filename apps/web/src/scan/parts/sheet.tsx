'use client'

import { clsx } from 'clsx'
import { type ReactNode, useId } from 'react'
import { bilingual, useWords } from '#words/locale.tsx'
import { Button } from './button.tsx'
import { X } from './first-icons.ts'
import { useModal } from './use-modal.ts'

const words = bilingual({ close: '关闭' }, { close: 'Close' })

/** A question from below, in reach of the thumb. The browser's own modal dialog. */
export function Sheet({
  title,
  hint,
  onClose,
  children,
  isFull = false,
}: {
  title: ReactNode
  hint?: ReactNode
  onClose: () => void
  children: ReactNode
  isFull?: boolean
}) {
  const ref = useModal()
  const titleId = useId()
  const t = useWords(words)
  return (
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      className={clsx(
        'mx-auto mt-auto mb-0 flex w-full max-w-xl animate-rise flex-col border border-line bg-raised p-0 text-ink shadow-float backdrop:bg-black/50',
        isFull ? 'h-dvh max-h-dvh' : 'max-h-[94dvh] rounded-t-2xl',
      )}
    >
      <div className="flex items-start justify-between gap-2 py-2 pr-2 pl-4">
        <div className="py-2">
          <h2 id={titleId} className="font-semibold text-lg leading-tight">
            {title}
          </h2>
          {hint && <p className="mt-1 text-ink-3 text-sm">{hint}</p>}
        </div>
        <Button look="quiet" aria-label={t.close} onClick={onClose} className="shrink-0 px-0">
          <X />
        </Button>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 pb-[max(1rem,env(safe-area-inset-bottom))]">
        {children}
      </div>
    </dialog>
  )
}
