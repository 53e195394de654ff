'use client'

import { EVENT_STATE_LABELS, EVENT_STATES } from '@baton/contract'
import { toggled } from '#admin/orders/filter-url.ts'
import { AnySelect } from '#ui/any-select.tsx'
import { Button } from '#ui/button.tsx'
import { SearchField } from '#ui/search-field.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import type { EventFilter } from './filter-url.ts'
import { useAppChoices } from './use-events.ts'
import { eventWords } from './words.ts'

const CHIP = 'aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-text rounded-full'

export function EventFilters({
  filter,
  onChange,
}: {
  filter: EventFilter
  onChange: (part: Partial<EventFilter>) => void
}) {
  const t = useWords(eventWords)
  const label = useLabel()
  const apps = useAppChoices()
  return (
    <div className="mb-4 flex flex-wrap items-center gap-2">
      {apps.length > 0 && (
        <AnySelect
          label={t.app}
          any={t.allApps}
          className="sm:w-auto"
          value={filter.app}
          options={apps.map(({ id, name }) => ({ value: id, label: name }))}
          onChoose={(app) => onChange({ app })}
        />
      )}
      <SearchField
        label={t.searchOrder}
        className="min-w-[min(15rem,100%)] max-sm:flex-1"
        value={filter.order}
        onChange={(order) => onChange({ order })}
      />
      <fieldset className="-m-1 flex w-[calc(100%+0.5rem)] min-w-0 gap-1.5 overflow-x-auto p-1 sm:w-auto sm:flex-wrap">
        <legend className="sr-only">{t.state}</legend>
        <Button
          size="small"
          className={CHIP}
          aria-pressed={filter.state.length === 0}
          onClick={() => onChange({ state: [] })}
        >
          {t.anyState}
        </Button>
        {EVENT_STATES.map((state) => (
          <Button
            key={state}
            size="small"
            className={CHIP}
            aria-pressed={filter.state.includes(state)}
            onClick={() => onChange({ state: toggled(filter.state, state) as EventFilter['state'] })}
          >
            {label(EVENT_STATE_LABELS[state])}
          </Button>
        ))}
      </fieldset>
    </div>
  )
}
