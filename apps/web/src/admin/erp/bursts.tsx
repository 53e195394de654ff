'use client'

import { REASON_LABELS, type RefusalBurstView } from '@baton/contract'
import { ShieldCheck } from 'lucide-react'
import Link from 'next/link'
import { useMay } from '#data/session.ts'
import { Instant } from '#time/instant.tsx'
import { Badge } from '#ui/badge.tsx'
import { Section } from '#ui/card.tsx'
import { Empty } from '#ui/state.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { punctuation } from '#words/punctuation.ts'
import { PauseButton } from './pause-button.tsx'
import { erpWords } from './words.ts'

const SHOWN = 20

/** Many refusals of one source as one thing to look at, with the pause beside it. */
export function Bursts({ bursts }: { bursts: readonly RefusalBurstView[] }) {
  const t = useWords(erpWords)
  const may = { erp: useMay('erp.manage'), channel: useMay('channels.manage') }
  return (
    <Section id="bursts" title={t.bursts} aside={<span className="text-13 text-ink-3">{t.burstsHint}</span>}>
      {bursts.length === 0 && <Empty icon={<ShieldCheck />} title={t.noBursts} />}
      <ul className="divide-y divide-line">
        {bursts.map((burst) => (
          <li key={burst.id} className="grid gap-2 px-4 py-3">
            <div className="flex flex-wrap items-center gap-2">
              <Badge tone={burst.closedAt ? 'neutral' : 'red'} dot>
                {burst.closedAt ? t.ended : t.ongoing}
              </Badge>
              <p className="min-w-0 flex-1 font-medium">{t.burst(burst.source, burst.count)}</p>
              {burst.isPaused && <Badge tone="amber">{t.isPaused}</Badge>}
              {may[burst.kind] && !burst.isPaused && (
                <PauseButton
                  of={{ kind: burst.kind, id: burst.sourceId }}
                  name={burst.source}
                  isPaused={false}
                  kept={0}
                />
              )}
            </div>
            <BurstFacts burst={burst} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function BurstFacts({ burst }: { burst: RefusalBurstView }) {
  const t = useWords(erpWords)
  const { clauses } = useWords(punctuation)
  const label = useLabel()
  return (
    <>
      <dl className="grid gap-x-6 gap-y-1 text-13 sm:grid-cols-3">
        <div>
          <dt className="text-ink-3">{t.between}</dt>
          <dd>
            <Instant at={burst.firstAt} /> – <Instant at={burst.lastAt} />
          </dd>
        </div>
        <div>
          <dt className="text-ink-3">{t.from}</dt>
          <dd className="break-all font-mono">{burst.addresses.join(', ')}</dd>
        </div>
        <div>
          <dt className="text-ink-3">{t.why}</dt>
          <dd>{burst.reasons.map((reason) => label(REASON_LABELS[reason])).join(clauses)}</dd>
        </div>
      </dl>
      <details className="text-13">
        <summary className="press-target w-fit cursor-pointer py-1 text-accent-text">
          {t.orders(burst.orders.length)}
        </summary>
        <p className="mt-1 flex flex-wrap gap-x-3 gap-y-1 font-mono">
          {burst.orders.slice(0, SHOWN).map((id) => (
            <Link
              key={id}
              href={`/admin/orders/detail/?id=${id}`}
              prefetch={false}
              className="press-target inline-flex items-center py-1 hover:underline"
            >
              {id}
            </Link>
          ))}
          {burst.orders.length > SHOWN && <span className="py-1">…</span>}
        </p>
      </details>
    </>
  )
}
