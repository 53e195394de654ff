'use client'

import type { RuleExplanation, StockCheck } from '@baton/contract'
import { useQuery } from '@tanstack/react-query'
import { Check, Minus } from 'lucide-react'
import { useTRPC } from '#data/trpc.ts'
import { Ago } from '#time/instant.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Loaded } from '#ui/loaded.tsx'
import { useWords } from '#words/locale.tsx'
import { whyWords } from './why-words.ts'

/** Rule by rule, whether it would take the order by what is known now, and what it lacks. */
export function WarehouseWhy({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useWords(whyWords)
  const trpc = useTRPC()
  const why = useQuery(trpc.orders.explainWarehouse.queryOptions({ id }, { gcTime: 0 }))
  return (
    <Dialog title={t.title} hint={t.hint} onClose={onClose}>
      <Loaded query={why}>
        {({ rules, taker }) => (
          <>
            <ol className="divide-y divide-line rounded-lg border border-line">
              {rules.map((rule, place) => (
                <RuleLine key={rule.id} rule={rule} takes={place === taker} />
              ))}
            </ol>
            {taker === null && <p className="mt-3 text-13 text-ink-2">{t.nobody}</p>}
          </>
        )}
      </Loaded>
    </Dialog>
  )
}

function RuleLine({ rule, takes }: { rule: RuleExplanation; takes: boolean }) {
  const t = useWords(whyWords)
  const { name, warehouseName, unmet, stock } = rule
  return (
    <li className="grid gap-1 px-3 py-2.5 text-13">
      <p className="flex flex-wrap items-center gap-x-2">
        {takes ? (
          <Check aria-hidden className="size-4 text-accent-text" />
        ) : (
          <Minus aria-hidden className="size-4 text-ink-3" />
        )}
        <span className="font-medium">{name}</span>
        <span className="text-ink-3">→ {warehouseName}</span>
      </p>
      <p className={takes ? 'font-medium' : 'text-ink-2'}>
        {takes ? t.takes : unmet.length === 0 ? t.matchesToo : t.lacks(unmet.map((one) => t.conditions[one]))}
      </p>
      {stock.length > 0 && unmet.every((one) => one === 'stock') && (
        <ul className="grid gap-0.5 text-ink-3 text-xs">
          {stock.map((check) => (
            <StockLine key={check.sku ?? ''} check={check} />
          ))}
        </ul>
      )}
    </li>
  )
}

function StockLine({ check }: { check: StockCheck }) {
  const t = useWords(whyWords)
  const { sku, needed, verdict, quantity, saidAt, saidBy } = check
  return (
    <li>
      <span className="font-mono">{sku ?? t.noSku}</span> × {needed}
      {': '}
      <span className={verdict === 'enough' ? '' : 'font-medium text-danger-text'}>
        {quantity === null ? t.verdicts[verdict] : t.has(t.verdicts[verdict], quantity)}
      </span>
      {saidAt !== null && (
        <>
          {' '}
          · {saidBy} · <Ago at={saidAt} />
        </>
      )}
    </li>
  )
}
