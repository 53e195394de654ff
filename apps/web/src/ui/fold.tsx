import { ChevronDown } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn.ts'

/** A boxed part that is folded away until it is asked for. */
export function Fold({
  title,
  className,
  children,
  ...rest
}: Omit<ComponentProps<'details'>, 'title'> & { title: ReactNode }) {
  return (
    <details {...rest} className={cn('group rounded-lg border border-line', className)}>
      <summary className="press-target flex list-none items-center justify-between gap-2 rounded-lg px-3 py-2 font-medium text-13 text-ink-2 hover:bg-hover [&::-webkit-details-marker]:hidden">
        {title}
        <ChevronDown aria-hidden className="size-4 shrink-0 text-ink-3 transition-transform group-open:rotate-180" />
      </summary>
      {children}
    </details>
  )
}
