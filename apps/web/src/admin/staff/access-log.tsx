'use client'

import {
  ACCESS_DEED_LABELS,
  type AccessChangeView,
  DEVICE_GRANT_LABELS,
  type Label,
  ROLE_LABELS,
} from '@baton/contract'
import { ArrowRight, History, Smartphone, UserRound } from 'lucide-react'
import { InstantAndAgo } from '#time/instant.tsx'
import { Card } from '#ui/card.tsx'
import { Loaded } from '#ui/loaded.tsx'
import { MoreRows } from '#ui/more-rows.tsx'
import { Empty } from '#ui/state.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import type { useAccessChanges } from './use-access-changes.ts'
import { staffWords } from './words.ts'

const CODE_LABELS: Readonly<Record<string, Label>> = { ...ROLE_LABELS, ...DEVICE_GRANT_LABELS }

/** Every change of who may come in and what they may do, the latest first. */
export function AccessLog({ query, rows }: ReturnType<typeof useAccessChanges>) {
  const t = useWords(staffWords)
  return (
    <Loaded query={query} isEmpty={() => rows.length === 0} empty={<Empty icon={<History />} title={t.noChanges} />}>
      {() => (
        <Card className="overflow-hidden">
          <ol aria-label={t.log} className="divide-y divide-line">
            {rows.map((change) => (
              <ChangeRow key={change.id} change={change} />
            ))}
          </ol>
          <MoreRows query={query} />
        </Card>
      )}
    </Loaded>
  )
}

function ChangeRow({ change }: { change: AccessChangeView }) {
  const t = useWords(staffWords)
  const label = useLabel()
  const { subject, actor, address } = change
  const Icon = subject.kind === 'person' ? UserRound : Smartphone
  const by = actor.kind === 'clock' ? t.system : actor.name
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3">
      <Icon aria-hidden className="size-5 shrink-0 text-ink-3" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="break-words font-medium">{subject.name}</span>
          <span className="text-ink-2">{label(ACCESS_DEED_LABELS[change.deed])}</span>
          <Codes change={change} />
        </p>
        <p className="break-words text-13 text-ink-3">
          {by}
          {address && <span className="font-mono text-xs"> · {address}</span>}
        </p>
      </div>
      <span className="text-13 text-ink-3 max-sm:w-full max-sm:pl-9">
        <InstantAndAgo at={change.at} />
      </span>
    </li>
  )
}

function Codes({ change: { before, after } }: { change: AccessChangeView }) {
  const t = useWords(staffWords)
  const label = useLabel()
  if (after === null) return null
  const named = (codes: readonly string[]) =>
    codes.length === 0 ? t.nothing : codes.map((code) => label(CODE_LABELS[code] ?? { zh: code, en: code })).join(t.and)
  return (
    <span className="inline-flex flex-wrap items-center gap-1.5">
      {before && (
        <>
          <s className="text-ink-3">{named(before)}</s>
          <ArrowRight aria-hidden className="size-3.5 text-ink-3" />
        </>
      )}
      <span>{named(after)}</span>
    </span>
  )
}
