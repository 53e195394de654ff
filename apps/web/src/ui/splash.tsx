import type { ReactNode } from 'react'
import { Mark } from './mark.tsx'

/** Shown until it is known who is there; says nothing by itself, so that it suits every language. */
export function Splash({ children }: { children?: ReactNode }) {
  return (
    <main className="grid min-h-dvh place-items-center" aria-busy="true">
      <h1 className="sr-only">接力 Baton</h1>
      <div className="grid justify-items-center gap-4 p-6 text-center">
        <Mark className="size-12 animate-pulse" />
        {children}
      </div>
    </main>
  )
}
