'use client'

import {
  type OrderSum,
  type OrderTotals,
  PLATFORM_LABELS,
  type ShopTotals,
  TOTAL_LABELS,
  type TotalKind,
  type TotalsInput,
} from '@baton/contract'
import { Download, PackageSearch } from 'lucide-react'
import { moneyText } from '#money/fen.ts'
import { fullTime } from '#time/instants.ts'
import { Button } from '#ui/button.tsx'
import { Card, Section } from '#ui/card.tsx'
import { Empty } from '#ui/state.tsx'
import { Table, Td, Th, Tr } from '#ui/table.tsx'
import { useLabel, useLocale, useWords } from '#words/locale.tsx'
import { totalsFile } from './use-reconcile.ts'
import { reconcileWords } from './words.ts'

const KINDS = Object.keys(TOTAL_LABELS) as TotalKind[]

/** The orders of a moment added up by shop, with the sums of each currency below. */
export function TotalsTable({ found, input }: { found: OrderTotals; input: TotalsInput }) {
  const t = useWords(reconcileWords)
  const label = useLabel()
  const { locale } = useLocale()
  const title = t.totalsTitle(fullTime(found.asOf))
  if (found.shops.length === 0)
    return (
      <Card>
        <Empty icon={<PackageSearch />} title={<h2 tabIndex={-1}>{t.noOrders}</h2>} hint={title} />
      </Card>
    )
  return (
    <Section
      title={<span tabIndex={-1}>{title}</span>}
      id="totals"
      aside={
        <Button asChild size="small">
          <a href={totalsFile({ ...input, lang: locale })} download>
            <Download />
            {t.totalsFile}
          </a>
        </Button>
      }
    >
      <p className="px-4 py-3 text-13 text-ink-3">{t.totalsHint}</p>
      <Table caption={title}>
        <thead>
          <tr>
            <Th>{t.channel}</Th>
            <Th>{t.shop}</Th>
            {[t.all, ...KINDS.map((kind) => label(TOTAL_LABELS[kind]))].map((heading) => (
              <Th key={heading} className="text-right">
                {heading}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {found.shops.map((shop) => (
            <Tr key={`${shop.platform} ${shop.shopName} ${shop.currency}`}>
              <Td className="whitespace-nowrap">{label(PLATFORM_LABELS[shop.platform])}</Td>
              <Td className="min-w-[7em]">{shop.shopName}</Td>
              <Sums of={shop} />
            </Tr>
          ))}
        </tbody>
        <tfoot>
          {found.currencies.map((sum) => (
            <Tr key={sum.currency} className="bg-sunken/70 font-semibold">
              <Td colSpan={2}>
                {t.sum} {sum.currency}
              </Td>
              <Sums of={sum} />
            </Tr>
          ))}
        </tfoot>
      </Table>
    </Section>
  )
}

function Sums({ of }: { of: Pick<ShopTotals, 'all' | 'sums' | 'currency'> }) {
  return [of.all, ...KINDS.map((kind) => of.sums[kind])].map((sum, at) => (
    <Sum key={['all', ...KINDS][at]} sum={sum} currency={of.currency} />
  ))
}

function Sum({ sum, currency }: { sum: OrderSum; currency: string }) {
  const t = useWords(reconcileWords)
  if (sum.orders === 0) return <Td className="text-right text-ink-3">—</Td>
  return (
    <Td className="whitespace-nowrap text-right tabular-nums">
      {moneyText(sum.fen, currency)}
      <p className="font-normal text-ink-3 text-xs">{t.orders(sum.orders)}</p>
    </Td>
  )
}
