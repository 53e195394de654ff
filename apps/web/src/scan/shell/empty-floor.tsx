import { clsx } from 'clsx'
import { Mark } from '#ui/mark.tsx'

/** The floor's screen before it takes scans, in no language: its lines stay where they are when it does. */
export function EmptyFloor({ className }: { className?: string }) {
  return (
    <div
      aria-busy
      className={clsx('mx-auto flex h-dvh w-full max-w-3xl flex-col overflow-hidden bg-canvas', className)}
    >
      <div className="h-12 shrink-0 border-line border-b bg-surface" />
      <main className="grid flex-1 place-items-center">
        <h1 className="sr-only">接力 Baton</h1>
        <Mark className="size-12 animate-pulse" />
      </main>
      <div className="shrink-0 border-line border-t bg-surface px-3 py-2">
        <div className="h-12 rounded-xl border border-field-line bg-canvas" />
      </div>
      <div className="shrink-0 border-line border-t bg-surface pb-[env(safe-area-inset-bottom)]">
        <div className="min-h-14" />
      </div>
    </div>
  )
}
