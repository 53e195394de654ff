'use client'

import { MOST_SHARED, TRACKING_LINK_KIND_LABELS, type TrackingLinksView, type TrackingLinkView } from '@baton/contract'
import { Plus } from 'lucide-react'
import { eraseWords } from '#admin/order-actions/erase-words.ts'
import { useMay } from '#data/session.ts'
import { Instant } from '#time/instant.tsx'
import { Button } from '#ui/button.tsx'
import { Section } from '#ui/card.tsx'
import { Fold } from '#ui/fold.tsx'
import { useSayFailure } from '#ui/say-failure.ts'
import { FailedLine, LinesSkeleton } from '#ui/state.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { LinkRow } from './link-row.tsx'
import { useTrackingLinkChanges, useTrackingLinks } from './use-tracking-links.ts'
import { linkWords } from './words.ts'

/** On the order's page: the links that open its buyer's page, when they were opened, and new ones. */
export function OrderTrackingLinks({ orderId, isErased }: { orderId: string; isErased: boolean }) {
  const t = useWords(linkWords)
  const { data: links, error } = useTrackingLinks(orderId)
  if (!useMay('links.manage')) return null
  return (
    <Section title={t.title} id="tracking-links">
      {links === undefined && (error === null ? <LinesSkeleton /> : <Unread error={error} />)}
      {links !== undefined && <Links orderId={orderId} links={links} isErased={isErased} />}
    </Section>
  )
}

function Unread({ error }: { error: unknown }) {
  return (
    <div className="px-4 py-3">
      <FailedLine error={error} />
    </div>
  )
}

function Links({ orderId, links, isErased }: { orderId: string; links: TrackingLinksView; isErased: boolean }) {
  const t = useWords(linkWords)
  const { noLinks } = useWords(eraseWords)
  const { buyer, shared, former, endsAt } = links
  if (isErased)
    return (
      <div className="grid gap-3 px-4 py-3 text-13">
        <p className="text-ink-3">{noLinks}</p>
        {former.length > 0 && <Former links={former} />}
      </div>
    )
  const hasEnded = [buyer, ...shared].some((link) => link !== null && link.url === null)
  return (
    <div className="grid gap-3 px-4 py-3 text-13">
      {buyer === null ? <p className="text-ink-3">{t.none}</p> : <LinkRow link={buyer} name={t.buyer} />}
      <p className="text-ink-3 text-xs">{t.hint}</p>
      {shared.length > 0 && (
        <ul aria-label={t.shares} className="grid gap-3 border-line border-t pt-3">
          {shared.map((link, at) => (
            <li key={link.id}>
              <LinkRow link={link} name={t.shareName(shared.length - at)} />
            </li>
          ))}
        </ul>
      )}
      {shared.length > 0 && <p className="text-ink-3 text-xs">{t.sharesHint}</p>}
      <Makers orderId={orderId} isBuyerMissing={buyer === null} mayShare={shared.length < MOST_SHARED} />
      {endsAt !== null && (
        <p className="text-ink-3">
          {hasEnded ? (
            t.ended
          ) : (
            <>
              {t.ends} <Instant at={endsAt} />
            </>
          )}
        </p>
      )}
      {former.length > 0 && <Former links={former} />}
    </div>
  )
}

interface MakersProps {
  readonly orderId: string
  readonly isBuyerMissing: boolean
  readonly mayShare: boolean
}

function Makers({ orderId, isBuyerMissing, mayShare }: MakersProps) {
  const t = useWords(linkWords)
  const sayFailure = useSayFailure()
  const { make } = useTrackingLinkChanges()
  const add = (kind: TrackingLinkView['kind']) => make.mutate({ orderId, kind }, { onError: sayFailure })
  return (
    <div className="flex flex-wrap gap-2">
      {isBuyerMissing && (
        <Button size="small" busy={make.isPending} onClick={() => add('buyer')}>
          <Plus />
          {t.make}
        </Button>
      )}
      {mayShare && (
        <Button size="small" busy={make.isPending} onClick={() => add('share')}>
          <Plus />
          {t.share}
        </Button>
      )}
    </div>
  )
}

function Former({ links }: { links: readonly TrackingLinkView[] }) {
  const t = useWords(linkWords)
  const label = useLabel()
  return (
    <Fold title={t.former(links.length)}>
      <ul className="grid gap-1.5 px-3 pb-3 text-ink-2 text-xs">
        {links.map((link) => (
          <li key={link.id}>
            {label(TRACKING_LINK_KIND_LABELS[link.kind])} · {t.takenBackBy(link.revokedBy ?? '')}{' '}
            {link.revokedAt !== null && <Instant at={link.revokedAt} />}
          </li>
        ))}
      </ul>
    </Fold>
  )
}
