'use client'

import type { ComponentProps, ReactNode } from 'react'
import { Dialog } from '#ui/dialog.tsx'
import { Loaded } from '#ui/loaded.tsx'

/** A dialog that has to read something before there is anything to fill in: waits for it, or says that it failed. */
export function LoadedDialog<T>({
  query,
  title,
  onClose,
  children,
}: {
  query: ComponentProps<typeof Loaded<T>>['query']
  title: ReactNode
  onClose: () => void
  /** The dialog itself, once it can be drawn. */
  children: (data: T) => ReactNode
}) {
  if (query.data !== undefined) return children(query.data)
  return (
    <Dialog title={title} onClose={onClose}>
      <Loaded query={query}>{() => null}</Loaded>
    </Dialog>
  )
}
