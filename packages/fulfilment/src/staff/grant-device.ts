import type { DeviceGrant, DeviceGrantsInput } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import { Failure } from '../runtime/failure.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { recordAccess } from './record-access.ts'

/** From its next scan on, a device may do these things and no others. Throws `DEVICE_NOT_FOUND`. */
export async function grantDevice(ctx: Context, { id, ...input }: DeviceGrantsInput): Promise<void> {
  const grants = [...new Set(input.grants)]
  await inTransaction(ctx, async (tx) => {
    const [device] = await tx<{ grants: DeviceGrant[] }[]>`
      SELECT grants FROM devices WHERE id = ${id} AND revoked_at IS NULL FOR UPDATE`
    if (!device) throw new Failure('DEVICE_NOT_FOUND')
    await tx`UPDATE devices SET grants = ${grants}::text[] WHERE id = ${id}`
    await recordAccess(ctx, tx, {
      ...{ deed: 'device_granted', of: { kind: 'device', id } },
      ...{ before: device.grants, after: grants },
    })
  })
}
