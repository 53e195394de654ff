import type { ReactNode } from 'react'

export function PageHeader({
  title,
  hint,
  aside,
  children,
}: {
  title: ReactNode
  hint?: ReactNode
  aside?: ReactNode
  children?: ReactNode
}) {
  return (
    <div className="mb-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="font-semibold text-xl tracking-tight">{title}</h1>
          {aside}
        </div>
        {hint && <p className="mt-0.5 text-pretty text-13 text-ink-3">{hint}</p>}
      </div>
      {children && <div className="flex flex-wrap items-center gap-2">{children}</div>}
    </div>
  )
}
