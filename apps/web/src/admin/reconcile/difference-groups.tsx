'use client'

import {
  ACTOR_KIND_LABELS,
  COMPARED_LABELS,
  type CompareInput,
  type Comparison,
  DIFFERENCE_LABELS,
  type DifferenceGroup,
  HOLD_REASON_LABELS,
  HoldReason,
  ORDER_STATE_LABELS,
  type OrderDifference,
  OrderState,
  SHOWN_STATUS_LABELS,
  ShownStatus,
} from '@baton/contract'
import { CircleCheck, Download } from 'lucide-react'
import Link from 'next/link'
import { moneyText } from '#money/fen.ts'
import { ExactInstant } from '#time/exact-instant.tsx'
import { fullTime } from '#time/instants.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Card, Section } from '#ui/card.tsx'
import { Empty, FailedLine } from '#ui/state.tsx'
import { Table, Td, Th, Tr } from '#ui/table.tsx'
import { useLabel, useLocale, useWords } from '#words/locale.tsx'
import { orderHref } from '../orders/view.ts'
import { differencesFile } from './use-reconcile.ts'
import { reconcileWords } from './words.ts'

/** The orders that differ, by why; each with the event that made the difference. */
export function DifferenceGroups({ found, input }: { found: Comparison; input: CompareInput }) {
  const t = useWords(reconcileWords)
  const { locale } = useLocale()
  if (found.groups.length === 0)
    return (
      <Card>
        <Empty
          icon={<CircleCheck />}
          title={<h2 tabIndex={-1}>{t.same}</h2>}
          hint={t.between(fullTime(found.before), fullTime(found.after))}
        />
      </Card>
    )
  return (
    <div className="grid grid-cols-1 gap-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <div>
          <h2 tabIndex={-1} className="font-semibold text-base">
            {t.differ(found.orders)}
          </h2>
          <p className="text-13 text-ink-3">{t.between(fullTime(found.before), fullTime(found.after))}</p>
        </div>
        <Button asChild>
          <a href={differencesFile({ ...input, lang: locale })} download>
            <Download />
            {t.downloadAll}
          </a>
        </Button>
      </div>
      {!found.complete && <FailedLine error={null}>{t.incomplete}</FailedLine>}
      {found.groups.map((group) => (
        <Group key={group.kind} group={group} />
      ))}
    </div>
  )
}

function Group({ group }: { group: DifferenceGroup }) {
  const t = useWords(reconcileWords)
  const label = useLabel()
  return (
    <Section
      title={label(DIFFERENCE_LABELS[group.kind])}
      id={`kind-${group.kind}`}
      aside={
        <span className="flex items-center gap-2 text-13">
          <Badge tone="amber">{t.orders(group.orders)}</Badge>
          <span className="text-ink-2">
            {group.worth.map(({ currency, fen }) => moneyText(fen, currency)).join(' · ')}
            {group.amounts.length > 0 &&
              group.kind !== 'created' &&
              ` (${group.amounts.map(({ currency, fen }) => differenceText(fen, currency)).join(' · ')})`}
          </span>
        </span>
      }
    >
      <Table caption={label(DIFFERENCE_LABELS[group.kind])}>
        <thead>
          <tr>
            <Th>{t.order}</Th>
            <Th className="text-right">{t.worth}</Th>
            <Th className="text-right">{t.amount}</Th>
            <Th>{t.changed}</Th>
            <Th>{t.madeBy}</Th>
          </tr>
        </thead>
        <tbody>
          {group.rows.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </tbody>
      </Table>
      {group.rows.length < group.orders && (
        <p className="px-4 py-3 text-13 text-ink-3">{t.newest(group.rows.length)}</p>
      )}
    </Section>
  )
}

function Row({ row }: { row: OrderDifference }) {
  const t = useWords(reconcileWords)
  const label = useLabel()
  const { event } = row
  const currencyBefore = row.changed.find(({ column }) => column === 'currency')?.before ?? row.currency
  return (
    <Tr>
      <Td className="align-top">
        <Link
          href={`${orderHref(row.id)}#event-${event.seq}`}
          prefetch={false}
          className="font-medium font-mono text-accent-text hover:underline"
        >
          {row.id}
        </Link>
        <p className="break-all text-ink-3 text-xs">
          {row.nativeNumber}
          {row.shopName && ` · ${row.shopName}`}
        </p>
      </Td>
      <Td className="whitespace-nowrap text-right align-top tabular-nums">{moneyText(row.orderFen, row.currency)}</Td>
      <Td className="whitespace-nowrap text-right align-top">
        {row.amountFen ? differenceText(row.amountFen, row.currency) : <span className="text-ink-3">—</span>}
      </Td>
      <Td className="align-top">
        {row.kind === 'created' && <span className="text-ink-3">{t.isNew}</span>}
        {row.kind !== 'created' && (
          <ul className="grid gap-0.5">
            {row.changed.map((one) => (
              <li key={one.column}>
                <span className="text-ink-3">{label(COMPARED_LABELS[one.column])}</span>{' '}
                <Value column={one.column} text={one.before ?? ''} currency={currencyBefore} /> →{' '}
                <Value column={one.column} text={one.after} currency={row.currency} />
              </li>
            ))}
          </ul>
        )}
      </Td>
      <Td className="align-top">
        <p>
          {label(ACTOR_KIND_LABELS[event.actor])}
          {event.actor !== 'clock' && ` · ${event.actorName}`}
        </p>
        <p className="text-ink-3 text-xs">
          {t.event(event.seq)} · {event.cause} · <ExactInstant at={event.recordedAt} />
        </p>
      </Td>
    </Tr>
  )
}

interface ValueProps {
  readonly column: OrderDifference['changed'][number]['column']
  readonly text: string
  readonly currency: string
}

function Value({ column, text, currency }: ValueProps) {
  const t = useWords(reconcileWords)
  const label = useLabel()
  if (text === '') return <span className="text-ink-3">{t.nothing}</span>
  if (text === 'true' || text === 'false') return text === 'true' ? t.yes : t.no
  if (column === 'amountFen') return moneyText(Number(text), currency)
  if (column === 'holdReasons')
    return text
      .split('|')
      .map((reason) => holdText(reason, label))
      .join(t.and)
  const shown = ShownStatus.safeParse(text)
  if (column === 'shown' && shown.success) return label(SHOWN_STATUS_LABELS[shown.data])
  const state = OrderState.safeParse(text)
  if (column === 'state' && state.success) return label(ORDER_STATE_LABELS[state.data])
  return column === 'paidAt' || column === 'shippedAt' ? fullTime(text) : text
}

function holdText(word: string, label: ReturnType<typeof useLabel>): string {
  const reason = HoldReason.safeParse(word)
  return reason.success ? label(HOLD_REASON_LABELS[reason.data]) : word
}

/** A difference never goes without its sign. */
function differenceText(fen: number, currency: string): string {
  return fen > 0 ? `+${moneyText(fen, currency)}` : moneyText(fen, currency)
}
