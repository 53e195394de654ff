import type { AgentPrinter, PrintStatusAnswer, PrintStatusInput } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import type { Device } from '../staff/index.ts'

/** Keeps how an agent finds its printers, and tells it which those are. */
export async function notePrinterStatus(
  ctx: Context,
  agent: Device,
  input: PrintStatusInput,
): Promise<PrintStatusAnswer> {
  const now = ctx.now()
  await ctx.sql`UPDATE devices SET last_seen_at = ${now}, version = ${input.version} WHERE id = ${agent.id}`
  for (const { id, faults } of input.printers) {
    const sorted = [...new Set(faults)].sort()
    await ctx.sql`
      UPDATE printers SET faults = ${sorted}, seen_at = ${now},
        since = CASE WHEN seen_at IS NOT NULL AND faults = ${sorted} THEN coalesce(since, ${now}) ELSE ${now} END
      WHERE id = ${id} AND warehouse_id = ${agent.warehouseId}`
  }
  const printers = await ctx.sql<AgentPrinter[]>`
    SELECT id, name, host, port, language FROM printers WHERE warehouse_id = ${agent.warehouseId} AND enabled
    ORDER BY name LIMIT 100`
  return { printers }
}
