'use client'

import { ERRORS, type ErpCallView, type ErpView } from '@baton/contract'
import { Inbox, ShieldCheck } from 'lucide-react'
import Link from 'next/link'
import { ExactAndAgo } from '#time/exact-instant.tsx'
import { Badge } from '#ui/badge.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Loaded } from '#ui/loaded.tsx'
import { Empty } from '#ui/state.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { refusalLabel } from '../channels/words.ts'
import { useErpCalls } from './use-erp.ts'
import { erpWords } from './words.ts'

/** The last requests of one ERP, or rows of a database connector, and what became of them; below, what was refused unread. */
export function CallsDialog({ erp, onClose }: { erp: ErpView; onClose: () => void }) {
  const t = useWords(erpWords)
  const isInbox = erp.kind === 'database'
  const { calls, refusals } = useErpCalls(erp.id)
  return (
    <Dialog
      title={`${isInbox ? t.rows : t.calls} · ${erp.name}`}
      hint={isInbox ? t.rowsHint : t.callsHint}
      onClose={onClose}
      wide
    >
      <Loaded
        query={calls}
        isEmpty={(rows) => rows.length === 0}
        empty={<Empty icon={<Inbox />} title={isInbox ? t.noRows : t.noCalls} />}
      >
        {(rows) => (
          <ul className="divide-y divide-line rounded-lg border border-line text-13">
            {rows.map((call) => (
              <li key={call.id} className="grid gap-1 px-3 py-2">
                {isInbox ? <RowFacts row={call} isPaused={erp.pausedAt !== null} /> : <CallFacts call={call} />}
                <p className="flex flex-wrap gap-x-3 text-ink-3 text-xs">
                  {call.detail && <span className="wrap-anywhere w-full font-mono text-ink-2">{call.detail}</span>}
                  <code className="min-w-0 break-all font-mono">{call.key || t.noKey}</code>
                  <span className="font-mono">{call.address}</span>
                </p>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {!isInbox && <AtTheDoor refusals={refusals} />}
    </Dialog>
  )
}

function CallFacts({ call }: { call: ErpCallView }) {
  const t = useWords(erpWords)
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <ExactAndAgo at={call.receivedAt} />
      <span>{t.writes(call.writes)}</span>
      {call.isKept && <Badge tone="amber">{t.kept}</Badge>}
      {call.applied > 0 && <Badge tone="green">{`${t.applied} ${call.applied}`}</Badge>}
      {call.duplicate > 0 && <Badge>{`${t.duplicate} ${call.duplicate}`}</Badge>}
      {call.refused > 0 && <Badge tone="red">{`${t.refused} ${call.refused}`}</Badge>}
      {call.repeats > 0 && <span className="text-ink-3">{t.repeats(call.repeats)}</span>}
    </p>
  )
}

/** One row, with its order as it was written and why it was not taken. */
function RowFacts({ row, isPaused }: { row: ErpCallView; isPaused: boolean }) {
  const t = useWords(erpWords)
  const label = useLabel()
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <ExactAndAgo at={row.receivedAt} />
      {row.order && (
        <Link
          href={`/admin/orders/?q=${encodeURIComponent(row.order)}`}
          prefetch={false}
          className="press-target break-all font-mono hover:underline"
        >
          {row.order}
        </Link>
      )}
      {row.isKept && <Badge tone="amber">{isPaused ? t.kept : t.waiting}</Badge>}
      {row.applied > 0 && <Badge tone="green">{t.applied}</Badge>}
      {row.duplicate > 0 && <Badge>{t.duplicate}</Badge>}
      {row.code && <Badge tone="red">{label(ERRORS[row.code].label)}</Badge>}
    </p>
  )
}

/** What came under its key and was not proven. */
function AtTheDoor({ refusals }: { refusals: ReturnType<typeof useErpCalls>['refusals'] }) {
  const t = useWords(erpWords)
  const label = useLabel()
  return (
    <>
      <h3 className="mt-4 mb-2 font-medium text-13 text-ink-2">{t.atTheDoor}</h3>
      <Loaded
        query={refusals}
        isEmpty={(rows) => rows.length === 0}
        empty={<Empty icon={<ShieldCheck />} title={t.noneAtTheDoor} />}
      >
        {(rows) => (
          <ul className="divide-y divide-line rounded-lg border border-line text-13">
            {rows.map((row) => (
              <li
                key={`${row.reason} ${row.address}`}
                className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2"
              >
                <span className="font-medium">{label(refusalLabel(row.reason))}</span>
                <span className="font-mono text-xs">{row.address}</span>
                <span>{t.times(row.count)}</span>
                <span className="ml-auto">
                  <ExactAndAgo at={row.lastAt} />
                </span>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </>
  )
}
