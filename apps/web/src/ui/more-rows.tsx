'use client'

import { bilingual, useWords } from '#words/locale.tsx'
import { Button } from './button.tsx'
import { cn } from './cn.ts'
import { FailedLine } from './state.tsx'

const words = bilingual({ more: '加载更多', loading: '正在加载…' }, { more: 'Load more', loading: 'Loading…' })

/** The next page of a list, where there is one; and why it did not come. */
export function MoreRows({
  query,
  label,
  className = 'py-6',
}: {
  query: {
    hasNextPage: boolean
    isFetchingNextPage: boolean
    isFetchNextPageError: boolean
    error: unknown
    fetchNextPage: () => Promise<unknown>
  }
  label?: string
  className?: string
}) {
  const t = useWords(words)
  if (!query.hasNextPage) return null
  return (
    <div className={cn('flex flex-col items-center gap-3', className)}>
      {query.isFetchNextPageError && <FailedLine error={query.error} />}
      <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        {query.isFetchingNextPage ? t.loading : (label ?? t.more)}
      </Button>
    </div>
  )
}
