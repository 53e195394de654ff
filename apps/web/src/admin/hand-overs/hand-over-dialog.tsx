'use client'

import { CARRIER_LABELS, type HandOverList } from '@baton/contract'
import { Printer } from 'lucide-react'
import Link from 'next/link'
import { createPortal } from 'react-dom'
import { Instant } from '#time/instant.tsx'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Loaded } from '#ui/loaded.tsx'
import { useSayFailure } from '#ui/say-failure.ts'
import { Table, Td, Th, Tr } from '#ui/table.tsx'
import { useToast } from '#ui/toast.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { HandOverPaper } from './hand-over-paper.tsx'
import { useHandOverList, usePrintTrip } from './use-hand-overs.ts'
import { handOverWords } from './words.ts'

/** One truck's list, waybill by waybill, on the screen and on paper. */
export function HandOverDialog({ code, onClose }: { code: string; onClose: () => void }) {
  const t = useWords(handOverWords)
  const label = useLabel()
  const query = useHandOverList(code)
  const list = query.data
  return (
    <Dialog
      wide
      title={list ? `${t.list} · ${label(CARRIER_LABELS[list.trip.carrier])}` : t.list}
      hint={
        <>
          <span className="font-mono">{code}</span>
          {list && ` · ${list.warehouseName} · ${t.counts(list.rows.length, list.trip.orders)}`}
        </>
      }
      onClose={onClose}
      footer={list && <PrintButtons code={code} />}
    >
      <Loaded query={query}>{(found) => <Rows list={found} />}</Loaded>
      {list && createPortal(<HandOverPaper list={list} />, document.body)}
    </Dialog>
  )
}

function PrintButtons({ code }: { code: string }) {
  const t = useWords(handOverWords)
  const say = useToast()
  const onError = useSayFailure()
  const slip = usePrintTrip()
  return (
    <>
      <Button
        busy={slip.isPending}
        onClick={() => slip.mutate({ tripCode: code }, { onSuccess: () => say('good', t.sent), onError })}
      >
        <Printer />
        {t.slip}
      </Button>
      <Button look="primary" onClick={() => print()}>
        <Printer />
        {t.print}
      </Button>
    </>
  )
}

function Rows({ list: { rows } }: { list: HandOverList }) {
  const t = useWords(handOverWords)
  const later = rows.filter((row) => row.isLater).length
  if (rows.length === 0) return <p className="py-6 text-center text-ink-3">{t.none}</p>
  return (
    <>
      {later > 0 && (
        <p className="tone tone-amber mb-3 rounded-lg bg-tone-bg px-3 py-2 text-13 text-tone-fg">
          {t.laterHint(later)}
        </p>
      )}
      <Table caption={t.list}>
        <thead>
          <tr>
            <Th>#</Th>
            <Th>{t.columns.parcels}</Th>
            <Th>{t.columns.orders}</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <Tr key={row.waybill}>
              <Td className="text-ink-3">{at + 1}</Td>
              <Td>
                <span className="break-all font-mono">{row.waybill}</span>
                <span className="block text-ink-3 text-xs">
                  <Instant at={row.loadedAt} /> {row.isLater && <Badge tone="amber">{t.later}</Badge>}
                </span>
              </Td>
              <Td>
                {row.orderIds.map((id) => (
                  <Link
                    key={id}
                    href={`/admin/orders/detail/?id=${id}`}
                    className="press-target block w-fit font-mono text-accent-text hover:underline"
                  >
                    {id}
                  </Link>
                ))}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </>
  )
}
