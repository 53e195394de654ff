import { createHash } from 'node:crypto'
import type { ErpProducts, ErpProductsResult } from '@baton/contract'
import { mergeProducts } from '../catalogue/index.ts'
import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import { Failure } from '../runtime/failure.ts'
import { inTransaction } from '../runtime/transaction.ts'
import type { Erp } from './authenticate.ts'
import { isUsableKey } from './take-writes.ts'

export interface TakenProducts {
  readonly result: ErpProductsResult
  readonly isReplay: boolean
}

interface ProductsRequest extends ErpProducts {
  readonly key: string
  readonly body: Uint8Array
  readonly address: string
}

/**
 * Takes products that an ERP tells: its idempotency key, the products and the answer commit together. The same key with the
 * same body hears the same answer and changes nothing. Throws `TRANSITION_FORBIDDEN` without the grant,
 * `IDEMPOTENCY_KEY_MISSING`, `IDEMPOTENCY_KEY_REUSED`, and `INTEGRATION_PAUSED`: what waits would undo what people change meanwhile.
 */
export async function takeProducts(ctx: Context, erp: Erp, request: ProductsRequest): Promise<TakenProducts> {
  if (!erp.mayTellProducts) throw new Failure('TRANSITION_FORBIDDEN')
  if (!isUsableKey(request.key)) throw new Failure('IDEMPOTENCY_KEY_MISSING')
  const bodyHash = createHash('sha256').update(request.body).digest()
  const taken = await inTransaction(ctx, async (tx) => {
    const isNew = await keepRequest(ctx, tx, { ...request, erpId: erp.id, bodyHash })
    if (!isNew) return replay(tx, { key: request.key, erpId: erp.id, bodyHash })
    const told = await tx`UPDATE erps SET products_told_at = ${ctx.now()} WHERE id = ${erp.id} AND paused_at IS NULL`
    if (told.count === 0) throw new Failure('INTEGRATION_PAUSED')
    const result = await mergeProducts(ctx, tx, request.products)
    await tx`UPDATE erp_requests SET products = ${tx.json({ ...result })} WHERE erp_id = ${erp.id} AND key = ${request.key}`
    return { result, isReplay: false }
  })
  if (!taken) throw new Failure('IDEMPOTENCY_KEY_REUSED')
  return taken
}

interface Request {
  readonly erpId: string
  readonly key: string
  readonly bodyHash: Buffer
}

async function keepRequest(
  ctx: Context,
  tx: Tx,
  { erpId, key, bodyHash, address }: Request & { address: string },
): Promise<boolean> {
  const kept = await tx`
    INSERT INTO erp_requests (erp_id, key, body_hash, address, received_at, writes, results)
    VALUES (${erpId}, ${key}, ${bodyHash}, ${address}, ${ctx.now()}, '[]', '[]') ON CONFLICT DO NOTHING`
  return kept.count > 0
}

/** What the same request was answered; null: the key stands for another one. */
async function replay(tx: Tx, { erpId, key, bodyHash }: Request): Promise<TakenProducts | null> {
  const [first] = await tx<{ bodyHash: Uint8Array; products: ErpProductsResult | null }[]>`
    UPDATE erp_requests SET repeats = repeats + 1 WHERE erp_id = ${erpId} AND key = ${key} RETURNING body_hash, products`
  if (!first?.products || !bodyHash.equals(Buffer.from(first.bodyHash))) return null
  const { created, changed, unchanged } = first.products
  return { result: { created, changed, unchanged }, isReplay: true }
}
