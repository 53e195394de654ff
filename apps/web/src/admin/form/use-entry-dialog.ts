import { type ReactNode, useState } from 'react'

/** The dialog that adds an entry to a list or changes one; drawn with undefined for a new one. */
export function useEntryDialog<T>(draw: (entry: T | undefined, onClose: () => void) => ReactNode) {
  const [open, setOpen] = useState<{ readonly entry: T | undefined } | null>(null)
  return {
    onAdd: () => setOpen({ entry: undefined }),
    onEdit: (entry: T) => setOpen({ entry }),
    dialog: open && draw(open.entry, () => setOpen(null)),
  }
}
