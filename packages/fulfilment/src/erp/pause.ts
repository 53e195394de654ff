import type { ErpWrite, OrderState } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import { Failure } from '../runtime/failure.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { applyWrites } from './take-writes.ts'

/** Keeps what an ERP writes without any effect until it is resumed. */
export async function pauseErp(ctx: Context, input: { id: string }): Promise<void> {
  const paused = await ctx.sql`UPDATE erps SET paused_at = coalesce(paused_at, ${ctx.now()}) WHERE id = ${input.id}`
  if (paused.count === 0) throw new Failure('ERP_NOT_FOUND')
}

/** Applies what was kept, oldest first and each request in its own transaction, then lets the ERP write again. Returns how many requests. */
export async function resumeErp(ctx: Context, input: { id: string }): Promise<{ applied: number }> {
  let applied = 0
  while (await applyOldest(ctx, input.id)) applied += 1
  ctx.waker.wake('orders_moved')
  return { applied }
}

interface KeptRow {
  readonly key: string
  readonly address: string
  readonly writes: readonly ErpWrite[]
}

/** Under the ERP's row, so that nothing new slips in between the last kept request and the resumption. */
async function applyOldest(ctx: Context, erpId: string): Promise<boolean> {
  return inTransaction(ctx, async (tx) => {
    const [erp] = await tx<{ id: string; name: string; grants: OrderState[]; mayHold: boolean }[]>`
      SELECT id, name, grants, may_hold FROM erps WHERE id = ${erpId} FOR UPDATE`
    if (!erp) throw new Failure('ERP_NOT_FOUND')
    const [kept] = await tx<KeptRow[]>`
      SELECT key, address, writes FROM erp_requests WHERE erp_id = ${erpId} AND results IS NULL ORDER BY id LIMIT 1 FOR UPDATE`
    if (!kept) {
      await tx`UPDATE erps SET paused_at = NULL WHERE id = ${erpId}`
      return false
    }
    const results = await applyWrites(ctx, tx, { ...erp, address: kept.address }, kept.writes)
    await tx`UPDATE erp_requests SET results = ${tx.json(results as never)} WHERE erp_id = ${erpId} AND key = ${kept.key}`
    return true
  })
}
