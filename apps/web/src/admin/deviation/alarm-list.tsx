'use client'

import type { DeviationAlarmView } from '@baton/contract'
import { Instant } from '#time/instant.tsx'
import { Badge } from '#ui/badge.tsx'
import { Section } from '#ui/card.tsx'
import { useWords } from '#words/locale.tsx'
import { percentText } from './heat-cells.ts'
import { deviationWords } from './words.ts'

/** When a channel crossed its limit, and when it came back. */
export function AlarmList({ alarms }: { alarms: readonly DeviationAlarmView[] }) {
  const t = useWords(deviationWords)
  if (alarms.length === 0) return null
  return (
    <Section title={t.alarms} id="alarms">
      <ul className="divide-y divide-line text-13">
        {alarms.map((alarm) => (
          <li key={alarm.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5">
            <Badge tone={alarm.closedAt === null ? 'red' : 'neutral'} dot>
              {alarm.closedAt === null ? t.alarmOpen : t.alarmClosed}
            </Badge>
            <span className="font-medium">{alarm.name}</span>
            <span>{t.alarmShares(percentText(alarm.share), percentText(alarm.peak))}</span>
            <span className="ml-auto text-ink-3">
              <Instant at={alarm.openedAt} />
              {alarm.closedAt !== null && (
                <>
                  {' → '}
                  <Instant at={alarm.closedAt} />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
