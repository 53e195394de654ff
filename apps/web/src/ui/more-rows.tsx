'use client'

import { type MouseEvent, useEffect, useRef } from 'react'
import { bilingual, useWords } from '#words/locale.tsx'
import { Button } from './button.tsx'
import { cn } from './cn.ts'
import { FailedLine } from './state.tsx'

const words = bilingual({ more: '加载更多', loading: '正在加载…' }, { more: 'Load more', loading: 'Loading…' })

/** The next page of a list, where there is one; and why it did not come. Whoever asked for it by key goes on with its first row. */
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
  const lastRow = useRef<HTMLElement>(null)
  const { isFetchingNextPage, isFetchNextPageError } = query
  useEffect(() => {
    if (isFetchingNextPage) return
    if (!isFetchNextPageError) focusAfter(lastRow.current)
    lastRow.current = null
  }, [isFetchingNextPage, isFetchNextPageError])
  if (!query.hasNextPage) return null
  const ask = (event: MouseEvent<HTMLButtonElement>) => {
    const isByKey = event.detail === 0
    lastRow.current = isByKey ? neighbourOf(event.currentTarget, -1) : null
    void query.fetchNextPage()
  }
  return (
    <div className={cn('flex flex-col items-center gap-3', className)}>
      {isFetchNextPageError && <FailedLine error={query.error} />}
      <Button busy={isFetchingNextPage} onClick={ask}>
        {isFetchingNextPage ? t.loading : (label ?? t.more)}
      </Button>
    </div>
  )
}

function focusAfter(row: HTMLElement | null): void {
  if (row !== null) neighbourOf(row, 1)?.focus()
}

const TAKES_FOCUS = 'main :is(a[href], button:enabled, input:enabled, select:enabled, summary)'

/** What Tab, or Tab backwards, would reach next. */
function neighbourOf(element: HTMLElement, step: 1 | -1): HTMLElement | null {
  const reached = document.querySelectorAll<HTMLElement>(TAKES_FOCUS)
  const seen = [...reached].filter((one) => one.checkVisibility())
  return seen[seen.indexOf(element) + step] ?? null
}
