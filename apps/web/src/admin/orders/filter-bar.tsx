'use client'

import { SEARCH_LENGTH } from '@baton/contract'
import { ListFilter, X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#ui/button.tsx'
import { cn } from '#ui/cn.ts'
import { Dialog } from '#ui/dialog.tsx'
import { SearchField } from '#ui/search-field.tsx'
import { useWords } from '#words/locale.tsx'
import { FilterMenus, FilterSections } from './filter-menus.tsx'
import { type FilterChoice, filterCount, NO_FILTER, VIEWS, viewOf } from './filter-url.ts'
import { useFilterOptions } from './use-filter-options.ts'
import { ordersWords } from './words.ts'

type Change = (part: Partial<FilterChoice>) => void

export function FilterBar({ choice, onChange }: { choice: FilterChoice; onChange: Change }) {
  const t = useWords(ordersWords)
  const options = useFilterOptions()
  const [sheet, setSheet] = useState(false)
  const count = filterCount(choice)
  return (
    <div className="mb-4 grid gap-3">
      <Views choice={choice} onChange={onChange} />
      <div className="flex flex-wrap items-center gap-2">
        <SearchField
          label={t.search}
          className="min-w-48 flex-1 md:max-w-md md:basis-80"
          value={choice.q}
          longest={SEARCH_LENGTH}
          onChange={(q) => onChange({ q })}
        />
        <Button className="md:hidden" aria-haspopup="dialog" onClick={() => setSheet(true)}>
          <ListFilter />
          {count > 0 ? t.filtersOn(count) : t.filters}
        </Button>
        <div className="hidden flex-wrap items-center gap-2 md:flex">
          <FilterMenus options={options} choice={choice} onChange={onChange} />
        </div>
        {count > 0 && (
          <Button look="quiet" onClick={() => onChange({ ...NO_FILTER, q: choice.q })} className="max-md:hidden">
            <X />
            {t.clear}
          </Button>
        )}
      </div>
      {sheet && (
        <Dialog
          title={t.filters}
          onClose={() => setSheet(false)}
          footer={
            <>
              <Button onClick={() => onChange({ ...NO_FILTER, q: choice.q })}>{t.clear}</Button>
              <Button look="primary" onClick={() => setSheet(false)}>
                {t.show}
              </Button>
            </>
          }
        >
          <FilterSections options={options} choice={choice} onChange={onChange} />
        </Dialog>
      )}
    </div>
  )
}

function Views({ choice, onChange }: { choice: FilterChoice; onChange: Change }) {
  const t = useWords(ordersWords)
  const current = viewOf(choice)
  return (
    <nav
      aria-label={t.views}
      className="-mx-4 overflow-x-auto border-line border-b px-4 sm:-mx-6 sm:px-6 xl:-mx-8 xl:px-8"
    >
      <ul className="flex gap-1">
        {VIEWS.map((view) => (
          <li key={view.key}>
            <button
              type="button"
              aria-pressed={view.key === current}
              onClick={() => onChange({ shown: view.shown, hold: view.hold, due: view.due })}
              className={cn(
                'press-target -mb-px h-10 whitespace-nowrap border-transparent border-b-2 px-3 font-medium text-ink-2 text-sm hover:text-ink focus-visible:-outline-offset-2',
                view.key === current && 'border-accent text-accent-text hover:text-accent-text',
              )}
            >
              {t.view[view.key]}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}
