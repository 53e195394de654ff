'use client'

import { ShieldCheck } from 'lucide-react'
import { InstantAndAgo } from '#time/instant.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Loaded } from '#ui/loaded.tsx'
import { Empty } from '#ui/state.tsx'
import { Table, Td, Th, Tr } from '#ui/table.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { useRefusals } from './use-channels.ts'
import { channelWords, refusalLabel } from './words.ts'

export function RefusalsDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useWords(channelWords)
  const label = useLabel()
  const refusals = useRefusals(id)
  return (
    <Dialog title={t.refusals} hint={t.refusalsHint} onClose={onClose} wide>
      <Loaded
        query={refusals}
        isEmpty={(rows) => rows.length === 0}
        empty={<Empty icon={<ShieldCheck />} title={t.noRefusals} />}
      >
        {(rows) => (
          <div className="rounded-lg border border-line">
            <Table caption={t.refusals}>
              <thead>
                <tr>
                  <Th>{t.refusalColumns.reason}</Th>
                  <Th className="max-sm:hidden">{t.refusalColumns.address}</Th>
                  <Th className="text-right">{t.refusalColumns.count}</Th>
                  <Th className="text-right">{t.refusalColumns.last}</Th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <Tr key={`${row.reason} ${row.address}`}>
                    <Td className="font-medium">
                      {label(refusalLabel(row.reason))}
                      <span className="block font-mono font-normal text-ink-3 text-xs sm:hidden">{row.address}</span>
                    </Td>
                    <Td className="font-mono text-xs max-sm:hidden">{row.address}</Td>
                    <Td className="text-right">{row.count}</Td>
                    <Td className="text-right sm:whitespace-nowrap">
                      <InstantAndAgo at={row.lastAt} />
                    </Td>
                  </Tr>
                ))}
              </tbody>
            </Table>
          </div>
        )}
      </Loaded>
    </Dialog>
  )
}
