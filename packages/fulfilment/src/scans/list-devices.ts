import type { DeviceView } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import { OPERATOR_HOURS } from '../staff/index.ts'

type Row = Omit<DeviceView, 'createdAt' | 'revokedAt' | 'lastSeenAt'> & {
  readonly createdAt: Date
  readonly revokedAt: Date | null
  readonly lastSeenAt: Date | null
}

/** Every device, those in use first. */
export async function listDevices(ctx: Context): Promise<readonly DeviceView[]> {
  const since = new Date(ctx.now().getTime() - OPERATOR_HOURS * 3_600_000)
  const now = ctx.now()
  const rows = await ctx.sql<Row[]>`
    WITH today AS (
      SELECT s.device_id, count(*)::int AS scans
      FROM scans s JOIN devices d ON d.id = s.device_id JOIN warehouses w ON w.id = d.warehouse_id
      WHERE s.received_at > ${now}::timestamptz - interval '25 hours'
        AND s.received_at >= date_trunc('day', ${now}::timestamptz, w.time_zone)
      GROUP BY s.device_id),
    quarantine AS (
      SELECT device_id, count(*)::int AS scans FROM scans
      WHERE answer IN ('unmatched', 'quarantined') AND later_at IS NULL AND answer = 'quarantined' AND later_answer IS NULL GROUP BY device_id)
    SELECT d.id, d.kind, d.name, d.warehouse_id, w.name AS warehouse_name, d.created_at, d.revoked_at, d.last_seen_at,
      d.battery, d.version, d.unsent, d.offset_ms, d.push, d.grants,
      CASE WHEN d.operator_at > ${since} THEN s.name END AS operator_name,
      coalesce(today.scans, 0) AS scans_today, coalesce(quarantine.scans, 0) AS quarantined
    FROM devices d JOIN warehouses w ON w.id = d.warehouse_id LEFT JOIN staff s ON s.id = d.operator_id
    LEFT JOIN today ON today.device_id = d.id LEFT JOIN quarantine ON quarantine.device_id = d.id
    ORDER BY d.revoked_at IS NOT NULL, d.last_seen_at DESC NULLS LAST, d.created_at DESC LIMIT 500`
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    revokedAt: row.revokedAt?.toISOString() ?? null,
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
  }))
}
