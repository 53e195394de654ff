import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import { rowsAsTable, rowsInto } from '../runtime/rows-as-text.ts'
import type { Device } from '../staff/index.ts'
import type { DatedScan, FloorWrites, Judged } from './judged.ts'
import { packedItems, parcelLoads, scans, trips } from './tables.ts'
import { isUnmatched } from './unmatched.ts'
import { writeArrivals } from './write-arrivals.ts'

export interface StoredScan extends DatedScan {
  readonly judged: Judged
}

/** Keeps scans with their outcomes, and what the device has of them by now. */
export async function writeScans(
  ctx: Context,
  tx: Tx,
  { device, stored }: { device: Device; stored: readonly StoredScan[] },
): Promise<void> {
  if (stored.length === 0) return
  const rows = stored.map(({ scan, occurredAt, receivedAt, judged }) => ({
    id: scan.id,
    deviceId: device.id,
    seq: scan.seq,
    kind: scan.kind,
    body: scan,
    operatorId: scan.operatorId,
    deviceAt: scan.at,
    offsetMs: scan.offsetMs,
    occurredAt,
    receivedAt,
    ...judged,
  }))
  const last = stored.at(-1)
  await Promise.all([
    tx`INSERT INTO scans ${rowsInto(tx, scans, rows)}`.execute(),
    tx`
      UPDATE devices SET last_seq = greatest(last_seq, ${Math.max(...stored.map((one) => one.scan.seq))}),
        last_scan_at = ${last?.occurredAt ?? ctx.now()}, stored = stored + ${stored.length}, last_seen_at = ${ctx.now()}
      WHERE id = ${device.id}`,
    withdrawScans(ctx, tx, stored),
  ])
}

/** What was taken back while its waybill was not known waits for it no longer. */
export async function withdrawScans(ctx: Context, tx: Tx, stored: readonly StoredScan[]): Promise<void> {
  const ids = stored.flatMap(({ scan, judged }) =>
    scan.kind === 'undo' && judged.answer === 'undone' ? [scan.scanId] : [],
  )
  if (ids.length > 0)
    await tx`
      UPDATE scans s SET later_answer = 'undone', later_at = ${ctx.now()} WHERE id = ANY(${ids}) AND ${isUnmatched(tx)}`
}

/** Loads, hand-overs, packed items, returns and shifts. */
export async function writeFloor(ctx: Context, tx: Tx, writes: FloorWrites): Promise<void> {
  const { loaded, unloaded, returned, closed, packed, emptied } = writes
  await Promise.all([
    unloaded.size > 0 && tx`DELETE FROM parcel_loads WHERE shipment_id = ANY(${[...unloaded]})`,
    returned.size > 0 &&
      tx`
        WITH gone AS (DELETE FROM parcel_loads WHERE shipment_id = ANY(${[...returned]}) RETURNING *)
        INSERT INTO returned_loads (shipment_id, trip_code, loaded_at)
        SELECT g.shipment_id, g.trip_code, g.loaded_at FROM gone g JOIN trips t ON t.code = g.trip_code
        WHERE t.closed_at IS NOT NULL ON CONFLICT DO NOTHING`,
    loaded.size > 0 &&
      tx`
        INSERT INTO parcel_loads ${rowsInto(tx, parcelLoads, [...loaded.values()])}
        ON CONFLICT (shipment_id) DO UPDATE SET
          trip_code = excluded.trip_code, scan_id = excluded.scan_id, loaded_at = excluded.loaded_at`,
    closed.size > 0 &&
      tx`
        UPDATE trips t SET closed_at = c.closed_at, closed_by = c.closed_by
        FROM ${rowsAsTable(tx, trips, [...closed.values()], ['code', 'closedAt', 'closedBy'])} c WHERE t.code = c.code`,
    emptied.size > 0 && tx`DELETE FROM packed_items WHERE order_id = ANY(${[...emptied]})`,
    packed.length > 0 &&
      tx`
        INSERT INTO packed_items ${rowsInto(tx, packedItems, packed)}`,
    writeArrivals(tx, writes, ctx.now()),
    writeShifts(tx, writes),
  ])
}

/** Who clocks in at another station leaves the one before. */
async function writeShifts(tx: Tx, { clocked }: FloorWrites): Promise<void> {
  for (const { staffId, at, stationCode } of clocked) {
    await tx`UPDATE shifts SET out_at = greatest(in_at, ${at}) WHERE staff_id = ${staffId} AND out_at IS NULL`
    if (stationCode)
      await tx`INSERT INTO shifts (staff_id, station_code, in_at) VALUES (${staffId}, ${stationCode}, ${at})`
  }
}
