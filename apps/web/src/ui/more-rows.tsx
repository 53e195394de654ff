'use client'

import { bilingual, useWords } from '#words/locale.tsx'
import { Button } from './button.tsx'

const words = bilingual({ more: '加载更多' }, { more: 'Load more' })

/** The next page of a list, where there is one. */
export function MoreRows({
  query,
}: {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> }
}) {
  const t = useWords(words)
  if (!query.hasNextPage) return null
  return (
    <div className="flex justify-center py-6">
      <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        {t.more}
      </Button>
    </div>
  )
}
