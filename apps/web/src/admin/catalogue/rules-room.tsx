'use client'

import { type AssignmentRuleView, PLATFORM_LABELS } from '@baton/contract'
import { GripVertical, Route } from 'lucide-react'
import { useMay } from '#data/session.ts'
import { Badge } from '#ui/badge.tsx'
import { Card } from '#ui/card.tsx'
import { cn } from '#ui/cn.ts'
import { useLabel, useWords } from '#words/locale.tsx'
import { CatalogueRoom, EditButton, OnOff } from './frame.tsx'
import { RuleDialog } from './rule-dialog.tsx'
import { stockWords } from './stock-words.ts'
import { useRules } from './use-catalogue.ts'
import { useRuleOrder } from './use-rule-order.ts'
import { catalogueWords } from './words.ts'

export function RulesRoom() {
  const rules = useRules()
  return (
    <CatalogueRoom
      kind="rules"
      icon={<Route />}
      query={rules}
      rows={rules.data}
      list={(rows, onEdit) => <RuleList rules={rows} onEdit={onEdit} />}
      dialog={(rule, onClose) => <RuleDialog rule={rule} onClose={onClose} />}
    />
  )
}

function RuleList({
  rules,
  onEdit,
}: {
  rules: readonly AssignmentRuleView[]
  onEdit: (rule: AssignmentRuleView) => void
}) {
  const t = useWords(catalogueWords)
  const order = useRuleOrder(rules)
  return (
    <Card className="overflow-hidden">
      <p aria-live="assertive" className="sr-only">
        {order.told}
      </p>
      <ol ref={order.list} aria-label={t.rules.title} className="divide-y divide-line">
        {order.shown.map((rule, place) => (
          <RuleItem
            key={rule.id}
            rule={rule}
            place={place}
            lifted={order.dragged === rule.id}
            handle={order.handleOf(place)}
            onEdit={() => onEdit(rule)}
          />
        ))}
      </ol>
    </Card>
  )
}

function RuleItem({
  rule,
  place,
  lifted,
  handle,
  onEdit,
}: {
  rule: AssignmentRuleView
  place: number
  lifted: boolean
  handle: ReturnType<ReturnType<typeof useRuleOrder>['handleOf']>
  onEdit: () => void
}) {
  const t = useWords(catalogueWords)
  const mayManage = useMay('catalogue.manage')
  return (
    <li
      className={cn(
        'flex items-center gap-2 px-2 py-2.5 sm:px-3',
        lifted && 'relative z-10 bg-accent-soft shadow-float',
        !rule.enabled && 'bg-sunken/60',
      )}
    >
      {mayManage ? (
        <button
          type="button"
          aria-label={t.drag(rule.name, place + 1)}
          className="press-target grid size-9 shrink-0 cursor-grab touch-none place-items-center rounded-lg text-ink-3 hover:bg-hover active:cursor-grabbing"
          {...handle}
        >
          <GripVertical aria-hidden className="size-4.5" />
        </button>
      ) : null}
      <span className="w-6 shrink-0 text-center font-semibold text-ink-3 text-sm">{place + 1}</span>
      <div className="min-w-0 flex-1 px-1">
        <p className="font-medium">{rule.name}</p>
        <Conditions rule={rule} />
        <div className="mt-2 sm:hidden">
          <Target rule={rule} />
        </div>
      </div>
      <div className="shrink-0 max-sm:hidden">
        <Target rule={rule} />
      </div>
      <EditButton name={rule.name} onEdit={onEdit} />
    </li>
  )
}

function Target({ rule }: { rule: AssignmentRuleView }) {
  return (
    <p className="flex items-center gap-2 font-medium text-13">
      → {rule.warehouseName} <OnOff enabled={rule.enabled} />
    </p>
  )
}

function Conditions({ rule }: { rule: AssignmentRuleView }) {
  const t = useWords(catalogueWords)
  const stock = useWords(stockWords)
  const label = useLabel()
  const parts = [
    { name: t.field.provinces, words: rule.provinces },
    { name: t.field.platforms, words: rule.platforms.map((platform) => label(PLATFORM_LABELS[platform])) },
    { name: t.field.categories, words: rule.categories },
    { name: t.field.skus, words: rule.skus },
    { name: stock.title, words: rule.stockHintHours === null ? [] : [stock.condition(rule.stockHintHours)] },
  ].filter(({ words }) => words.length > 0)
  if (parts.length === 0) return <p className="text-ink-3 text-xs">{t.any}</p>
  return (
    <ul className="mt-1 flex flex-wrap gap-x-3 gap-y-1">
      {parts.map(({ name, words }) => (
        <li key={name} className="flex flex-wrap items-center gap-1 text-ink-3 text-xs">
          {name}
          {words.slice(0, 6).map((word) => (
            <Badge key={word}>{word}</Badge>
          ))}
          {words.length > 6 && `+${words.length - 6}`}
        </li>
      ))}
    </ul>
  )
}
