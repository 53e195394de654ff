'use client'

import { ALERTS, type AlertView, alertHref, alertText } from '@baton/contract'
import Link from 'next/link'
import { useMay } from '#data/session.ts'
import { Ago, InstantAndAgo } from '#time/instant.tsx'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { useSayFailure } from '#ui/say-failure.ts'
import { useLabel, useWords } from '#words/locale.tsx'
import { Receipts } from './receipts.tsx'
import { useAlertChanges } from './use-alerts.ts'
import { alertWords } from './words.ts'

/** One alert: what, how often, since when, who has it, and where to look. */
export function AlertCard({ alert }: { alert: AlertView }) {
  const t = useWords(alertWords)
  const label = useLabel()
  const { title } = ALERTS[alert.kind]
  const tone = alert.closedAt ? 'neutral' : alert.acknowledgedAt ? 'amber' : 'red'
  return (
    <Card className="grid gap-2 p-4">
      <div className="flex flex-wrap items-center gap-2">
        <Badge tone={tone} dot>
          {label(title)}
        </Badge>
        {alert.count > 1 && <span className="font-semibold text-13">×{alert.count}</span>}
        <span className="ml-auto text-13 text-ink-3">
          {t.since} <InstantAndAgo at={alert.firstAt} />
        </span>
      </div>
      <p>{label(alertText(alert))}</p>
      <div className="flex flex-wrap items-center gap-2">
        <Button asChild size="small">
          <Link href={alertHref(alert)}>{t.look}</Link>
        </Button>
        <Handling alert={alert} />
      </div>
      <Receipts id={alert.id} />
    </Card>
  )
}

function Handling({ alert }: { alert: AlertView }) {
  const t = useWords(alertWords)
  const may = useMay('alerts.handle')
  const { acknowledge, dismiss } = useAlertChanges()
  const onError = useSayFailure()
  if (alert.closedAt)
    return (
      <span className="text-13 text-ink-3">
        {alert.closedBy ? t.closedBy(alert.closedBy) : t.byItself} · <Ago at={alert.closedAt} />
      </span>
    )
  return (
    <>
      {alert.acknowledgedBy && <span className="text-13 text-ink-2">{t.acknowledged(alert.acknowledgedBy)}</span>}
      {may && !alert.acknowledgedAt && (
        <Button size="small" look="primary" onClick={() => acknowledge.mutate({ id: alert.id }, { onError })}>
          {t.acknowledge}
        </Button>
      )}
      {may && (
        <Button
          size="small"
          look="quiet"
          title={t.dismissHint}
          onClick={() => dismiss.mutate({ id: alert.id }, { onError })}
        >
          {t.dismiss}
        </Button>
      )}
    </>
  )
}
