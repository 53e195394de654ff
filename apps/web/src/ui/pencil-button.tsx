'use client'

import { Pencil } from 'lucide-react'
import { Button } from './button.tsx'

/** Opens one entry of a list; the pencil is all that is seen of it. */
export function PencilButton({ does, name, onClick }: { does: string; name: string; onClick: () => void }) {
  return (
    <Button look="quiet" size="icon" aria-label={`${does} ${name}`} title={does} onClick={onClick}>
      <Pencil />
    </Button>
  )
}
