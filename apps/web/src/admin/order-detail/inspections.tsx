'use client'

import { type OrderInspection, PHOTO_PATH, RETURN_GRADE_LABELS } from '@baton/contract'
import { useQuery } from '@tanstack/react-query'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useEffect, useEffectEvent, useState } from 'react'
import { useTRPC } from '#data/trpc.ts'
import { ExactInstant } from '#time/exact-instant.tsx'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Section } from '#ui/card.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import { inspectionWords } from './inspection-words.ts'

/** Photos come by themselves after their inspection. */
const ASK_AGAIN_MS = 15_000

/** What the floor found of this order's returns, with photos. */
export function Inspections({ orderId }: { orderId: string }) {
  const t = useWords(inspectionWords)
  const trpc = useTRPC()
  const { data = [] } = useQuery({
    ...trpc.orders.inspections.queryOptions({ id: orderId }),
    refetchInterval: ASK_AGAIN_MS,
  })
  if (data.length === 0) return null
  return (
    <Section title={t.title} id="inspections">
      <ul className="divide-y divide-line px-4">
        {data.map((one) => (
          <Inspection key={one.id} inspection={one} />
        ))}
      </ul>
    </Section>
  )
}

function Inspection({ inspection }: { inspection: OrderInspection }) {
  const t = useWords(inspectionWords)
  const label = useLabel()
  const { grade, note, waybill, inspectorName, deviceName, occurredAt, photoIds, missingPhotos } = inspection
  const [opened, setOpened] = useState<number | null>(null)
  return (
    <li className="grid gap-1.5 py-2.5 text-13">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Badge tone={grade === 'sellable' ? 'green' : 'amber'} dot>
          {label(RETURN_GRADE_LABELS[grade])}
        </Badge>
        <ExactInstant at={occurredAt} className="text-ink-3" />
      </div>
      {note !== '' && <p className="break-words">{note}</p>}
      <p className="text-ink-3">
        {[inspectorName, deviceName].filter((one) => one !== null).join(' · ')}
        {waybill !== null && <span className="block font-mono">{waybill}</span>}
      </p>
      {photoIds.length > 0 && (
        <ul className="grid grid-cols-3 gap-2">
          {photoIds.map((id, at) => (
            <li key={id}>
              <button
                type="button"
                aria-label={t.enlarge(at + 1)}
                onClick={() => setOpened(at)}
                className="block w-full cursor-zoom-in overflow-hidden rounded-lg border border-line"
              >
                <img src={`${PHOTO_PATH}${id}`} alt="" loading="lazy" className="aspect-square w-full object-cover" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {missingPhotos > 0 && <p className="text-ink-3">{t.missing(missingPhotos)}</p>}
      {opened !== null && (
        <PhotoDialog
          photoIds={photoIds}
          grade={label(RETURN_GRADE_LABELS[grade])}
          at={opened}
          onTurn={setOpened}
          onClose={() => setOpened(null)}
        />
      )}
    </li>
  )
}

interface PhotoDialogProps {
  readonly photoIds: readonly string[]
  readonly grade: string
  readonly at: number
  readonly onTurn: (at: number) => void
  readonly onClose: () => void
}

/** One photo as large as the window lets it be; arrow keys turn to the next. */
function PhotoDialog({ photoIds, grade, at, onTurn, onClose }: PhotoDialogProps) {
  const t = useWords(inspectionWords)
  const turn = (by: number) => onTurn((at + by + photoIds.length) % photoIds.length)
  const onKey = useEffectEvent(({ key }: KeyboardEvent) => {
    if (key === 'ArrowLeft') turn(-1)
    if (key === 'ArrowRight') turn(1)
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event)
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [])
  return (
    <Dialog title={t.photo(at + 1, photoIds.length)} onClose={onClose} wide>
      <div className="grid gap-3">
        <img
          src={`${PHOTO_PATH}${photoIds[at]}`}
          alt={t.shows(at + 1, grade)}
          className="mx-auto max-h-[70dvh] rounded-lg object-contain"
        />
        {photoIds.length > 1 && (
          <div className="flex justify-center gap-2">
            <Button size="icon" aria-label={t.before} onClick={() => turn(-1)}>
              <ChevronLeft />
            </Button>
            <Button size="icon" aria-label={t.next} onClick={() => turn(1)}>
              <ChevronRight />
            </Button>
          </div>
        )}
      </div>
    </Dialog>
  )
}
