import { type Around, type DatedScan, type Judged, nothing, type ScanOf } from './judged.ts'

/** Somebody begins at a station of the device's warehouse, or moves to another. */
export function clockIn(around: Around, dated: DatedScan, scan: ScanOf<'clock_in'>): Judged {
  const { facts, writes, device } = around
  const stationCode = scan.station.toUpperCase()
  const station = facts.stations.get(stationCode)
  if (!station || station.warehouseId !== device.warehouseId)
    return { ...nothing('station_unknown'), about: scan.station }
  const staffId = scan.operatorId
  if (staffId === null || !facts.operators.has(staffId)) return nothing('operator_needed')
  const current = facts.openShifts.get(staffId)
  if (current === stationCode) return nothing('already_clocked_in')
  writes.clocked.push({ staffId, stationCode, at: dated.occurredAt })
  facts.openShifts.set(staffId, stationCode)
  return nothing('clocked_in')
}

/** Somebody leaves, wherever they stood. */
export function clockOut({ facts, writes }: Around, { scan, occurredAt }: DatedScan): Judged {
  const staffId = scan.operatorId
  if (staffId === null || !facts.operators.has(staffId)) return nothing('operator_needed')
  if (!facts.openShifts.delete(staffId)) return nothing('not_clocked_in')
  writes.clocked.push({ staffId, stationCode: null, at: occurredAt })
  return nothing('clocked_out')
}
