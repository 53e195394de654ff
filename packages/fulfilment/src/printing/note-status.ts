import type { AgentPrinter, PrinterFault, PrintStatusAnswer, PrintStatusInput } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import type { Queryable } from '../runtime/database.ts'
import type { Device } from '../staff/index.ts'

/** Keeps how an agent finds its printers, and tells it which those are. */
export async function notePrinterStatus(
  ctx: Context,
  agent: Device,
  input: PrintStatusInput,
): Promise<PrintStatusAnswer> {
  const now = ctx.now()
  await ctx.sql`UPDATE devices SET last_seen_at = ${now}, version = ${input.version} WHERE id = ${agent.id}`
  for (const { id, faults } of input.printers)
    await noteFaults(ctx, ctx.sql, { id, warehouseId: agent.warehouseId, faults })
  const printers = await ctx.sql<AgentPrinter[]>`
    SELECT id, name, host, port, language FROM printers WHERE warehouse_id = ${agent.warehouseId} AND enabled
    ORDER BY name LIMIT 100`
  return { printers }
}

/** Keeps what is wrong with a printer; since when it is, only where that changed. */
export async function noteFaults(
  ctx: Context,
  tx: Queryable,
  told: { id: string; warehouseId: string; faults: readonly PrinterFault[] },
): Promise<void> {
  const faults = [...new Set(told.faults)].sort()
  const now = ctx.now()
  await tx`
    UPDATE printers SET faults = ${faults}, seen_at = ${now},
      since = CASE WHEN seen_at IS NOT NULL AND faults = ${faults} THEN coalesce(since, ${now}) ELSE ${now} END
    WHERE id = ${told.id} AND warehouse_id = ${told.warehouseId}`
}
