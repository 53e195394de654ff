import type { ErpWrite, Integration, OrderState } from '@baton/contract'
import { pauseApp } from '../catalogue/index.ts'
import type { Context } from '../runtime/context.ts'
import { json } from '../runtime/database.ts'
import { Failure } from '../runtime/failure.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { applyWrites } from './take-writes.ts'

/** Pauses or resumes, as asked. `applied`: as `resumeIntegration` has it, 0 for a pause. */
export async function setPaused(
  ctx: Context,
  { paused, ...integration }: Integration & { readonly paused: boolean },
): Promise<{ applied: number | null }> {
  if (!paused) return resumeIntegration(ctx, integration)
  await pauseIntegration(ctx, integration)
  return { applied: 0 }
}

/** From now on what it sends is verified, kept and acknowledged, and takes no effect. Pausing twice changes nothing. */
export async function pauseIntegration(ctx: Context, input: Integration): Promise<void> {
  switch (input.kind) {
    case 'channel':
      return pauseApp(ctx, { id: input.id, paused: true })
    case 'erp':
      return pauseErp(ctx, input.id)
  }
}

/**
 * What was kept takes effect in its order and under the same lock. An ERP's requests are applied here, `applied` says how
 * many; a channel's messages and the rows of a database connector are taken up by the worker at once, `applied` is null.
 */
export async function resumeIntegration(ctx: Context, input: Integration): Promise<{ applied: number | null }> {
  switch (input.kind) {
    case 'channel':
      await pauseApp(ctx, { id: input.id, paused: false })
      ctx.waker.wake('events_kept')
      return { applied: null }
    case 'erp':
      return resumeErp(ctx, input.id)
  }
}

async function pauseErp(ctx: Context, id: string): Promise<void> {
  const paused = await ctx.sql`UPDATE erps SET paused_at = coalesce(paused_at, ${ctx.now()}) WHERE id = ${id}`
  if (paused.count === 0) throw new Failure('ERP_NOT_FOUND')
}

/** Oldest first and each request in its own transaction; only then may the ERP write again. */
async function resumeErp(ctx: Context, id: string): Promise<{ applied: number | null }> {
  let applied = 0
  while (await applyOldest(ctx, id)) applied += 1
  const [erp] = await ctx.sql<{ isInbox: boolean }[]>`SELECT kind = 'database' AS is_inbox FROM erps WHERE id = ${id}`
  ctx.waker.wake(erp?.isInbox ? 'inbox_written' : 'orders_moved')
  return { applied: erp?.isInbox ? null : applied }
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
    await tx`UPDATE erp_requests SET results = ${json(tx, results)} WHERE erp_id = ${erpId} AND key = ${kept.key}`
    return true
  })
}
