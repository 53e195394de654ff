import type { ReactNode } from 'react'
import { FloorRoom } from '#scan/shell/floor-room.tsx'

export default function FloorLayout({ children }: { children: ReactNode }) {
  return <FloorRoom>{children}</FloorRoom>
}
