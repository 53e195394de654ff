'use client'

import {
  DEVICE_GRANT_LABELS,
  DEVICE_GRANTS,
  DEVICE_KIND_LABELS,
  type DeviceKind,
  type DeviceView,
} from '@baton/contract'
import { type LucideIcon, Printer, ScanBarcode, Smartphone } from 'lucide-react'
import { Ago } from '#time/instant.tsx'
import { timeWords } from '#time/words.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Table, Td, Th, ThUnseen, Tr } from '#ui/table.tsx'
import { useLabel, useWords } from '#words/locale.tsx'
import type { Opened } from './devices-room.tsx'
import { LOW_BATTERY, OFFSET_TOLD_MS } from './limits.ts'
import { deviceWords } from './words.ts'

export function DeviceTable({ rows, onOpen }: { rows: readonly DeviceView[]; onOpen: (opened: Opened) => void }) {
  const t = useWords(deviceWords)
  return (
    <Table caption={t.title}>
      <thead>
        <tr>
          <Th>{t.columns.name}</Th>
          <Th className="max-sm:hidden">{t.columns.seen}</Th>
          <Th className="text-right max-sm:hidden">{t.columns.unsent}</Th>
          <Th className="max-md:hidden">{t.columns.battery}</Th>
          <Th className="max-lg:hidden">{t.columns.clock}</Th>
          <Th className="max-lg:hidden">{t.columns.push}</Th>
          <Th className="text-right max-md:hidden">{t.columns.today}</Th>
          <ThUnseen>{t.revoke}</ThUnseen>
        </tr>
      </thead>
      <tbody>
        {rows.map((device) => (
          <DeviceRow key={device.id} device={device} onOpen={onOpen} />
        ))}
      </tbody>
    </Table>
  )
}

function DeviceRow({ device, onOpen }: { device: DeviceView; onOpen: (opened: Opened) => void }) {
  const t = useWords(deviceWords)
  const isRevoked = device.revokedAt !== null
  return (
    <Tr className={isRevoked ? 'bg-sunken/60' : ''}>
      <Td>
        <DeviceName device={device} />
      </Td>
      <Td className="whitespace-nowrap max-sm:hidden">
        <LastSeen device={device} />
      </Td>
      <Td className="text-right max-sm:hidden">
        {device.unsent ? <Badge tone="amber">{device.unsent}</Badge> : (device.unsent ?? '—')}
      </Td>
      <Td className="whitespace-nowrap max-md:hidden">
        <Battery percent={device.battery} />
      </Td>
      <Td className="max-lg:hidden">
        <Offset ms={device.offsetMs} />
      </Td>
      <Td className="max-lg:hidden">{device.push ? t.push[device.push] : '—'}</Td>
      <Td className="text-right max-md:hidden">{device.scansToday}</Td>
      <Td className="whitespace-nowrap text-right max-lg:[&>button]:ml-auto max-lg:[&>button]:flex">
        {device.quarantined > 0 && (
          <Button size="small" onClick={() => onOpen({ what: 'release', device })}>
            {t.release} · {t.quarantined(device.quarantined)}
          </Button>
        )}{' '}
        {!isRevoked && (
          <>
            {device.kind !== 'agent' && (
              <Button look="quiet" size="small" onClick={() => onOpen({ what: 'grants', device })}>
                {t.grants}
              </Button>
            )}
            <Button look="quiet" size="small" onClick={() => onOpen({ what: 'revoke', device })}>
              {t.revoke}
            </Button>
          </>
        )}
      </Td>
    </Tr>
  )
}

const ICONS = { browser: Smartphone, gun: ScanBarcode, agent: Printer } as const satisfies Record<
  DeviceKind,
  LucideIcon
>

function DeviceName({ device }: { device: DeviceView }) {
  const t = useWords(deviceWords)
  const label = useLabel()
  const Icon = ICONS[device.kind]
  return (
    <div className="flex items-center gap-2.5">
      <Icon aria-hidden className="size-5 shrink-0 text-ink-3 max-sm:hidden" />
      <div className="min-w-24">
        <p className="font-medium">
          {device.name} {device.revokedAt !== null && <Badge tone="red">{t.revoked}</Badge>}
        </p>
        <p className="text-ink-3 text-xs">
          {label(DEVICE_KIND_LABELS[device.kind])} · {device.warehouseName}
          {device.operatorName !== null && ` · ${t.operator(device.operatorName)}`}
          {device.version && ` · ${t.version} ${device.version}`}
          <span className="sm:hidden">
            {' · '}
            <LastSeen device={device} />
          </span>
        </p>
        <Narrowed device={device} />
      </div>
    </div>
  )
}

function LastSeen({ device: { lastSeenAt } }: { device: DeviceView }) {
  const t = useWords(deviceWords)
  return lastSeenAt === null ? <span className="text-ink-3">{t.never}</span> : <Ago at={lastSeenAt} />
}

/** Said only where it is less than everything. */
function Narrowed({ device }: { device: DeviceView }) {
  const t = useWords(deviceWords)
  const label = useLabel()
  if (device.kind === 'agent' || device.grants.length === DEVICE_GRANTS.length) return null
  const may = DEVICE_GRANTS.filter((grant) => device.grants.includes(grant))
  return (
    <p className="mt-0.5 text-xs">
      <Badge tone="amber">
        {may.length === 0 ? t.mayNothing : t.mayOnly(may.map((grant) => label(DEVICE_GRANT_LABELS[grant])).join(' · '))}
      </Badge>
    </p>
  )
}

function Battery({ percent }: { percent: number | null }) {
  if (percent === null) return '—'
  return percent < LOW_BATTERY ? <Badge tone="red">{percent} %</Badge> : `${percent} %`
}

function Offset({ ms }: { ms: number | null }) {
  const time = useWords(timeWords)
  if (ms === null) return '—'
  if (Math.abs(ms) <= OFFSET_TOLD_MS) return `${(Math.round(ms / 100) / 10 || 0).toFixed(1)} s`
  return <Badge tone="amber">{time.span(ms)}</Badge>
}
