import { randomUUID } from 'node:crypto'
import type { OrderState } from '@baton/contract'
import { signedHeaders, TOLERANCE_MS, webhookSignatureMatches } from '@baton/platforms/standard-webhooks'
import type { Context } from '../runtime/context.ts'
import { Failure } from '../runtime/failure.ts'
import { keyPlace } from './credentials.ts'

const LAST_USED_EVERY_MS = 60_000

export interface ErpRequestSignature {
  readonly address: string
  readonly keyId: string
  readonly id: string
  /** Unix seconds in decimal. */
  readonly timestamp: string
  readonly signature: string
  /** The raw body; for a request without one its method and path with query, as in `GET /erp/v1/orders?cursor=0`. */
  readonly content: Uint8Array | string
}

/** An ERP that proved who it is. */
export interface Erp {
  readonly id: string
  readonly name: string
  readonly grants: readonly OrderState[]
  readonly mayHold: boolean
  readonly mayTellStock: boolean
  readonly mayTellProducts: boolean
  readonly mayGiveLinks: boolean
  /** The headers that sign an answer of now with the key the request came with. */
  sign(body: string): Readonly<Record<string, string>>
}

interface KeyRow {
  readonly erpId: string
  readonly name: string
  readonly grants: OrderState[]
  readonly mayHold: boolean
  readonly mayTellStock: boolean
  readonly mayTellProducts: boolean
  readonly mayGiveLinks: boolean
  readonly sealed: Uint8Array
  readonly lastUsedAt: Date | null
  readonly isRevoked: boolean
}

/**
 * Verifies a request by Standard Webhooks: HMAC over `id.timestamp.content`, five minutes either side. An unknown key, a
 * revoked one and a wrong signature hear the same. Throws `SIGNATURE_INVALID` or `TIMESTAMP_OUTSIDE_WINDOW`.
 */
export async function authenticateErp(ctx: Context, given: ErpRequestSignature): Promise<Erp> {
  const [key] = await ctx.sql<KeyRow[]>`
    SELECT k.erp_id, e.name, e.grants, e.may_hold, e.may_tell_stock, e.may_tell_products, e.may_give_links, k.sealed, k.last_used_at,
      k.revoked_at IS NOT NULL AS is_revoked
    FROM erp_keys k JOIN erps e ON e.id = k.erp_id WHERE k.key_id = ${given.keyId} AND e.kind = 'api'`
  if (!key) throw new Failure('SIGNATURE_INVALID')
  const { erpId } = key
  const { address } = given
  if (key.isRevoked) return refuse(ctx, { erpId, address, reason: 'key_revoked' })
  const secret = ctx.secrets.open(key.sealed, keyPlace(given.keyId)).toString()
  const signed = { id: given.id, timestamp: given.timestamp, body: given.content }
  if (!webhookSignatureMatches(secret, signed, given.signature))
    return refuse(ctx, { erpId, address, reason: 'signature_wrong' })
  const age = Math.abs(ctx.now().getTime() - Number(given.timestamp) * 1000)
  if (!(age <= TOLERANCE_MS)) return refuse(ctx, { erpId, address, reason: 'timestamp_outside_window' })
  if (!key.lastUsedAt || ctx.now().getTime() - key.lastUsedAt.getTime() > LAST_USED_EVERY_MS)
    await ctx.sql`UPDATE erp_keys SET last_used_at = ${ctx.now()} WHERE key_id = ${given.keyId}`
  return {
    id: erpId,
    name: key.name,
    grants: key.grants,
    mayHold: key.mayHold,
    mayTellStock: key.mayTellStock,
    mayTellProducts: key.mayTellProducts,
    mayGiveLinks: key.mayGiveLinks,
    sign: (body) => signedHeaders([secret], { id: randomUUID(), at: ctx.now(), body }),
  }
}

const CODE_OF = {
  key_revoked: 'SIGNATURE_INVALID',
  signature_wrong: 'SIGNATURE_INVALID',
  timestamp_outside_window: 'TIMESTAMP_OUTSIDE_WINDOW',
} as const

/** What came under a known key and was not proven is counted by hour, reason and address; nothing else of it is kept. */
async function refuse(
  ctx: Context,
  { erpId, address, reason }: { erpId: string; address: string; reason: keyof typeof CODE_OF },
): Promise<never> {
  const now = ctx.now()
  await ctx.sql`
    INSERT INTO push_refusals (app_id, hour, reason, address, count, first_at, last_at)
    VALUES (${erpId}, date_trunc('hour', ${now}::timestamptz), ${reason}, ${address}, 1, ${now}, ${now})
    ON CONFLICT (app_id, hour, reason, address) DO UPDATE SET count = push_refusals.count + 1, last_at = excluded.last_at`
  throw new Failure(CODE_OF[reason])
}
