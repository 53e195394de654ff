import type { OrderState, WaybillImportInput, WaybillImportResult } from '@baton/contract'
import { importWaybills } from '../orders/index.ts'
import type { Context } from '../runtime/context.ts'
import { Failure } from '../runtime/failure.ts'

/**
 * A person imports waybills by a file. Files are a credential like any ERP: what they may report is granted, and while they
 * are paused nothing of them is taken. Throws `INTEGRATION_PAUSED`.
 */
export async function importWaybillFile(ctx: Context, input: WaybillImportInput): Promise<WaybillImportResult> {
  const [files] = await ctx.sql<{ id: string; grants: OrderState[]; pausedAt: Date | null }[]>`
    SELECT id, grants, paused_at FROM erps WHERE kind = 'file'`
  if (!files) throw new Failure('ERP_NOT_FOUND')
  if (files.pausedAt && !input.dryRun) throw new Failure('INTEGRATION_PAUSED')
  return importWaybills(ctx, input, { id: files.id, grants: files.grants })
}
