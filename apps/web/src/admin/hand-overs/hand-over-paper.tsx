import { CARRIER_LABELS, type HandOverList } from '@baton/contract'
import { Instant } from '#time/instant.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { handOverWords } from './words.ts'

/** What driver and warehouse sign: printed alone, while it is open. */
export function HandOverPaper({ list }: { list: HandOverList }) {
  const t = useWords(handOverWords)
  const label = useLabel()
  const { trip, rows, warehouseName, closedBy } = list
  return (
    <div aria-hidden className="print-only p-8 text-black text-sm">
      <p className="font-bold text-xl">
        {t.list} · {label(CARRIER_LABELS[trip.carrier])} · {warehouseName}
      </p>
      <p>
        {trip.code} · {t.counts(rows.length, trip.orders)}
        {trip.closedAt !== null && (
          <>
            {' '}
            · <Instant at={trip.closedAt} /> {closedBy !== null && t.by(closedBy)}
          </>
        )}
      </p>
      <ol className="my-4 columns-3 gap-6 font-mono text-xs">
        {rows.map((row, at) => (
          <li key={row.waybill} className="break-inside-avoid">
            {at + 1}. {row.waybill} {row.isLater && '*'}
          </li>
        ))}
      </ol>
      {rows.some((row) => row.isLater) && <p>* {t.later}</p>}
      <div className="mt-10 grid break-inside-avoid grid-cols-2 gap-10">
        {[t.driver, t.house].map((who) => (
          <p key={who} className="border-black border-t pt-1">
            {who}
          </p>
        ))}
      </div>
    </div>
  )
}
