'use client'

import { SHOWN_STATUS_LABELS, type TimelineEntry } from '@baton/contract'
import { ExactAndAgo } from '#time/exact-instant.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { nativeWord } from './native-word.ts'
import { causeOfState, turnedAway, whoActed } from './timeline-view.ts'
import { timelineWords } from './timeline-words.ts'

/** Why is it in this state, and who tried to change it: both at a glance. */
export function TimelineAnswer({ entries }: { entries: readonly TimelineEntry[] }) {
  const t = useWords(timelineWords)
  const label = useLabel()
  const cause = causeOfState(entries)
  const turned = turnedAway(entries)
  return (
    <dl className="grid gap-x-6 gap-y-3 border-line border-b bg-sunken/60 px-4 py-3.5 text-13 sm:grid-cols-2">
      <div>
        <dt className="mb-0.5 text-ink-3 text-xs">{t.why}</dt>
        <dd>
          {cause?.after == null ? (
            t.whyUnknown
          ) : (
            <>
              <p className="font-medium">
                {t.whyLine({
                  after: label(SHOWN_STATUS_LABELS[cause.after.shown]),
                  who: whoActed(cause),
                  word: cause.nativeStatus && nativeWord(cause.nativeStatus, cause.nativeStatusLabel),
                })}
              </p>
              <p className="text-xs">
                <ExactAndAgo at={cause.occurredAt} />
              </p>
            </>
          )}
        </dd>
      </div>
      <div>
        <dt className="mb-0.5 text-ink-3 text-xs">{t.tried}</dt>
        <dd>
          {turned.length === 0 ? (
            <p className="text-ink-2">{t.triedNobody}</p>
          ) : (
            <ul className="grid gap-1">
              {turned.map(({ who, count, lastAt }) => (
                <li key={who} className="flex flex-wrap items-baseline gap-x-2">
                  <span className="font-medium text-danger-text">{t.triedLine(who, count)}</span>
                  <span className="text-xs">
                    <ExactAndAgo at={lastAt} />
                  </span>
                </li>
              ))}
            </ul>
          )}
        </dd>
      </div>
    </dl>
  )
}
