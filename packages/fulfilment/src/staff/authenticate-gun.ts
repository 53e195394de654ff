import { TOLERANCE_MS, webhookSignatureMatches } from '@baton/platforms/standard-webhooks'
import type { Context } from '../runtime/context.ts'
import { Failure } from '../runtime/failure.ts'
import { gunPlace } from './enrol-device.ts'
import type { Device } from './find-device.ts'

export interface GunRequest {
  /** `devices.id`, as the header `baton-device` names it. */
  readonly deviceId: string
  readonly id: string
  /** Unix seconds in decimal. */
  readonly timestamp: string
  readonly signature: string
  readonly body: Uint8Array
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * Verifies a batch of a scan gun by Standard Webhooks. The time limit guards against replays of an old recording only: a
 * repeat within it has the same stored outcomes. Throws `SIGNATURE_INVALID` or `TIMESTAMP_OUTSIDE_WINDOW`.
 */
export async function authenticateGun(ctx: Context, given: GunRequest): Promise<Device> {
  return authenticateSigner(ctx, 'gun', given)
}

/** The same of a print agent; a revoked one is given nothing. Also throws `NOT_A_DEVICE`. */
export async function authenticateAgent(ctx: Context, given: GunRequest): Promise<Device> {
  const agent = await authenticateSigner(ctx, 'agent', given)
  if (agent.isRevoked) throw new Failure('NOT_A_DEVICE')
  return agent
}

async function authenticateSigner(ctx: Context, kind: 'gun' | 'agent', given: GunRequest): Promise<Device> {
  if (!UUID.test(given.deviceId)) throw new Failure('SIGNATURE_INVALID')
  const [row] = await ctx.sql<(Device & { sealedKey: Uint8Array })[]>`
    SELECT id, name, warehouse_id, revoked_at IS NOT NULL AS is_revoked, grants, NULL AS operator_id, sealed_key
    FROM devices WHERE id = ${given.deviceId} AND kind = ${kind} AND sealed_key IS NOT NULL`
  if (!row) throw new Failure('SIGNATURE_INVALID')
  const { sealedKey, ...device } = row
  const secret = ctx.secrets.open(sealedKey, gunPlace(device.id)).toString()
  const signed = { id: given.id, timestamp: given.timestamp, body: given.body }
  if (!webhookSignatureMatches(secret, signed, given.signature)) throw new Failure('SIGNATURE_INVALID')
  if (!(Math.abs(ctx.now().getTime() - Number(given.timestamp) * 1000) <= TOLERANCE_MS))
    throw new Failure('TIMESTAMP_OUTSIDE_WINDOW')
  return device
}
