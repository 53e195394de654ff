'use client'

import type { OrderDetail, ReceiverVersionView, ReceiverView } from '@baton/contract'
import Link from 'next/link'
import { EraseButton } from '#admin/order-actions/erase-button.tsx'
import { SellerFlagBadge } from '#admin/order-status.tsx'
import { useMay } from '#data/session.ts'
import { ExactAndAgo } from '#time/exact-instant.tsx'
import { Badge } from '#ui/badge.tsx'
import { Section } from '#ui/card.tsx'
import { useWords } from '#words/locale.tsx'
import { Fact } from './facts.tsx'
import { detailWords } from './words.ts'

/** Where it goes, and where it was to go before. */
export function Receiver({ order }: { order: OrderDetail }) {
  const t = useWords(detailWords)
  const { receiver, receiverVersions } = order
  const isErased = order.erasedAt !== null
  const aside = receiver !== null && receiver.version > 1 ? t.receiverVersion(receiver.version) : t.receiverHint
  return (
    <Section
      title={t.receiver}
      id="receiver"
      aside={<span className="text-ink-3 text-xs">{isErased ? '' : aside}</span>}
    >
      <div className="grid gap-1.5 px-4 py-3 text-13">
        {receiver === null ? (
          <p className="text-ink-3">{isErased ? t.receiverErased : t.noReceiver}</p>
        ) : (
          <Address receiver={receiver} />
        )}
        <dl className="grid gap-1.5">
          {order.buyerNick !== null && <Fact name={t.buyer}>{order.buyerNick}</Fact>}
          {order.buyerMemo !== null && <Fact name={t.buyerMemo}>{order.buyerMemo}</Fact>}
          {order.sellerMemo !== null && <Fact name={t.sellerMemo}>{order.sellerMemo}</Fact>}
          {order.sellerFlag !== null && (
            <Fact name={t.sellerFlag}>
              <SellerFlagBadge order={order} />
            </Fact>
          )}
        </dl>
      </div>
      {receiverVersions.length > 1 && !isErased && (
        <ol aria-label={t.receiverVersions} className="divide-y divide-line border-line border-t px-4">
          {receiverVersions.map((one) => (
            <Version key={one.version} version={one} isCurrent={one.version === receiver?.version} />
          ))}
        </ol>
      )}
      <EraseButton order={order} />
    </Section>
  )
}

function Address({ receiver }: { receiver: ReceiverView }) {
  return (
    <>
      <p className="font-medium">
        {receiver.name} <span className="text-ink-2">{receiver.phone}</span>
      </p>
      <p className="text-ink-2">
        {receiver.province} {receiver.city} {receiver.district} {receiver.address}
      </p>
    </>
  )
}

function Version({ version, isCurrent }: { version: ReceiverVersionView; isCurrent: boolean }) {
  const t = useWords(detailWords)
  const mayRead = useMay('events.read')
  return (
    <li className="grid gap-1 py-2.5 text-13">
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone={isCurrent ? 'green' : 'neutral'} dot>
          {isCurrent ? t.receiverCurrent : t.receiverFormer}
        </Badge>
        <span className="text-ink-3">{t.receiverVersion(version.version)}</span>
        <span className="ml-auto text-ink-3">
          <ExactAndAgo at={version.recordedAt} />
        </span>
      </p>
      {version.receiver === null ? (
        <p className="text-ink-3">{t.receiverErased}</p>
      ) : (
        !isCurrent && <Address receiver={version.receiver} />
      )}
      <p className="text-ink-3">
        {version.actorName !== null && t.receiverBy(version.actorName)}
        {version.eventId !== null && mayRead && (
          <>
            {' · '}
            <Link
              href={`/admin/events/detail/?id=${version.eventId}`}
              prefetch={false}
              className="press-target text-accent-text underline underline-offset-2"
            >
              {t.receiverEvent}
            </Link>
          </>
        )}
      </p>
    </li>
  )
}
