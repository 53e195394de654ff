'use client'

import { CARRIER_LABELS, CARRIERS, type CarrierCode, type TripView } from '@baton/contract'
import { useState } from 'react'
import { useLabel, useWords } from '#words/locale.tsx'
import { useGo } from '../flow/use-go.ts'
import { Button } from '../parts/button.tsx'
import { CodeText } from '../parts/code-text.tsx'
import { Empty } from '../parts/empty.tsx'
import { FailureLine } from '../parts/failure-line.tsx'
import { CloudOff, Truck } from '../parts/first-icons.ts'
import { Plus } from '../parts/icons/plus.ts'
import { Sheet } from '../parts/sheet.tsx'
import { codeOf } from '../server/call.ts'
import { floorApi } from '../server/floor-api.ts'
import { useAnswer } from '../server/use-answer.ts'
import { listWords } from './list-words.ts'

const ASK_EVERY_MS = 20_000

/** The trucks that are being loaded. */
export function TripsScreen() {
  const t = useWords(listWords)
  const { data, failure } = useAnswer(floorApi.trips, ASK_EVERY_MS)
  const [isOpening, setOpening] = useState(false)
  const load = useLoading()
  return (
    <div className="grid gap-2">
      <h1 className="pl-1 font-bold text-xl">{t.trips}</h1>
      {!data && failure && <Empty icon={<CloudOff />} title={t.tripsUnheard} />}
      {data?.length === 0 && <Empty icon={<Truck />} title={t.noTrips} hint={t.noTripsHint} />}
      <ul className="grid gap-2">
        {data?.map((trip) => (
          <li key={trip.code}>
            <TripCard trip={trip} onLoad={() => load(trip)} />
          </li>
        ))}
      </ul>
      <Button look="primary" className="mt-1 min-h-16 text-lg" onClick={() => setOpening(true)}>
        <Plus />
        {t.openTrip}
      </Button>
      {isOpening && <OpenSheet onOpened={load} onClose={() => setOpening(false)} />}
    </div>
  )
}

function useLoading(): (trip: TripView) => void {
  const go = useGo()
  return (trip) => go({ at: 'loading', trip: trip.code, view: trip, loaded: [] })
}

function TripCard({ trip, onLoad }: { trip: TripView; onLoad: () => void }) {
  const t = useWords(listWords)
  const label = useLabel()
  return (
    <button
      type="button"
      onClick={onLoad}
      className="flex w-full flex-wrap items-center justify-end gap-x-3 rounded-2xl border border-line bg-surface px-3 py-3 text-left active:bg-hover"
    >
      <Truck aria-hidden className="size-8 shrink-0 text-accent-text" />
      <span className="min-w-0 flex-1 basis-32">
        <span className="line-clamp-2 font-bold text-lg leading-tight">{label(CARRIER_LABELS[trip.carrier])}</span>
        <CodeText code={trip.code} className="text-ink-3 text-sm" />
      </span>
      <span className="shrink-0 font-bold text-xl tabular-nums">{t.parcels(trip.parcels)}</span>
    </button>
  )
}

function OpenSheet({ onOpened, onClose }: { onOpened: (trip: TripView) => void; onClose: () => void }) {
  const t = useWords(listWords)
  const label = useLabel()
  const [busy, setBusy] = useState<CarrierCode | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const open = async (carrier: CarrierCode) => {
    setBusy(carrier)
    try {
      onOpened(await floorApi.openTrip({ carrier }))
    } catch (error) {
      setFailure(codeOf(error))
      setBusy(null)
    }
  }
  return (
    <Sheet title={t.openTitle} onClose={onClose}>
      <div className="grid gap-3">
        {failure !== null && <FailureLine code={failure} />}
        <div className="grid grid-cols-2 gap-2 sm:grid-cols-3">
          {CARRIERS.map((carrier) => (
            <Button
              key={carrier}
              className="min-h-14"
              isBusy={busy === carrier}
              disabled={busy !== null}
              onClick={() => void open(carrier)}
            >
              {label(CARRIER_LABELS[carrier])}
            </Button>
          ))}
        </div>
      </div>
    </Sheet>
  )
}
