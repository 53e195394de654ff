import type { DeviceView, PrinterTrouble, PrinterView } from '@baton/contract'
import { LOW_BATTERY, OFFSET_TOLD_MS } from '../admin/devices/limits.ts'

/** A device that has been silent for longer is away. */
const AWAY_MS = 10 * 60_000

export type Trouble = { readonly id: string; readonly name: string; readonly warehouseName: string } & (
  | { readonly what: 'unsent' | 'battery' | 'clock' | 'quarantined'; readonly amount: number }
  | { readonly what: 'printer'; readonly trouble: PrinterTrouble }
)

interface Told {
  readonly devices: readonly DeviceView[]
  readonly printers: readonly PrinterView[]
  /** Null: every warehouse. */
  readonly warehouseId: string | null
  readonly now: number
}

/** What is wrong with the things on the floor: scans at risk first, then what stops work, then what will. */
export function troublesOf({ devices, printers, warehouseId, now }: Told): readonly Trouble[] {
  const isHere = (one: { warehouseId: string }) => warehouseId === null || one.warehouseId === warehouseId
  const ofDevices = devices.filter(isHere).flatMap((device) => deviceTroubles(device, now))
  const ofPrinters = printers
    .filter((one) => isHere(one) && one.enabled)
    .flatMap(({ id, name, warehouseName, trouble }): Trouble[] =>
      trouble === null ? [] : [{ id, name, warehouseName, what: 'printer', trouble }],
    )
  const order = ['unsent', 'quarantined', 'printer', 'clock', 'battery'] as const
  return [...ofDevices, ...ofPrinters].sort((a, b) => order.indexOf(a.what) - order.indexOf(b.what))
}

function deviceTroubles(device: DeviceView, now: number): readonly Trouble[] {
  const { id, name, warehouseName, unsent, battery, offsetMs, quarantined, lastSeenAt } = device
  const about = { id, name, warehouseName }
  const found: Trouble[] = []
  if (quarantined > 0) found.push({ ...about, what: 'quarantined', amount: quarantined })
  if (device.revokedAt !== null || lastSeenAt === null) return found
  const isAway = now - Date.parse(lastSeenAt) > AWAY_MS
  if (unsent && isAway) found.push({ ...about, what: 'unsent', amount: unsent })
  if (isAway) return found
  if (battery !== null && battery < LOW_BATTERY) found.push({ ...about, what: 'battery', amount: battery })
  if (offsetMs !== null && Math.abs(offsetMs) > OFFSET_TOLD_MS)
    found.push({ ...about, what: 'clock', amount: Math.round(Math.abs(offsetMs) / 1000) })
  return found
}
