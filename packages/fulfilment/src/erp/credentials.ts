import { randomBytes, randomUUID } from 'node:crypto'
import type { ErpSaveInput, IssuedErpKey } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import { Failure, isAlreadyThere } from '../runtime/failure.ts'

const MOST_KEYS = 2

/** The place a key's secret is sealed for. */
export function keyPlace(keyId: string): string {
  return `erp_keys.sealed:${keyId}`
}

/** Creates an ERP or changes what it may report. A change takes effect with its next request. */
export async function saveErp(ctx: Context, input: ErpSaveInput): Promise<{ id: string }> {
  const id = input.id ?? randomUUID()
  const { name, grants, mayHold } = input
  if (input.id) {
    const changed = await ctx.sql`
      UPDATE erps SET name = ${name}, grants = ${grants}, may_hold = ${mayHold} WHERE id = ${id}`
    if (changed.count === 0) throw new Failure('ERP_NOT_FOUND')
    return { id }
  }
  await ctx.sql`
    INSERT INTO erps (id, name, grants, may_hold, created_at) VALUES (${id}, ${name}, ${grants}, ${mayHold}, ${ctx.now()})`
  return { id }
}

/** A new key; its secret is shown once. Two may be valid at a time: issue, change over, revoke the old one. */
export async function issueErpKey(ctx: Context, input: { id: string }): Promise<IssuedErpKey> {
  const keyId = `ek_${randomBytes(9).toString('base64url')}`
  const secret = `whsec_${randomBytes(32).toString('base64')}`
  const made = await ctx.sql`
    INSERT INTO erp_keys (key_id, erp_id, sealed, created_at)
    SELECT ${keyId}, id, ${ctx.secrets.seal(secret, keyPlace(keyId))}, ${ctx.now()} FROM erps
    WHERE id = ${input.id} AND kind = 'api' AND (SELECT count(*) FROM erp_keys WHERE erp_id = ${input.id} AND revoked_at IS NULL) < ${MOST_KEYS}`.catch(
    (error) => {
      throw isAlreadyThere(error) ? new Failure('UNEXPECTED', { cause: error }) : error
    },
  )
  if (made.count > 0) return { keyId, secret }
  const [known] = await ctx.sql`SELECT FROM erps WHERE id = ${input.id} AND kind = 'api'`
  throw known
    ? new Failure('STILL_IN_USE', { fields: { keys: 'revoke one of the two first' } })
    : new Failure('ERP_NOT_FOUND')
}

/** From now on nothing signed with it is believed. */
export async function revokeErpKey(ctx: Context, input: { erpId: string; keyId: string }): Promise<void> {
  const revoked = await ctx.sql`
    UPDATE erp_keys SET revoked_at = ${ctx.now()}
    WHERE erp_id = ${input.erpId} AND key_id = ${input.keyId} AND revoked_at IS NULL`
  if (revoked.count === 0) throw new Failure('ERP_NOT_FOUND')
}
