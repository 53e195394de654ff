import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn.ts'

export function Card({ className, ...rest }: ComponentProps<'div'>) {
  return <div {...rest} className={cn('rounded-xl border border-line bg-surface shadow-card', className)} />
}

/** A titled card; its heading names the region. */
export function Section({
  title,
  id,
  aside,
  children,
  className,
}: {
  title: ReactNode
  id: string
  aside?: ReactNode
  children: ReactNode
  className?: string
}) {
  return (
    <section aria-labelledby={id} className={cn('rounded-xl border border-line bg-surface shadow-card', className)}>
      <div className="flex min-h-12 flex-wrap items-center justify-between gap-2 border-line border-b px-4 py-2">
        <h2 id={id} className="font-semibold text-sm">
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  )
}
