import type { ReactNode } from 'react'
import { Providers } from '#data/providers.tsx'
import { ExactTimes } from '#time/exact-times.tsx'
import { Splash } from '#ui/splash.tsx'

export default function DeskLayout({ children }: { children: ReactNode }) {
  return (
    <Providers splash={<Splash />}>
      {children}
      <ExactTimes />
    </Providers>
  )
}
