import { Mark } from './mark.tsx'

/** Shown until it is known who is there; says nothing, so that it suits every language. */
export function Splash() {
  return (
    <main className="grid min-h-dvh place-items-center" aria-busy="true">
      <h1 className="sr-only">接力 Baton</h1>
      <Mark className="size-12 animate-pulse" />
    </main>
  )
}
