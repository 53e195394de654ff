'use client'

import { EVENT_STATE_LABELS, EVENT_STATES } from '@baton/contract'
import { Search } from 'lucide-react'
import { toggled } from '#admin/orders/filter-url.ts'
import { useSearchText } from '#admin/orders/use-search-text.ts'
import { Button } from '#ui/button.tsx'
import { Input, NativeSelect } from '#ui/field.tsx'
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
  const { text, type } = useSearchText(filter.order, (order) => onChange({ order }))
  return (
    <div className="mb-4 flex flex-wrap items-center gap-2">
      {apps.length > 0 && (
        <NativeSelect
          aria-label={t.app}
          className="sm:w-auto"
          value={filter.app ?? ''}
          onChange={(event) => onChange({ app: event.target.value || null })}
        >
          <option value="">{t.allApps}</option>
          {apps.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </NativeSelect>
      )}
      <search className="relative min-w-60 max-sm:flex-1">
        <Search
          aria-hidden
          className="-translate-y-1/2 pointer-events-none absolute top-1/2 left-3 size-4 text-ink-3"
        />
        <Input
          aria-label={t.searchOrder}
          placeholder={t.searchOrder}
          className="pl-9"
          maxLength={64}
          value={text}
          onChange={(event) => type(event.target.value)}
        />
      </search>
      <fieldset className="flex w-full min-w-0 gap-1.5 overflow-x-auto py-0.5 sm:w-auto sm:flex-wrap">
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
