import type { HeartbeatInput } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import type { Queryable } from '../runtime/database.ts'
import { Failure } from '../runtime/failure.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { recordAccess } from './record-access.ts'

/**
 * From now on what it sends waits for a person; its key is not forgotten, so that nothing it holds is lost. Whoever was
 * signed in on it is so no longer.
 */
export async function revokeDevice(ctx: Context, { id }: { id: string }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const [device] = await tx<{ revokedAt: Date | null }[]>`SELECT revoked_at FROM devices WHERE id = ${id} FOR UPDATE`
    if (!device) throw new Failure('DEVICE_NOT_FOUND')
    if (device.revokedAt !== null) return
    await tx`UPDATE devices SET revoked_at = ${ctx.now()}, operator_id = NULL WHERE id = ${id}`
    await tx`DELETE FROM staff_sessions WHERE device_id = ${id}`
    await recordAccess(ctx, tx, { deed: 'device_revoked', of: { kind: 'device', id } })
  })
}

/** Nobody holds a device any more by a badge or password that is no longer theirs, but `besides`; what is on it stays. */
export async function takeDevicesFrom(db: Queryable, staffId: string, besides?: string): Promise<void> {
  await db`
    UPDATE devices SET operator_id = NULL, operator_at = NULL
    WHERE operator_id = ${staffId} AND id IS DISTINCT FROM ${besides ?? null}`
}

/** Codes to enrol devices by, which are not used yet, end with the access of who made them. */
export async function dropEnrolmentsOf(db: Queryable, staffId: string): Promise<void> {
  await db`
    DELETE FROM device_enrolments WHERE used_at IS NULL AND created_by = ${staffId}`
}

/** What is in a browser that somebody made a device of their own waits for a person, like that of any revoked one. */
export async function revokeDevicesOf(ctx: Context, db: Queryable, staffId: string): Promise<void> {
  const revoked = await db<{ id: string }[]>`
    UPDATE devices SET revoked_at = ${ctx.now()}, operator_id = NULL
    WHERE owner_id = ${staffId} AND revoked_at IS NULL RETURNING id`
  for (const { id } of revoked) await recordAccess(ctx, db, { deed: 'device_revoked', of: { kind: 'device', id } })
}

/** What a device says of itself, every minute or so. */
export async function noteHeartbeat(ctx: Context, deviceId: string, input: HeartbeatInput): Promise<void> {
  const { battery, version, unsent, offsetMs, push } = input
  await ctx.sql`
    UPDATE devices SET last_seen_at = ${ctx.now()}, battery = ${battery}, version = ${version}, unsent = ${unsent},
      offset_ms = ${offsetMs}, push = ${push}
    WHERE id = ${deviceId}`
}
