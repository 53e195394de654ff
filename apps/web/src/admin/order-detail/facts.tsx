'use client'

import {
  AFTER_SALE_OPEN,
  AFTER_SALE_STATE_LABELS,
  carrierLabel,
  DEADLINE_KIND_LABELS,
  ORDER_STATE_LABELS,
  type OrderDetail,
  type OrderLinkView,
  OrderState,
  TRACE_STATE_LABELS,
} from '@baton/contract'
import Link from 'next/link'
import { type ReactNode, useState } from 'react'
import { PlatformMark } from '#admin/order-status.tsx'
import { DueIn } from '#admin/orders/due-in.tsx'
import { orderHref } from '#admin/orders/view.ts'
import { moneyText } from '#money/fen.ts'
import { ExactInstant } from '#time/exact-instant.tsx'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Section } from '#ui/card.tsx'
import { CopyButton } from '#ui/copy-button.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { nativeWord } from './native-word.ts'
import { TRACE_TONE } from './tones.ts'
import { UnbindButton } from './unbind-button.tsx'
import { detailWords } from './words.ts'

export function Deadlines({ order }: { order: OrderDetail }) {
  const t = useWords(detailWords)
  const label = useLabel()
  const shown = order.deadlines.filter((deadline) => deadline.state !== 'cancelled')
  return (
    <Section title={t.deadlines} id="deadlines">
      <ul className="grid gap-2.5 px-4 py-3 text-13">
        {shown.length === 0 && <li className="text-ink-3">{t.noDeadlines}</li>}
        {shown.map((deadline) => (
          <li
            key={`${deadline.kind} ${deadline.waybill}`}
            className="flex flex-wrap items-center justify-between gap-2"
          >
            <span>
              {label(DEADLINE_KIND_LABELS[deadline.kind])}
              {deadline.waybill && <span className="font-mono"> {deadline.waybill}</span>}{' '}
              <ExactInstant at={deadline.dueAt} className="text-ink-3" />
            </span>
            {deadline.state === 'armed' ? (
              <DueIn at={deadline.dueAt} />
            ) : (
              <Badge tone="red">{t.deadlineState.fired}</Badge>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** More are shown when they are asked for: what is below them is of interest, too. */
const FIRST_LINES = 10

export function Goods({ order }: { order: OrderDetail }) {
  const t = useWords(detailWords)
  const [all, setAll] = useState(order.lines.length <= FIRST_LINES)
  const lines = all ? order.lines : order.lines.slice(0, FIRST_LINES)
  return (
    <Section title={t.goods} id="goods" aside={<span className="text-13 text-ink-3">{t.total(order.itemCount)}</span>}>
      <ul className="divide-y divide-line px-4">
        {lines.map((line) => (
          <li key={line.lineNumber} className="flex gap-3 py-2.5 text-13">
            <div className="min-w-0 flex-1">
              <p className="line-clamp-3" title={line.title}>
                {line.title}
              </p>
              <p className="font-mono text-ink-3 text-xs">{line.sku ?? '—'}</p>
            </div>
            <p className="whitespace-nowrap text-right">
              {moneyText(line.priceFen, order.currency)}
              <span className="block text-ink-3 text-xs">× {line.quantity}</span>
            </p>
          </li>
        ))}
      </ul>
      {!all && (
        <div className="px-4 pb-3">
          <Button size="small" onClick={() => setAll(true)}>
            {t.allLines(order.lines.length)}
          </Button>
        </div>
      )}
      <dl className="grid gap-1.5 border-line border-t px-4 py-3 text-13">
        <Fact name={t.amount}>
          <strong className="font-semibold">{moneyText(order.amountFen, order.currency)}</strong>
        </Fact>
        <Fact name={t.orderedAt}>
          <ExactInstant at={order.orderedAt} />
        </Fact>
        {order.paidAt !== null && (
          <Fact name={t.paidAt}>
            <ExactInstant at={order.paidAt} />
          </Fact>
        )}
        {order.shippedAt !== null && (
          <Fact name={t.shippedAt}>
            <ExactInstant at={order.shippedAt} />
          </Fact>
        )}
      </dl>
    </Section>
  )
}

export function Parcels({ order }: { order: OrderDetail }) {
  const t = useWords(detailWords)
  const label = useLabel()
  if (order.parcels.length === 0) return null
  return (
    <Section title={t.parcels} id="parcels">
      <ul className="divide-y divide-line px-4">
        {order.parcels.map((parcel) => (
          <li key={parcel.id} className="py-2.5 text-13">
            <div className="flex flex-wrap items-center gap-x-2">
              <span className="font-medium">{label(carrierLabel(parcel.carrier))}</span>
              <span className="flex items-center font-mono text-ink-2">
                {parcel.waybill}
                <CopyButton text={parcel.waybill} what={label(carrierLabel(parcel.carrier))} />
              </span>
              <Badge tone={TRACE_TONE[parcel.trace]} dot className="ml-auto">
                {label(TRACE_STATE_LABELS[parcel.trace])}
              </Badge>
            </div>
            <UnbindButton order={order} parcel={parcel} />
            {parcel.sharedWith.length > 0 && (
              <p className="mt-1 flex flex-wrap items-center gap-x-2 text-ink-2">
                {t.sharedWith}
                {parcel.sharedWith.map((id) => (
                  <Link
                    key={id}
                    href={orderHref(id)}
                    prefetch={false}
                    className="press-target font-mono text-accent-text"
                  >
                    {id}
                  </Link>
                ))}
              </p>
            )}
            {parcel.isLabelOutdated && <p className="mt-1 font-medium text-danger-text">{t.labelOutdated}</p>}
            {parcel.traceText !== null && (
              <p className="mt-1 text-ink-2">
                {parcel.traceText}{' '}
                {parcel.traceAt !== null && <ExactInstant at={parcel.traceAt} className="text-ink-3" />}
              </p>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

export function AfterSales({ order }: { order: OrderDetail }) {
  const t = useWords(detailWords)
  const label = useLabel()
  if (order.afterSales.length === 0) return null
  return (
    <Section title={t.afterSales} id="after-sales">
      <ul className="divide-y divide-line px-4">
        {order.afterSales.map((one) => (
          <li key={one.nativeNumber} className="grid gap-1.5 py-2.5 text-13">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <span className="font-mono text-ink-2">{one.nativeNumber}</span>
              <Badge tone={AFTER_SALE_OPEN.includes(one.state) ? 'rose' : 'neutral'} dot>
                {label(AFTER_SALE_STATE_LABELS[one.state])}
              </Badge>
            </div>
            <dl className="grid gap-1">
              <Fact name={t.refundAmount}>{moneyText(one.amountFen, order.currency)}</Fact>
              <Fact name={t.native}>{nativeWord(one.nativeStatus, one.nativeStatusLabel)}</Fact>
              {one.respondBy !== null && (
                <Fact name={t.respondBy}>
                  <DueIn at={one.respondBy} />
                </Fact>
              )}
              {one.workOrder !== null && (
                <Fact name={t.workOrder}>
                  <span className="font-mono">{one.workOrder}</span>
                </Fact>
              )}
              {one.returnWaybill !== null && (
                <Fact name={t.returnParcel}>
                  {one.returnCarrier && `${label(carrierLabel(one.returnCarrier))} `}
                  <span className="font-mono">{one.returnWaybill}</span>
                </Fact>
              )}
            </dl>
          </li>
        ))}
      </ul>
    </Section>
  )
}

export function Links({ order }: { order: OrderDetail }) {
  const t = useWords(detailWords)
  const label = useLabel()
  const wordOf = ({ platform, reportedStatus, reportedStatusLabel }: OrderLinkView): string | null => {
    if (reportedStatus === null) return null
    const state = platform === null ? OrderState.safeParse(reportedStatus).data : undefined
    return state ? label(ORDER_STATE_LABELS[state]) : nativeWord(reportedStatus, reportedStatusLabel)
  }
  return (
    <Section title={t.links} id="links">
      <ul className="divide-y divide-line px-4">
        {order.links.map((link) => (
          <li key={`${link.system} ${link.nativeNumber}`} className="flex items-start gap-2.5 py-2.5 text-13">
            {link.platform === null ? (
              <Badge className="mt-0.5">ERP</Badge>
            ) : (
              <PlatformMark platform={link.platform} className="mt-0.5" />
            )}
            <div className="min-w-0 flex-1">
              <div className="flex flex-wrap items-baseline justify-between gap-x-3">
                <p className="min-w-0 font-medium">{link.system}</p>
                {link.reportedAt !== null && (
                  <ExactInstant at={link.reportedAt} className="shrink-0 text-ink-3 text-xs" />
                )}
              </div>
              {link.nativeNumber !== null && <p className="font-mono text-ink-3 text-xs">{link.nativeNumber}</p>}
              <p className={link.reportedStatus === null ? 'text-ink-3' : undefined}>
                {wordOf(link) ?? t.neverReported}
              </p>
              {link.toldStatus !== null && link.toldAt !== null && (
                <p className="flex flex-wrap items-baseline justify-between gap-x-3 text-ink-2">
                  {t.told(label(ORDER_STATE_LABELS[link.toldStatus]))}
                  <ExactInstant at={link.toldAt} className="shrink-0 text-ink-3 text-xs" />
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex justify-between gap-4">
      <dt className="shrink-0 text-ink-3">{name}</dt>
      <dd className="min-w-0 text-right">{children}</dd>
    </div>
  )
}
