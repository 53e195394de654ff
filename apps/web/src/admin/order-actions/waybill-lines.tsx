'use client'

import { carrierLabel, type WaybillLineResult } from '@baton/contract'
import { TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { csvWords } from '#admin/catalogue/csv-words.ts'
import { orderHref } from '#admin/orders/view.ts'
import { Badge, toneClass } from '#ui/badge.tsx'
import { cn } from '#ui/cn.ts'
import { CopyButton } from '#ui/copy-button.tsx'
import { Table, Td, Th, Tr } from '#ui/table.tsx'
import { useLabel, useLocale, useWords } from '#words/locale.tsx'
import { inOrderOfConcern, outcomeText } from './outcome.ts'
import { OutcomeCounts } from './results-dialog.tsx'
import { actionWords } from './words.ts'

const MOST_SHOWN = 200

/** Each line of the file and what it does, or did; what was refused comes first. */
export function WaybillLines({ lines, isDone }: { lines: readonly WaybillLineResult[]; isDone: boolean }) {
  const t = useWords(actionWords)
  const { locale } = useLocale()
  const outcomes = lines.map((line) => ({ ...line, orderId: line.orderId ?? line.order }))
  const sorted = inOrderOfConcern(outcomes)
  const held = outcomes.filter((line) => line.isHeld && line.verdict === 'applied').length
  const ships = outcomes.some((line) => line.verdict === 'applied')
  const say = (one: (typeof outcomes)[number]) =>
    !isDone && one.verdict === 'applied' ? t.waybillsShips : outcomeText(one, locale)
  const copied = sorted.map((one) => [one.line, one.order, one.waybill, say(one)].join('\t')).join('\n')
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <OutcomeCounts outcomes={outcomes} {...(!isDone && { applied: t.waybillsShips })} />
        <CopyButton text={copied} what={t.results} />
      </div>
      {!isDone && !ships && <p className="text-13 text-ink-2">{t.waybillsNone}</p>}
      {!isDone && held > 0 && (
        <p
          role="status"
          className={cn(
            'flex items-center gap-2 rounded-lg bg-tone-bg px-3 py-2 text-13 text-tone-fg',
            toneClass('orange'),
          )}
        >
          <TriangleAlert aria-hidden className="size-4 shrink-0" />
          {t.waybillsHeld(held)}
        </p>
      )}
      <LineTable
        lines={sorted.slice(0, MOST_SHOWN).map((line) => ({ ...line, outcome: say(line) }))}
        caption={isDone ? t.waybillsDone : t.waybillsWould}
      />
      {sorted.length > MOST_SHOWN && <p className="text-13 text-ink-3">{t.others(sorted.length - MOST_SHOWN)}</p>}
    </div>
  )
}

function LineTable({
  lines,
  caption,
}: {
  lines: readonly (WaybillLineResult & { outcome: string })[]
  caption: string
}) {
  const t = useWords(actionWords)
  const c = useWords(csvWords)
  return (
    <div className="rounded-lg border border-line">
      <Table caption={caption}>
        <thead>
          <tr>
            <Th>{c.line}</Th>
            <Th>{t.waybillsNumber}</Th>
            <Th className="max-sm:hidden">{t.waybillsWaybill}</Th>
            <Th>{t.waybillsResult}</Th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Tr key={line.line}>
              <Td>{line.line}</Td>
              <Td>
                <OrderName line={line} />
                <div className="sm:hidden">
                  <Waybill line={line} />
                </div>
              </Td>
              <Td className="max-sm:hidden">
                <Waybill line={line} />
              </Td>
              <Td>
                <span className="flex flex-wrap items-center gap-1.5">
                  {line.outcome}
                  {line.isHeld && <Badge tone="orange">{t.heldShort}</Badge>}
                </span>
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </div>
  )
}

function OrderName({ line }: { line: WaybillLineResult }) {
  if (line.orderId === null || line.verdict === 'unmatched')
    return <span className="inline-block min-w-28 font-mono text-xs">{line.order}</span>
  return (
    <Link
      href={orderHref(line.orderId)}
      prefetch={false}
      className="press-target inline-block whitespace-nowrap font-mono text-xs hover:underline"
    >
      {line.order}
    </Link>
  )
}

function Waybill({ line }: { line: WaybillLineResult }) {
  const label = useLabel()
  return (
    <>
      <span className="block whitespace-nowrap">{label(carrierLabel(line.carrier))}</span>
      <span className="whitespace-nowrap font-mono text-ink-3 text-xs">{line.waybill}</span>
    </>
  )
}
