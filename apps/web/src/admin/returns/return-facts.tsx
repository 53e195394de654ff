'use client'

import {
  AFTER_SALE_STATE_LABELS,
  carrierLabel,
  RETURN_GRADE_LABELS,
  type ReturnArrival,
  type ReturnRow,
} from '@baton/contract'
import { Printer } from 'lucide-react'
import { DueIn } from '#admin/orders/due-in.tsx'
import { useMay } from '#data/session.ts'
import { InstantAndAgo } from '#time/instant.tsx'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { useSayFailure } from '#ui/say-failure.ts'
import { useToast } from '#ui/toast.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { useReturnChanges } from './use-returns.ts'
import { returnWords } from './words.ts'

/** Where a return stands: on its way, waiting with the time that is left, or inspected. */
export function ReturnStanding({ arrival }: { arrival: ReturnArrival | null }) {
  const t = useWords(returnWords)
  const label = useLabel()
  if (arrival === null)
    return (
      <Badge tone="blue" dot>
        {t.onItsWay}
      </Badge>
    )
  const { inspection, inspectBy } = arrival
  if (inspection !== null)
    return (
      <Badge tone={inspection.grade === 'sellable' ? 'green' : 'amber'} dot>
        {label(RETURN_GRADE_LABELS[inspection.grade])}
      </Badge>
    )
  return inspectBy === null ? <Badge>{t.noTime}</Badge> : <DueIn at={inspectBy} />
}

/** By which numbers it is known, and what became of it in the warehouse. */
export function ReturnFacts({ row }: { row: ReturnRow }) {
  const t = useWords(returnWords)
  const label = useLabel()
  const { afterSales, arrival } = row
  return (
    <div className="grid gap-1 text-13">
      {afterSales.length === 0 && <p className="text-ink-3">{t.untold}</p>}
      {afterSales.map((one) => (
        <div key={one.nativeNumber} className="flex items-start gap-3">
          <div className="min-w-0 flex-1">
            <p className="flex flex-wrap items-baseline gap-x-2">
              <span className="font-medium font-mono">{one.workOrder ?? t.noWorkOrder}</span>
              <span className="text-ink-2">{label(AFTER_SALE_STATE_LABELS[one.state])}</span>
            </p>
            <p className="break-all font-mono text-ink-3 text-xs">{one.nativeNumber}</p>
            <p className="text-ink-3">
              {one.returnWaybill === null ? (
                t.noParcel
              ) : (
                <>
                  {one.returnCarrier && `${label(carrierLabel(one.returnCarrier))} `}
                  <span className="break-all font-mono">{one.returnWaybill}</span>
                </>
              )}
            </p>
          </div>
          {one.workOrder !== null && <PrintButton workOrder={one.workOrder} />}
        </div>
      ))}
      {arrival !== null && <Arrival arrival={arrival} row={row} />}
    </div>
  )
}

function PrintButton({ workOrder }: { workOrder: string }) {
  const t = useWords(returnWords)
  const say = useToast()
  const onError = useSayFailure()
  const { print } = useReturnChanges()
  if (!useMay('scans.write')) return null
  return (
    <Button
      size="small"
      aria-label={t.printOf(workOrder)}
      busy={print.isPending}
      onClick={() => print.mutate({ workOrder }, { onSuccess: () => say('good', t.sent), onError })}
    >
      <Printer />
      {t.print}
    </Button>
  )
}

function Arrival({ arrival, row }: { arrival: ReturnArrival; row: ReturnRow }) {
  const t = useWords(returnWords)
  const { waybill, arrivedAt, operatorName, deviceName, namedBy, inspection } = arrival
  const isOther = waybill !== null && !row.afterSales.some((one) => one.returnWaybill === waybill)
  return (
    <>
      {isOther && (
        <p>
          <span className="text-ink-3">{t.returnParcel}</span> <span className="break-all font-mono">{waybill}</span>
        </p>
      )}
      <p className="text-ink-2">
        {t.tookIn} <InstantAndAgo at={arrivedAt} />
        <span className="text-ink-3">
          {' · '}
          {[operatorName, deviceName, namedBy !== null && t.named(namedBy)].filter(Boolean).join(' · ')}
        </span>
      </p>
      {inspection !== null && (
        <p className="text-ink-2">
          {t.inspectedBy} <InstantAndAgo at={inspection.at} />
          {inspection.inspectorName !== null && <span className="text-ink-3"> · {inspection.inspectorName}</span>}
        </p>
      )}
    </>
  )
}
