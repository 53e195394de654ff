import { Card } from '#ui/card.tsx'
import { Skeleton } from '#ui/state.tsx'

const ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']

export function OrdersSkeleton() {
  return (
    <Card aria-busy="true" className="divide-y divide-line overflow-hidden">
      {ROWS.map((row) => (
        <div key={row} className="flex h-15 items-center gap-6 px-4">
          <div className="grid w-44 gap-2">
            <Skeleton className="h-3.5 w-36" />
            <Skeleton className="h-3 w-28" />
          </div>
          <Skeleton className="h-5 w-16" />
          <Skeleton className="h-3.5 flex-1 max-md:hidden" />
          <Skeleton className="h-3.5 w-16 max-md:hidden" />
        </div>
      ))}
    </Card>
  )
}
