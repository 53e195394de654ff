import type { ComponentProps } from 'react'
import { cn } from './cn.ts'

/** A real table that scrolls sideways inside its card rather than widening the page. */
export function Table({ caption, className, children, ...rest }: ComponentProps<'table'> & { caption: string }) {
  return (
    <div className="relative overflow-x-auto">
      <table {...rest} className={cn('w-full border-collapse text-left text-13', className)}>
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </div>
  )
}

export function Th({ className, ...rest }: ComponentProps<'th'>) {
  return (
    <th
      scope="col"
      {...rest}
      className={cn(
        'h-9 whitespace-nowrap border-line border-b bg-sunken/70 px-3 font-medium text-ink-3 text-xs first:pl-4 last:pr-4',
        className,
      )}
    />
  )
}

/** The head of a column of buttons: named for who hears the table, plain to who sees it. */
export function ThUnseen({ children }: { children: string }) {
  return (
    <Th>
      <span className="sr-only">{children}</span>
    </Th>
  )
}

export function Td({ className, ...rest }: ComponentProps<'td'>) {
  return (
    <td
      {...rest}
      className={cn(
        'border-line border-b px-3 py-2.5 align-middle first:pl-4 last:pr-4 max-[18rem]:not-last:min-w-[6em]',
        className,
      )}
    />
  )
}

export function Tr({ className, ...rest }: ComponentProps<'tr'>) {
  return <tr {...rest} className={cn('transition-colors last:*:border-b-0 hover:bg-hover', className)} />
}
