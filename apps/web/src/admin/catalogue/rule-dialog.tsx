'use client'

import {
  type AssignmentRuleView,
  PLATFORM_LABELS,
  PLATFORMS,
  type PlatformId,
  RuleSaveInput,
  USUAL_STOCK_HINT_HOURS,
  type WarehouseView,
} from '@baton/contract'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#ui/button.tsx'
import { Field, Input } from '#ui/field.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { FormDialog } from '../form/form-dialog.tsx'
import { LoadedDialog } from '../form/loaded-dialog.tsx'
import { NumberField } from '../form/number-field.tsx'
import { TextField } from '../form/text-field.tsx'
import { useDone } from '../form/use-done.ts'
import { useForm } from '../form/use-form.ts'
import { readWordList, writeWordList } from '../form/word-list.ts'
import { EnabledField, SwitchField } from './enabled-field.tsx'
import { RemoveDialog } from './remove-dialog.tsx'
import { stockWords } from './stock-words.ts'
import { useCatalogueChanges, useWarehouses } from './use-catalogue.ts'
import { WarehouseField } from './warehouse-field.tsx'
import { catalogueWords } from './words.ts'

const LISTS = ['provinces', 'categories', 'skus'] as const

export function RuleDialog({ rule, onClose }: { rule: AssignmentRuleView | undefined; onClose: () => void }) {
  const t = useWords(catalogueWords)
  const title = rule ? `${t.edit} · ${rule.name}` : t.rules.add
  return (
    <LoadedDialog query={useWarehouses()} title={title} onClose={onClose}>
      {(warehouses) => <RuleForm title={title} rule={rule} warehouses={warehouses} onClose={onClose} />}
    </LoadedDialog>
  )
}

function RuleForm({
  title,
  rule,
  warehouses,
  onClose,
}: {
  title: string
  rule: AssignmentRuleView | undefined
  warehouses: readonly WarehouseView[]
  onClose: () => void
}) {
  const t = useWords(catalogueWords)
  const { saveRule, removeRule } = useCatalogueChanges()
  const [removing, setRemoving] = useState(false)
  const form = useForm({
    schema: RuleSaveInput,
    start: {
      ...(rule && { id: rule.id, seenAt: rule.savedAt }),
      name: rule?.name ?? '',
      provinces: rule?.provinces ?? [],
      platforms: rule?.platforms ?? [],
      categories: rule?.categories ?? [],
      skus: rule?.skus ?? [],
      stockHintHours: rule?.stockHintHours ?? null,
      warehouseId: rule?.warehouseId ?? '',
      enabled: rule?.enabled ?? true,
    },
    send: saveRule.mutateAsync,
    onDone: useDone(t.saved, onClose),
  })
  if (removing && rule) {
    return (
      <RemoveDialog
        title={t.removeRuleTitle}
        hint={t.removeRuleHint}
        name={rule.name}
        what={{ id: rule.id }}
        action={removeRule}
        onDone={onClose}
        onClose={() => setRemoving(false)}
      />
    )
  }
  return (
    <FormDialog
      title={title}
      hint={t.rules.hint}
      form={form}
      onClose={onClose}
      aside={
        rule && (
          <Button look="quiet" className="text-danger-text" onClick={() => setRemoving(true)}>
            <Trash2 />
            {t.remove}
          </Button>
        )
      }
    >
      <TextField label={t.field.name} required {...form.text('name')} />
      <PlatformPicks chosen={form.draft.platforms} onChange={(platforms) => form.set('platforms', platforms)} />
      {LISTS.map((key) => (
        <Field key={key} label={t.field[key]} hint={t.field.anyHint} {...form.errorOf(key)}>
          {(parts) => <WordListInput {...parts} start={form.draft[key]} onChange={(words) => form.set(key, words)} />}
        </Field>
      ))}
      <WarehouseField label={t.field.warehouse} warehouses={warehouses} {...form.choice('warehouseId')} />
      <StockFields
        hours={form.draft.stockHintHours}
        onChange={(hours) => form.set('stockHintHours', hours)}
        {...form.errorOf('stockHintHours')}
      />
      <EnabledField enabled={form.draft.enabled} onChange={(enabled) => form.set('enabled', enabled)} />
    </FormDialog>
  )
}

/** Whether the rule asks for stock, and how old what it goes by may be. */
function StockFields({
  hours,
  error,
  onChange,
}: {
  hours: number | null
  error?: string
  onChange: (hours: number | null) => void
}) {
  const t = useWords(stockWords)
  return (
    <>
      <SwitchField
        label={t.asks}
        hint={t.asksHint}
        checked={hours !== null}
        onChange={(asks) => onChange(asks ? USUAL_STOCK_HINT_HOURS : null)}
      />
      {hours !== null && (
        <NumberField
          label={t.hours}
          hint={t.hoursHint}
          required
          value={hours}
          onNumber={onChange}
          {...(error !== undefined && { error })}
        />
      )}
    </>
  )
}

function WordListInput({
  start,
  onChange,
  ...parts
}: {
  start: readonly string[]
  onChange: (words: string[]) => void
  id: string
}) {
  const [text, setText] = useState(() => writeWordList(start))
  return (
    <Input
      {...parts}
      value={text}
      onChange={(event) => {
        setText(event.target.value)
        onChange(readWordList(event.target.value))
      }}
    />
  )
}

function PlatformPicks({
  chosen,
  onChange,
}: {
  chosen: readonly PlatformId[]
  onChange: (platforms: readonly PlatformId[]) => void
}) {
  const t = useWords(catalogueWords)
  const label = useLabel()
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-13 text-ink-2">{t.field.platforms}</legend>
      <div className="flex flex-wrap gap-1.5">
        {PLATFORMS.map((platform) => (
          <Button
            key={platform}
            size="small"
            aria-pressed={chosen.includes(platform)}
            className="aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-text"
            onClick={() =>
              onChange(chosen.includes(platform) ? chosen.filter((one) => one !== platform) : [...chosen, platform])
            }
          >
            {label(PLATFORM_LABELS[platform])}
          </Button>
        ))}
      </div>
    </fieldset>
  )
}
