'use client'

import type { ComponentProps, ReactNode, Ref } from 'react'
import { cn } from '#ui/cn.ts'
import { Loaded } from '#ui/loaded.tsx'
import { MoreRows } from '#ui/more-rows.tsx'

/** A list of cards that comes page by page, and what stands there instead while it has none. */
export function PagedCards<R extends { readonly id: string }>({
  label,
  query,
  rows,
  empty,
  ref,
  className,
  children,
}: {
  label: string
  query: ComponentProps<typeof Loaded>['query'] & ComponentProps<typeof MoreRows>['query']
  /** Of all pages so far. */
  rows: readonly R[]
  empty: ReactNode
  ref?: Ref<HTMLUListElement>
  className?: string
  children: (row: R) => ReactNode
}) {
  return (
    <Loaded query={query} isEmpty={() => rows.length === 0} empty={empty}>
      {() => (
        <>
          <ul ref={ref} aria-label={label} className={cn('grid gap-3', className)}>
            {rows.map((row) => (
              <li key={row.id}>{children(row)}</li>
            ))}
          </ul>
          <MoreRows query={query} />
        </>
      )}
    </Loaded>
  )
}
