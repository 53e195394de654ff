'use client'

import { X } from 'lucide-react'
import { Button } from '#ui/button.tsx'
import { Section } from '#ui/card.tsx'
import { useWords } from '#words/locale.tsx'
import { FilterMenus } from '../orders/filter-menus.tsx'
import { type FilterChoice, filterCount, NO_FILTER } from '../orders/filter-url.ts'
import { useFilterOptions } from '../orders/use-filter-options.ts'
import { reconcileWords } from './words.ts'

/** Which orders all of this room is about: by what never changes of an order, so that any two moments speak of the same ones. */
export function FilterCard({
  choice,
  onChange,
}: {
  choice: FilterChoice
  onChange: (part: Partial<FilterChoice>) => void
}) {
  const t = useWords(reconcileWords)
  const options = useFilterOptions().filter(({ key }) => key === 'platform' || key === 'shop')
  return (
    <Section title={t.filter} id="filter" className="xl:col-span-2">
      <div className="flex flex-wrap items-center gap-2 p-4">
        <FilterMenus options={options} choice={choice} onChange={onChange} />
        {filterCount(choice) > 0 && (
          <Button look="quiet" onClick={() => onChange(NO_FILTER)}>
            <X />
            {t.clear}
          </Button>
        )}
        <p className="text-13 text-ink-3">{t.wholeFiles}</p>
      </div>
    </Section>
  )
}
