import { randomUUID } from 'node:crypto'
import {
  type FloorPrinter,
  PRINTER_FAULTS,
  type PrinterFault,
  type PrinterSaveInput,
  type PrinterTrouble,
  type PrinterView,
} from '@baton/contract'
import { isAsSeen } from '../runtime/as-seen.ts'
import type { Context } from '../runtime/context.ts'
import { Failure, isAlreadyThere } from '../runtime/failure.ts'
import { inTransaction } from '../runtime/transaction.ts'
import type { Device } from '../staff/index.ts'

/** An agent tells every quarter of a minute; after this long without a word nothing is known of its printers. */
const AWAY_MS = 90_000

interface Row extends Omit<PrinterView, 'savedAt' | 'since' | 'seenAt' | 'trouble'> {
  readonly savedAt: Date
  readonly since: Date | null
  readonly seenAt: Date | null
}

/** Every printer with how it is, in use first. */
export async function listPrinters(ctx: Context): Promise<readonly PrinterView[]> {
  const rows = await ctx.sql<Row[]>`
    SELECT p.id, p.warehouse_id, w.name AS warehouse_name, p.name, p.host, p.port, p.language, p.enabled, p.faults,
      p.updated_at AS saved_at, p.since, p.seen_at,
      (SELECT count(*)::int FROM print_jobs WHERE printer_id = p.id AND state IN ('queued', 'taken')) AS waiting
    FROM printers p JOIN warehouses w ON w.id = p.warehouse_id ORDER BY NOT p.enabled, w.code, p.name`
  return rows.map((row) => ({
    ...row,
    savedAt: row.savedAt.toISOString(),
    seenAt: row.seenAt?.toISOString() ?? null,
    ...standingOf(ctx, row),
  }))
}

/** The printers of a device's warehouse. */
export async function listFloorPrinters(ctx: Context, device: Device): Promise<readonly FloorPrinter[]> {
  const all = await listPrinters(ctx)
  return all
    .filter((one) => one.enabled && one.warehouseId === device.warehouseId)
    .map(({ id, name, trouble, since }) => ({ id, name, trouble, since }))
}

/**
 * Adds a printer or changes one; what waits for one that goes off is settled as not printed. Throws `ALREADY_EXISTS` for a
 * second of the same name in its warehouse, `VERSION_CONFLICT` where somebody saved it since it was seen.
 */
export async function savePrinter(ctx: Context, input: PrinterSaveInput): Promise<{ id: string }> {
  const { warehouseId, name, host, port, language, enabled } = input
  const [warehouse] = await ctx.sql`SELECT FROM warehouses WHERE id = ${warehouseId}`
  if (!warehouse) throw new Failure('WAREHOUSE_NOT_FOUND')
  const id = input.id ?? randomUUID()
  const now = ctx.now()
  try {
    if (input.id !== null) return await changePrinter(ctx, { ...input, id })
    await ctx.sql`
      INSERT INTO printers (id, warehouse_id, name, host, port, language, enabled, created_at, updated_at)
      VALUES (${id}, ${warehouseId}, ${name}, ${host}, ${port}, ${language}, ${enabled}, ${now}, ${now})`
    return { id }
  } catch (error) {
    if (isAlreadyThere(error)) throw new Failure('ALREADY_EXISTS', { cause: error, fields: { name } })
    throw error
  }
}

async function changePrinter(ctx: Context, input: PrinterSaveInput & { id: string }): Promise<{ id: string }> {
  const { id, warehouseId, name, host, port, language, enabled } = input
  await inTransaction(ctx, async (tx) => {
    const changed = await tx`
      UPDATE printers SET warehouse_id = ${warehouseId}, name = ${name}, host = ${host}, port = ${port},
        language = ${language}, enabled = ${enabled}, updated_at = ${ctx.now()},
        seen_at = CASE WHEN (host, port, warehouse_id) = (${host}, ${port}::int, ${warehouseId}::uuid) THEN seen_at END
      WHERE id = ${id} AND ${isAsSeen(tx, tx`updated_at`, input.seenAt)}`
    if (changed.count === 0) {
      const [known] = await tx`SELECT FROM printers WHERE id = ${id}`
      throw new Failure(known ? 'VERSION_CONFLICT' : 'PRINTER_NOT_FOUND')
    }
    if (!enabled)
      await tx`
        UPDATE print_jobs SET state = 'failed', code = 'printer_off', settled_at = ${ctx.now()}
        WHERE printer_id = ${id} AND state = 'queued'`
  })
  return { id }
}

function standingOf(
  ctx: Context,
  row: { faults: readonly PrinterFault[]; since: Date | null; seenAt: Date | null },
): { trouble: PrinterTrouble | null; since: string | null } {
  if (row.seenAt === null) return { trouble: 'agent_away', since: null }
  if (ctx.now().getTime() - row.seenAt.getTime() > AWAY_MS)
    return { trouble: 'agent_away', since: row.seenAt.toISOString() }
  return {
    trouble: PRINTER_FAULTS.find((fault) => row.faults.includes(fault)) ?? null,
    since: row.since?.toISOString() ?? null,
  }
}
