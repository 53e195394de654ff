import type { OrderActionResult } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { MAX_ORDERS } from './load.ts'
import type { Claim } from './move.ts'
import { moveOrders } from './move-orders.ts'
import { ownMove } from './own-move.ts'

/** What is claimed of one order; a result: it is not moved, and that is the answer. */
export type ManyClaim = { readonly id: string; readonly claim: Claim } | OrderActionResult

/**
 * Moves many orders of a person's bulk action, as many as a transaction takes at a time. Each answers for itself; one that is
 * refused holds up no other. `claimsFor` says what is claimed of a part of them, in the transaction that moves it.
 */
export async function moveMany(
  ctx: Context,
  ids: readonly string[],
  claimsFor: (tx: Tx, part: readonly string[]) => Promise<readonly ManyClaim[]>,
): Promise<readonly OrderActionResult[]> {
  const results: OrderActionResult[] = []
  const unique = [...new Set(ids)].sort()
  for (let from = 0; from < unique.length; from += MAX_ORDERS)
    results.push(...(await movePart(ctx, unique.slice(from, from + MAX_ORDERS), claimsFor)))
  ctx.waker.wake('orders_moved')
  return results
}

function movePart(ctx: Context, part: readonly string[], claimsFor: Parameters<typeof moveMany>[2]) {
  return inTransaction(ctx, async (tx) => {
    const claims = await claimsFor(tx, part)
    const moves = claims.flatMap((one) => ('claim' in one ? ownMove(ctx, one) : []))
    const outcomes = (await moveOrders(ctx, tx, moves)).values()
    return claims.map((one): OrderActionResult => {
      if (!('claim' in one)) return one
      const outcome = outcomes.next().value
      return { orderId: one.id, verdict: outcome?.verdict ?? 'unmatched', reason: outcome?.reason ?? null }
    })
  })
}
