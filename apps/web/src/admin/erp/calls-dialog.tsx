'use client'

import type { ErpView } from '@baton/contract'
import { Inbox, ShieldCheck } from 'lucide-react'
import { InstantAndAgo } from '#time/instant.tsx'
import { Badge } from '#ui/badge.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Loaded } from '#ui/loaded.tsx'
import { Empty } from '#ui/state.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { refusalLabel } from '../channels/words.ts'
import { useErpCalls } from './use-erp.ts'
import { erpWords } from './words.ts'

/** The last requests of one ERP and what became of them; below, what was refused before it was read. */
export function CallsDialog({ erp, onClose }: { erp: ErpView; onClose: () => void }) {
  const t = useWords(erpWords)
  const label = useLabel()
  const { calls, refusals } = useErpCalls(erp.id)
  return (
    <Dialog title={`${t.calls} · ${erp.name}`} hint={t.callsHint} onClose={onClose} wide>
      <Loaded query={calls} isEmpty={(rows) => rows.length === 0} empty={<Empty icon={<Inbox />} title={t.noCalls} />}>
        {(rows) => (
          <ul className="divide-y divide-line rounded-lg border border-line text-13">
            {rows.map((call) => (
              <li key={call.key} className="grid gap-1 px-3 py-2">
                <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
                  <InstantAndAgo at={call.receivedAt} />
                  <span>{t.writes(call.writes)}</span>
                  {call.isKept && <Badge tone="amber">{t.kept}</Badge>}
                  {call.applied > 0 && <Badge tone="green">{`${t.applied} ${call.applied}`}</Badge>}
                  {call.duplicate > 0 && <Badge>{`${t.duplicate} ${call.duplicate}`}</Badge>}
                  {call.refused > 0 && <Badge tone="red">{`${t.refused} ${call.refused}`}</Badge>}
                  {call.repeats > 0 && <span className="text-ink-3">{t.repeats(call.repeats)}</span>}
                </p>
                <p className="flex flex-wrap gap-x-3 text-ink-3 text-xs">
                  <code className="min-w-0 break-all font-mono">{call.key}</code>
                  <span className="font-mono">{call.address}</span>
                </p>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
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
                  <InstantAndAgo at={row.lastAt} />
                </span>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Dialog>
  )
}
