'use client'

import { Search, X } from 'lucide-react'
import { useRef } from 'react'
import { bilingual, useWords } from '#words/locale.tsx'
import { cn } from './cn.ts'
import { FIELD_LOOK } from './field.tsx'
import { useSearchText } from './use-search-text.ts'

const words = bilingual({ clear: '清空搜索' }, { clear: 'Clear the search' })

/** Searches while one types, after a short pause. `longest` in signs; `className` sizes it. */
export function SearchField({
  label,
  value,
  onChange,
  longest = 64,
  className,
}: {
  label: string
  value: string
  onChange: (text: string) => void
  longest?: number
  className?: string
}) {
  const t = useWords(words)
  const { text, type } = useSearchText(value, onChange)
  const field = useRef<HTMLInputElement>(null)
  const clear = () => {
    type('')
    field.current?.focus()
  }
  return (
    <search className={cn('relative', className)}>
      <Search aria-hidden className="-translate-y-1/2 pointer-events-none absolute top-1/2 left-3 size-4 text-ink-3" />
      <input
        ref={field}
        type="text"
        inputMode="search"
        enterKeyHint="search"
        aria-label={label}
        placeholder={label}
        value={text}
        maxLength={longest}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => type(event.target.value)}
        className={cn(FIELD_LOOK, 'truncate pr-10 pl-9')}
      />
      {text !== '' && (
        <button
          type="button"
          aria-label={t.clear}
          onClick={clear}
          className="press-target absolute inset-y-0 right-0 grid w-10 place-items-center rounded-lg text-ink-3 hover:text-ink"
        >
          <X className="size-4" />
        </button>
      )}
    </search>
  )
}
