import type { HeartbeatInput } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import { Failure } from '../runtime/failure.ts'

/** From now on what it sends waits for a person; its key is not forgotten, so that nothing it holds is lost. */
export async function revokeDevice(ctx: Context, input: { id: string }): Promise<void> {
  const done = await ctx.sql`
    UPDATE devices SET revoked_at = coalesce(revoked_at, ${ctx.now()}), operator_id = NULL WHERE id = ${input.id}`
  if (done.count === 0) throw new Failure('DEVICE_NOT_FOUND')
}

/** Nobody holds a device any more by a badge or password that is no longer theirs; what is on it stays. */
export async function takeDevicesFrom(ctx: Context, staffId: string): Promise<void> {
  await ctx.sql`UPDATE devices SET operator_id = NULL, operator_at = NULL WHERE operator_id = ${staffId}`
}

/** What a device says of itself, every minute or so. */
export async function noteHeartbeat(ctx: Context, deviceId: string, input: HeartbeatInput): Promise<void> {
  const { battery, version, unsent, offsetMs, push } = input
  await ctx.sql`
    UPDATE devices SET last_seen_at = ${ctx.now()}, battery = ${battery}, version = ${version}, unsent = ${unsent},
      offset_ms = ${offsetMs}, push = ${push}
    WHERE id = ${deviceId}`
}
