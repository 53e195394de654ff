import {
  type DeviceGrant,
  FLOOR_RIGHTS,
  type FormerDevice,
  type MeView,
  type OperatorView,
  RIGHTS_OF,
  type Right,
  type Role,
  type ThisDevice,
} from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import type { Fragment } from '../runtime/database.ts'
import { digest } from './enrol-device.ts'

/** A badge opens a shared device for one shift. */
export const OPERATOR_HOURS = 12

/** A device that proved who it is. */
export interface Device {
  readonly id: string
  readonly name: string
  readonly warehouseId: string
  readonly isRevoked: boolean
  readonly grants: readonly DeviceGrant[]
  /** Signed in by badge, or the owner of the browser, within the shift. */
  readonly operatorId: string | null
  /** What its browser was before, and the last number of that one's scans. */
  readonly former?: FormerDevice | null
}

/** The device whose key this is; a revoked one is still known, so that what it has can be told apart. */
export async function findDevice(ctx: Context, key: string): Promise<Device | null> {
  return readDevice(ctx, ctx.sql`d.key_hash = ${digest(key)}`)
}

/** What a browser was before, for the scans that it made as that. */
export async function findFormer(ctx: Context, former: FormerDevice): Promise<Device | null> {
  return readDevice(ctx, ctx.sql`d.id = ${former.id}`)
}

async function readDevice(ctx: Context, condition: Fragment): Promise<Device | null> {
  const since = new Date(ctx.now().getTime() - OPERATOR_HOURS * 3_600_000)
  const [row] = await ctx.sql<Device[]>`
    SELECT d.id, d.name, d.warehouse_id, d.revoked_at IS NOT NULL AS is_revoked, d.grants,
           CASE WHEN s.enabled AND d.operator_at > ${since} AND d.revoked_at IS NULL THEN d.operator_id END AS operator_id,
           CASE WHEN d.former_id IS NOT NULL
             THEN jsonb_build_object('id', d.former_id, 'lastSeq', d.former_last_seq) END AS former
    FROM devices d LEFT JOIN staff s ON s.id = d.operator_id WHERE ${condition}`
  return row ?? null
}

/** Who holds the device by badge, with no more rights than the floor needs; null where nobody does. */
export async function findOperator(ctx: Context, device: Device | null): Promise<MeView | null> {
  if (!device?.operatorId || device.isRevoked) return null
  const [row] = await ctx.sql<{ id: string; name: string; username: string | null; role: Role }[]>`
    SELECT id, name, username, role FROM staff WHERE id = ${device.operatorId} AND enabled`
  if (!row) return null
  const rights = FLOOR_RIGHTS.filter((right) => (RIGHTS_OF[row.role] as readonly Right[]).includes(right))
  return { ...row, username: row.username ?? '', rights }
}

/** What a device may know of itself. */
export async function readThisDevice(ctx: Context, device: Device): Promise<ThisDevice> {
  const [row] = await ctx.sql<{ lastSeq: number; warehouseName: string; operator: OperatorView | null }[]>`
    SELECT d.last_seq, w.name AS warehouse_name,
      (SELECT jsonb_build_object('id', s.id, 'name', s.name, 'isClockedIn', h.id IS NOT NULL, 'station', h.station_code)
       FROM staff s LEFT JOIN shifts h ON h.staff_id = s.id AND h.out_at IS NULL
       WHERE s.id = ${device.operatorId}) AS operator
    FROM devices d JOIN warehouses w ON w.id = d.warehouse_id WHERE d.id = ${device.id}`
  return {
    id: device.id,
    name: device.name,
    warehouseId: device.warehouseId,
    warehouseName: row?.warehouseName ?? '',
    isRevoked: device.isRevoked,
    serverTime: ctx.now().toISOString(),
    lastSeq: row?.lastSeq ?? 0,
    operator: row?.operator ?? null,
  }
}
