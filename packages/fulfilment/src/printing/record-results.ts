import type { PrintResultsInput } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import { inTransaction } from '../runtime/transaction.ts'
import type { Device } from '../staff/index.ts'

/** Keeps what became of jobs that this agent took. The first outcome stays; told again it changes nothing. */
export async function recordPrintResults(
  ctx: Context,
  agent: Device,
  input: PrintResultsInput,
): Promise<{ recorded: number }> {
  return inTransaction(ctx, async (tx) => {
    let recorded = 0
    for (const result of [...input.results].sort((a, b) => (a.id < b.id ? -1 : 1))) {
      const code = result.state === 'failed' ? result.code : null
      const done = await tx`
        UPDATE print_jobs SET state = ${result.state}, code = ${code}, settled_at = ${ctx.now()}
        WHERE id = ${result.id} AND taken_by = ${agent.id} AND state = 'taken'`
      recorded += done.count
    }
    return { recorded }
  })
}
