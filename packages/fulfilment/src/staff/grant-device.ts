import type { DeviceGrantsInput } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import { Failure } from '../runtime/failure.ts'

/** From its next scan on, a device may do these things and no others. Throws `DEVICE_NOT_FOUND`. */
export async function grantDevice(ctx: Context, input: DeviceGrantsInput): Promise<void> {
  const grants = [...new Set(input.grants)]
  const done =
    await ctx.sql`UPDATE devices SET grants = ${grants}::text[] WHERE id = ${input.id} AND revoked_at IS NULL`
  if (done.count === 0) throw new Failure('DEVICE_NOT_FOUND')
}
