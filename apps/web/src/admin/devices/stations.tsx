'use client'

import type { StationView } from '@baton/contract'
import { Plus, Printer } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#ui/button.tsx'
import { Section } from '#ui/card.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { LinesWaiting } from '#ui/lines-waiting.tsx'
import { useWords } from '#words/locale.tsx'
import { punctuation } from '#words/punctuation.ts'
import { NameAndPlaceDialog } from './name-and-place-dialog.tsx'
import { PrintCard } from './print-card.tsx'
import { useDeviceChanges, useStations } from './use-devices.ts'
import { deviceWords } from './words.ts'

/** Where people clock in. */
export function Stations() {
  const t = useWords(deviceWords)
  const read = useStations()
  const stations = read.data
  const [isAdding, setAdding] = useState(false)
  const [printed, setPrinted] = useState<StationView | null>(null)
  return (
    <Section
      id="stations"
      title={t.stations}
      aside={
        <Button size="small" onClick={() => setAdding(true)}>
          <Plus />
          {t.addStation}
        </Button>
      }
    >
      <p className="px-4 pt-3 text-13 text-ink-3">{t.stationsHint}</p>
      <LinesWaiting read={read} />
      {stations?.length === 0 && <p className="px-4 py-6 text-center text-ink-3">{t.noStations}</p>}
      <ul className="divide-y divide-line">
        {stations?.map((station) => (
          <StationRow key={station.code} station={station} onPrint={() => setPrinted(station)} />
        ))}
      </ul>
      {isAdding && <StationDialog onAdded={setPrinted} onClose={() => setAdding(false)} />}
      {printed && (
        <Dialog title={t.stationCode} onClose={() => setPrinted(null)}>
          <PrintCard code={printed.code} label={t.stationCode} title={printed.name}>
            {printed.warehouseName}
          </PrintCard>
        </Dialog>
      )}
    </Section>
  )
}

function StationRow({ station, onPrint }: { station: StationView; onPrint: () => void }) {
  const t = useWords(deviceWords)
  const { list } = useWords(punctuation)
  return (
    <li className="flex items-center justify-between gap-3 px-4 py-2.5">
      <div className="min-w-0">
        <p className="font-medium">{station.name}</p>
        <p className="text-ink-3 text-xs">
          <code className="font-mono">{station.code}</code> · {station.warehouseName} ·{' '}
          {station.people.length > 0 ? t.people(station.people.join(list)) : t.nobody}
        </p>
      </div>
      <Button size="small" onClick={onPrint}>
        <Printer />
        {t.print}
      </Button>
    </li>
  )
}

function StationDialog({ onAdded, onClose }: { onAdded: (station: StationView) => void; onClose: () => void }) {
  const t = useWords(deviceWords)
  const { saveStation } = useDeviceChanges()
  return (
    <NameAndPlaceDialog
      title={t.addStation}
      hint={t.stationsHint}
      send={async (input) => onAdded(await saveStation.mutateAsync(input))}
      onDone={onClose}
      onClose={onClose}
    />
  )
}
