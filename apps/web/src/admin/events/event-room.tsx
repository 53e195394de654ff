'use client'

import type { EventDetail } from '@baton/contract'
import { ArrowLeft, FileQuestion, RotateCw } from 'lucide-react'
import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import type { ReactNode } from 'react'
import { orderHref } from '#admin/orders/view.ts'
import { RawBody } from '#admin/raw-body.tsx'
import { useMay } from '#data/session.ts'
import { ExactAndAgo } from '#time/exact-instant.tsx'
import { Button } from '#ui/button.tsx'
import { Card, Section } from '#ui/card.tsx'
import { Code } from '#ui/code.tsx'
import { Loaded } from '#ui/loaded.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { useSayFailure } from '#ui/say-failure.ts'
import { Empty } from '#ui/state.tsx'
import { useTitle } from '#ui/title.ts'
import { useToast } from '#ui/toast.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { UpdatedNote } from '../updated-note.tsx'
import { EventStateBadge } from './event-state.tsx'
import { errorLabel, topicLabel } from './event-text.ts'
import { useEvent, useReapply } from './use-events.ts'
import { eventWords, STATE_EXPLAINED } from './words.ts'

export function EventRoom() {
  const t = useWords(eventWords)
  const id = useSearchParams().get('id') ?? ''
  return (
    <>
      <Link
        href="/admin/events/"
        className="press-target mb-2 inline-flex items-center gap-1.5 text-13 text-ink-3 hover:text-ink"
      >
        <ArrowLeft aria-hidden className="size-4" />
        {t.back}
      </Link>
      {/^\d{1,19}$/.test(id) ? (
        <EventById key={id} id={id} />
      ) : (
        <Card>
          <h1 className="sr-only">{t.detail}</h1>
          <Empty icon={<FileQuestion />} title={t.missing} />
        </Card>
      )}
    </>
  )
}

function EventById({ id }: { id: string }) {
  const t = useWords(eventWords)
  const event = useEvent(id)
  useTitle(`${t.detail} #${id}`)
  return (
    <>
      <PageHeader
        title={`${t.detail} #${id}`}
        aside={
          <>
            {event.data && <EventStateBadge state={event.data.state} verdict={event.data.verdict} />}
            <UpdatedNote query={event} />
          </>
        }
      >
        {event.data && <ReapplyOne event={event.data} />}
      </PageHeader>
      <Loaded query={event}>{(data) => <EventBody event={data} />}</Loaded>
    </>
  )
}

function ReapplyOne({ event }: { event: EventDetail }) {
  const t = useWords(eventWords)
  const say = useToast()
  const sayFailure = useSayFailure()
  const { one } = useReapply()
  const may = useMay('events.reapply')
  if (!may || event.state === 'done' || event.state === 'pending') return null
  return (
    <Button
      look="primary"
      busy={one.isPending}
      onClick={() =>
        one.mutate(
          { id: event.id },
          {
            onSuccess: () => say('good', t.reapplied),
            onError: sayFailure,
          },
        )
      }
    >
      <RotateCw />
      {one.isPending ? t.reapplying : t.reapply}
    </Button>
  )
}

function EventBody({ event }: { event: EventDetail }) {
  const t = useWords(eventWords)
  const label = useLabel()
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(18rem,24rem)]">
      <div className="grid gap-4">
        <Section title={t.why} id="why">
          <div className="grid gap-2 px-4 py-3 text-13">
            <p>{label(STATE_EXPLAINED[event.state])}</p>
            {event.error !== null && (
              <p className="rounded-lg border border-line bg-sunken px-3 py-2 font-mono text-xs">
                {label(errorLabel(event.error))}
              </p>
            )}
          </div>
        </Section>
        <Section title={t.raw} id="raw">
          <div className="p-4">
            <RawBody event={event} />
          </div>
        </Section>
      </div>
      <Facts event={event} />
    </div>
  )
}

function Facts({ event }: { event: EventDetail }) {
  const t = useWords(eventWords)
  const label = useLabel()
  return (
    <Section title={t.facts} id="facts">
      <dl className="grid gap-2.5 px-4 py-3 text-13">
        <Fact name={t.fact.topic} mono>
          {label(topicLabel(event))}
        </Fact>
        <Fact name={t.fact.app}>{event.appName}</Fact>
        <Fact name={t.fact.key} mono>
          <Code text={event.key} />
        </Fact>
        <Fact name={t.fact.address} mono>
          {event.address ?? t.none}
        </Fact>
        <Fact name={t.fact.order} mono>
          {event.orderId === null ? (
            t.noOrder
          ) : (
            <Link
              href={orderHref(event.orderId)}
              className="press-target inline-flex items-center justify-end font-medium text-accent-text hover:underline"
            >
              {event.orderId}
            </Link>
          )}
        </Fact>
        <Fact name={t.fact.nativeNumber} mono>
          {event.orderNumber ?? t.none}
        </Fact>
        <Fact name={t.fact.received}>
          <ExactAndAgo at={event.receivedAt} />
        </Fact>
        <Fact name={t.fact.applied}>{event.appliedAt === null ? t.none : <ExactAndAgo at={event.appliedAt} />}</Fact>
        <Fact name={t.fact.repeats}>{event.repeats}</Fact>
        <Fact name={t.fact.tries}>{event.tries}</Fact>
        {event.nextTryAt !== null && (
          <Fact name={t.fact.nextTry}>
            <ExactAndAgo at={event.nextTryAt} />
          </Fact>
        )}
      </dl>
    </Section>
  )
}

function Fact({ name, mono = false, children }: { name: string; mono?: boolean; children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-4">
      <dt className="shrink-0 text-ink-3">{name}</dt>
      <dd className={mono ? 'min-w-0 text-right font-mono text-xs' : 'min-w-0 text-right'}>{children}</dd>
    </div>
  )
}
