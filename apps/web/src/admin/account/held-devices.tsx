'use client'

import type { HeldDeviceView } from '@baton/contract'
import { ScanLine } from 'lucide-react'
import { Instant } from '#time/instant.tsx'
import { shortTime } from '#time/instants.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Section } from '#ui/card.tsx'
import { useSayFailure } from '#ui/say-failure.ts'
import { useToast } from '#ui/toast.tsx'
import { useWords } from '#words/locale.tsx'
import { PlaceRow } from './place-row.tsx'
import { useAccountChanges } from './use-account.ts'
import { accountWords } from './words.ts'

export function HeldDevices({ rows }: { rows: readonly HeldDeviceView[] }) {
  const t = useWords(accountWords)
  return (
    <Section id="devices" title={t.devices} aside={<p className="text-13 text-ink-3">{t.devicesHint}</p>}>
      <ul className="divide-y divide-line">
        {rows.map((row) => (
          <DeviceRow key={row.id} row={row} />
        ))}
      </ul>
    </Section>
  )
}

function DeviceRow({ row }: { row: HeldDeviceView }) {
  const t = useWords(accountWords)
  const say = useToast()
  const sayFailure = useSayFailure()
  const { giveBackDevice } = useAccountChanges()
  const giveBack = () =>
    giveBackDevice.mutate({ id: row.id }, { onSuccess: () => say('good', t.givenBack), onError: sayFailure })
  return (
    <PlaceRow
      icon={<ScanLine />}
      name={row.name}
      badge={row.isThisOne && <Badge tone="green">{t.thisOne}</Badge>}
      facts={{
        warehouse: row.warehouseName,
        since: (
          <>
            {t.since} <Instant at={row.since} />
          </>
        ),
        until: t.until(shortTime(row.until, Date.parse(row.since))),
      }}
    >
      <Button size="small" busy={giveBackDevice.isPending} aria-label={t.giveBackOf(row.name)} onClick={giveBack}>
        {t.giveBack}
      </Button>
    </PlaceRow>
  )
}
