import { Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'

/** Adds to the list of its room. */
export function AddButton({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <Button look="primary" onClick={onClick}>
      <Plus />
      {children}
    </Button>
  )
}
