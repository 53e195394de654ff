'use client'

import type { ReactNode } from 'react'
import { FloorProvider } from '../flow/floor.tsx'
import { useFloorSession } from '../session/session.tsx'
import { EmptyFloor } from './empty-floor.tsx'
import { Frame } from './frame.tsx'

/** Where an enrolled device works. Another one may only look at itself, without what surrounds the work. */
export function FloorRoom({ children }: { children: ReactNode }) {
  const { device } = useFloorSession()
  if (typeof device !== 'object') return children
  return (
    <FloorProvider before={<EmptyFloor />}>
      <Frame>{children}</Frame>
    </FloorProvider>
  )
}
