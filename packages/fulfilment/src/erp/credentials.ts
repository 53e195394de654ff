import { randomBytes, randomUUID } from 'node:crypto'
import type { ErpSaveInput, IssuedErpKey } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import type { Fragment, Tx } from '../runtime/database.ts'
import { Failure } from '../runtime/failure.ts'
import { inTransaction } from '../runtime/transaction.ts'

const MOST_KEYS = 2

/** The place a key's secret is sealed for. */
export function keyPlace(keyId: string): string {
  return `erp_keys.sealed:${keyId}`
}

/**
 * Creates an ERP, or changes what it may report; its kind stays. A change takes effect with its next request. Throws
 * `VERSION_CONFLICT` when somebody has changed it since it was seen.
 */
export async function saveErp(ctx: Context, input: ErpSaveInput): Promise<{ id: string }> {
  const id = input.id ?? randomUUID()
  const { name, grants, mayHold, kind = 'api' } = input
  const { mayTellStock = false, mayTellProducts = false, mayGiveLinks = false } = input
  if (input.id) {
    const changed = await ctx.sql`
      UPDATE erps SET name = ${name}, grants = ${grants}, may_hold = ${mayHold}, may_tell_stock = ${mayTellStock},
        may_tell_products = ${mayTellProducts}, may_give_links = ${mayGiveLinks}
      WHERE id = ${id} AND ${isAsItWas(ctx, input.was)}`
    if (changed.count > 0) return { id }
    const known = await ctx.sql`SELECT FROM erps WHERE id = ${id}`
    throw new Failure(known.length > 0 ? 'VERSION_CONFLICT' : 'ERP_NOT_FOUND')
  }
  await ctx.sql`
    INSERT INTO erps (id, kind, name, grants, may_hold, may_tell_stock, may_tell_products, may_give_links, created_at)
    VALUES (${id}, ${kind}, ${name}, ${grants}, ${mayHold}, ${mayTellStock}, ${mayTellProducts}, ${mayGiveLinks}, ${ctx.now()})`
  return { id }
}

function isAsItWas({ sql }: Context, was: ErpSaveInput['was']): Fragment {
  if (!was) return sql`true`
  return sql`name = ${was.name} AND grants = ${was.grants}::text[] AND may_hold = ${was.mayHold}
    AND may_tell_stock = ${was.mayTellStock ?? false} AND may_tell_products = ${was.mayTellProducts ?? false}
    AND may_give_links = ${was.mayGiveLinks ?? false}`
}

/**
 * A new key; its secret is shown once. Two may be valid at a time: issue, change over, revoke the old one.
 * Throws `ERP_NOT_FOUND` or `STILL_IN_USE`.
 */
export async function issueErpKey(ctx: Context, input: { id: string }): Promise<IssuedErpKey> {
  const keyId = `ek_${randomBytes(9).toString('base64url')}`
  const secret = `whsec_${randomBytes(32).toString('base64')}`
  const sealed = ctx.secrets.seal(secret, keyPlace(keyId))
  await inTransaction(ctx, (tx) => keepKey(ctx, tx, { erpId: input.id, kind: 'api', keyId, sealed }))
  return { keyId, secret }
}

/** Keeps a key of an ERP of this kind, under the lock of its row. Throws `ERP_NOT_FOUND`, or `STILL_IN_USE` beside two valid ones. */
export async function keepKey(
  ctx: Context,
  tx: Tx,
  key: { erpId: string; kind: 'api' | 'database'; keyId: string; sealed: Buffer | null },
): Promise<void> {
  const { erpId, kind, keyId, sealed } = key
  const [erp] = await tx`SELECT FROM erps WHERE id = ${erpId} AND kind = ${kind} FOR UPDATE`
  if (!erp) throw new Failure('ERP_NOT_FOUND')
  const made = await tx`
    INSERT INTO erp_keys (key_id, erp_id, sealed, created_at) SELECT ${keyId}, ${erpId}, ${sealed}, ${ctx.now()}
    WHERE (SELECT count(*) FROM erp_keys WHERE erp_id = ${erpId} AND revoked_at IS NULL) < ${MOST_KEYS}`
  if (made.count === 0) throw new Failure('STILL_IN_USE', { fields: { keys: 'revoke one of the two first' } })
}

/** From now on nothing signed with it is believed; the open sessions of a login end. */
export async function revokeErpKey(ctx: Context, input: { erpId: string; keyId: string }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const [revoked] = await tx<{ isLogin: boolean }[]>`
      UPDATE erp_keys k SET revoked_at = ${ctx.now()} FROM erps e
      WHERE e.id = k.erp_id AND erp_id = ${input.erpId} AND key_id = ${input.keyId} AND revoked_at IS NULL
      RETURNING e.kind = 'database' AS is_login`
    if (!revoked) throw new Failure('ERP_NOT_FOUND')
    if (revoked.isLogin) await tx`SELECT baton_close_erp_login(${input.keyId})`
  })
}
