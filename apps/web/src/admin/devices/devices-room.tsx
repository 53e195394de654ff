'use client'

import type { DeviceView } from '@baton/contract'
import { IdCard, QrCode, ScanBarcode, Smartphone } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Loaded } from '#ui/loaded.tsx'
import { Narrowed } from '#ui/narrowed.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Empty } from '#ui/state.tsx'
import { useWords } from '#words/locale.tsx'
import { UpdatedNote } from '../updated-note.tsx'
import { BadgeDialog } from './badge-dialog.tsx'
import { DeviceTable } from './device-table.tsx'
import { EnrolDialog } from './enrol-dialog.tsx'
import { GrantsDialog } from './grants-dialog.tsx'
import { GunDialog } from './gun-dialog.tsx'
import { ReleaseDialog, RevokeDialog } from './revoke-dialog.tsx'
import { Stations } from './stations.tsx'
import { useDevices } from './use-devices.ts'
import { deviceWords } from './words.ts'

export type Opened =
  | { readonly what: 'enrol' | 'gun' | 'badge' }
  | { readonly what: 'grants' | 'revoke' | 'release'; readonly device: DeviceView }

/** What the floor works with. */
export function DevicesRoom() {
  const t = useWords(deviceWords)
  const devices = useDevices()
  const [open, setOpen] = useState<Opened | null>(null)
  return (
    <>
      <PageHeader title={t.title} hint={t.hint} aside={<UpdatedNote query={devices} />}>
        <Button onClick={() => setOpen({ what: 'badge' })}>
          <IdCard />
          {t.badge}
        </Button>
        <Button onClick={() => setOpen({ what: 'gun' })}>
          <ScanBarcode />
          {t.gun}
        </Button>
        <Button look="primary" onClick={() => setOpen({ what: 'enrol' })}>
          <QrCode />
          {t.enrol}
        </Button>
      </PageHeader>
      <div className="grid gap-4">
        <Loaded
          query={devices}
          isEmpty={(rows) => rows.length === 0}
          empty={<Empty icon={<Smartphone />} title={t.empty} hint={t.emptyHint} />}
        >
          {(rows) => (
            <Narrowed rows={rows} textOf={({ name }) => name}>
              {(shown) => (
                <Card className="overflow-hidden">
                  <DeviceTable rows={shown} onOpen={setOpen} />
                </Card>
              )}
            </Narrowed>
          )}
        </Loaded>
        <Stations />
      </div>
      <OpenDialog open={open} onClose={() => setOpen(null)} />
    </>
  )
}

function OpenDialog({ open, onClose }: { open: Opened | null; onClose: () => void }) {
  switch (open?.what) {
    case 'enrol':
      return <EnrolDialog onClose={onClose} />
    case 'gun':
      return <GunDialog onClose={onClose} />
    case 'badge':
      return <BadgeDialog onClose={onClose} />
    case 'grants':
      return <GrantsDialog device={open.device} onClose={onClose} />
    case 'revoke':
      return <RevokeDialog device={open.device} onClose={onClose} />
    case 'release':
      return <ReleaseDialog device={open.device} onClose={onClose} />
    case undefined:
      return null
  }
}
