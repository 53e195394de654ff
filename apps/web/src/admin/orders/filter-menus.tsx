'use client'

import { CalendarDays, ChevronDown } from 'lucide-react'
import { Popover } from 'radix-ui'
import { merchantDay, merchantMonth } from '#time/merchant-days.ts'
import { Button } from '#ui/button.tsx'
import { cn } from '#ui/cn.ts'
import { Field, Input } from '#ui/field.tsx'
import { Menu, MenuLabel, MenuTick } from '#ui/menu.tsx'
import { useWords } from '#words/locale.tsx'
import { type FilterChoice, toggled } from './filter-url.ts'
import type { FilterOption } from './use-filter-options.ts'
import { ordersWords } from './words.ts'

type Change = (part: Partial<FilterChoice>) => void

const SET = 'border-accent bg-accent-soft text-accent-text hover:bg-accent-soft'

/** A menu for each list, then one for the days. */
export function FilterMenus({
  options,
  choice,
  onChange,
}: {
  options: readonly FilterOption[]
  choice: FilterChoice
  onChange: Change
}) {
  return (
    <>
      {options.map((option) => (
        <ListFilterMenu
          key={option.key}
          option={option}
          chosen={choice[option.key]}
          onChange={(words) => onChange({ [option.key]: words })}
        />
      ))}
      <DateFilter choice={choice} onChange={onChange} />
    </>
  )
}

function ListFilterMenu({
  option,
  chosen,
  onChange,
}: {
  option: FilterOption
  chosen: readonly string[]
  onChange: (words: readonly string[]) => void
}) {
  const t = useWords(ordersWords)
  const name = t.filter[option.key]
  const first = option.choices.find(({ value }) => value === chosen[0])?.label
  const summary = chosen.length === 1 && first !== undefined ? `${name}: ${first}` : `${name} · ${chosen.length}`
  return (
    <Menu
      trigger={
        <Button className={cn('gap-1.5 px-3 text-13', chosen.length > 0 && SET)}>
          {chosen.length === 0 ? name : summary}
          <ChevronDown className="size-3.5! opacity-70" />
        </Button>
      }
    >
      {option.choices.length === 0 && <MenuLabel>{t.none}</MenuLabel>}
      {option.choices.map(({ value, label }) => (
        <MenuTick key={value} checked={chosen.includes(value)} onChange={() => onChange(toggled(chosen, value))}>
          {label}
        </MenuTick>
      ))}
    </Menu>
  )
}

function DateFilter({ choice, onChange }: { choice: FilterChoice; onChange: Change }) {
  const t = useWords(ordersWords)
  const set = choice.from !== null || choice.to !== null
  const days = choice.from === choice.to ? choice.from : `${choice.from ?? '…'} – ${choice.to ?? '…'}`
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <Button className={cn('gap-1.5 px-3 text-13', set && SET)}>
          <CalendarDays />
          {set ? days : t.filter.date}
        </Button>
      </Popover.Trigger>
      <Popover.Content
        align="start"
        sideOffset={6}
        collisionPadding={8}
        aria-label={t.filter.date}
        className="z-50 w-72 animate-rise rounded-xl border border-line bg-raised p-3 shadow-float outline-none"
      >
        <DateFields choice={choice} onChange={onChange} />
      </Popover.Content>
    </Popover.Root>
  )
}

function DateFields({ choice, onChange }: { choice: FilterChoice; onChange: Change }) {
  const t = useWords(ordersWords)
  const today = merchantDay(Date.now())
  const back = (days: number) => merchantDay(Date.now() - days * 86_400_000)
  const presets = [
    { key: 'today', from: today, to: today },
    { key: 'week', from: back(6), to: today },
    { key: 'month', from: back(29), to: today },
    { key: 'thisMonth', ...merchantMonth(today) },
    { key: 'lastMonth', ...merchantMonth(today, -1) },
    { key: 'any', from: null, to: null },
  ] as const
  return (
    <div className="grid gap-3">
      <div className="grid grid-cols-2 gap-1.5">
        {presets.map(({ key, from, to }) => (
          <Button
            key={key}
            size="small"
            aria-pressed={choice.from === from && choice.to === to}
            className="aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-text"
            onClick={() => onChange({ from, to })}
          >
            {t.preset[key]}
          </Button>
        ))}
      </div>
      <div className="grid grid-cols-2 gap-2">
        {(['from', 'to'] as const).map((end) => (
          <Field key={end} label={t[end]}>
            {(parts) => (
              <Input
                {...parts}
                type="date"
                className="px-2 text-13"
                value={choice[end] ?? ''}
                onChange={(event) => onChange({ [end]: event.target.value || null })}
              />
            )}
          </Field>
        ))}
      </div>
    </div>
  )
}

/** All filters laid out flat, for the phone's sheet. */
export function FilterSections({
  options,
  choice,
  onChange,
}: {
  options: readonly FilterOption[]
  choice: FilterChoice
  onChange: Change
}) {
  const t = useWords(ordersWords)
  return (
    <div className="grid gap-5">
      {options
        .filter(({ choices }) => choices.length > 0)
        .map(({ key, choices }) => (
          <fieldset key={key}>
            <legend className="mb-2 font-medium text-13 text-ink-2">{t.filter[key]}</legend>
            <div className="flex flex-wrap gap-2">
              {choices.map(({ value, label }) => (
                <Button
                  key={value}
                  size="small"
                  aria-pressed={choice[key].includes(value)}
                  className="aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-text"
                  onClick={() => onChange({ [key]: toggled(choice[key], value) })}
                >
                  {label}
                </Button>
              ))}
            </div>
          </fieldset>
        ))}
      <fieldset>
        <legend className="mb-2 font-medium text-13 text-ink-2">{t.filter.date}</legend>
        <DateFields choice={choice} onChange={onChange} />
      </fieldset>
    </div>
  )
}
