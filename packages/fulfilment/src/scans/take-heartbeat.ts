import type { HeartbeatAnswer, HeartbeatInput } from '@baton/contract'
import { readMerchant } from '../catalogue/index.ts'
import type { Context } from '../runtime/context.ts'
import { type Device, noteHeartbeat } from '../staff/index.ts'

/** A device tells how it is, and hears what it must know without a network. */
export async function takeHeartbeat(ctx: Context, device: Device, input: HeartbeatInput): Promise<HeartbeatAnswer> {
  await noteHeartbeat(ctx, device.id, input)
  const { undoSeconds, timeZone } = await readMerchant(ctx, ctx.sql)
  return { undoSeconds, timeZone }
}
