import { PRINTER_FAULTS, type PrinterFault, type PrintResult, type PrintResultsInput } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import { inTransaction } from '../runtime/transaction.ts'
import type { Device } from '../staff/index.ts'
import { noteFaults } from './note-status.ts'

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
      const done = await tx<{ printerId: string }[]>`
        UPDATE print_jobs SET state = ${result.state}, code = ${code}, settled_at = ${ctx.now()}, document = ''
        WHERE id = ${result.id} AND taken_by = ${agent.id} AND state = 'taken' RETURNING printer_id`
      recorded += done.count
      const faults = faultsOf(result)
      if (done[0] && faults)
        await noteFaults(ctx, tx, { id: done[0].printerId, warehouseId: agent.warehouseId, faults })
    }
    return { recorded }
  })
}

/** What the outcome of a print says of its printer; null: nothing. */
function faultsOf(result: PrintResult): readonly PrinterFault[] | null {
  if (result.state === 'printed') return []
  const fault = PRINTER_FAULTS.find((one) => one === result.code)
  return fault ? [fault] : null
}
