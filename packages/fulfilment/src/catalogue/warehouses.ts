import { randomUUID } from 'node:crypto'
import type { WarehouseSaveInput, WarehouseView } from '@baton/contract'
import { isAsSeen } from '../runtime/as-seen.ts'
import type { Context } from '../runtime/context.ts'
import type { Queryable } from '../runtime/database.ts'
import { Failure, isAlreadyThere } from '../runtime/failure.ts'
import { readMerchant } from './merchant.ts'
import { forgetNames } from './names.ts'
import { requireTimeZone } from './time-zone.ts'

/** Where nobody says otherwise. */
const INSPECT_HOURS = 4

export async function listWarehouses(ctx: Context): Promise<readonly WarehouseView[]> {
  const rows = await ctx.sql<(Omit<WarehouseView, 'savedAt'> & { savedAt: Date })[]>`
    SELECT id, code, name, province, city, address, time_zone, enabled, inspect_hours, updated_at AS saved_at FROM warehouses ORDER BY code`
  return rows.map((row) => ({ ...row, savedAt: row.savedAt.toISOString() }))
}

/**
 * Creates or changes a warehouse; its days are counted in its own time zone, without one in the one it had, else in the
 * merchant's. Throws `ALREADY_EXISTS` for a second one of its code, `VERSION_CONFLICT` when somebody has changed it since it
 * was seen.
 */
export async function saveWarehouse(
  ctx: Context,
  input: WarehouseSaveInput,
  db: Queryable = ctx.sql,
): Promise<{ id: string }> {
  const timeZone = input.timeZone ?? null
  const inspectHours = input.inspectHours ?? null
  if (timeZone !== null) requireTimeZone(timeZone)
  const merchant = await readMerchant(ctx, db)
  const id = input.id ?? randomUUID()
  const now = ctx.now()
  try {
    if (input.id && !(await exists(db, input.id))) throw new Failure('WAREHOUSE_NOT_FOUND')
    const saved = await db`
      INSERT INTO warehouses AS w (id, code, name, province, city, address, time_zone, enabled, inspect_hours, created_at, updated_at)
      VALUES (${id}, ${input.code}, ${input.name}, ${input.province}, ${input.city}, ${input.address},
              ${timeZone ?? merchant.timeZone}, ${input.enabled}, ${inspectHours ?? INSPECT_HOURS}, ${now}, ${now})
      ON CONFLICT (id) DO UPDATE SET
        code = excluded.code, name = excluded.name, province = excluded.province, city = excluded.city,
        address = excluded.address, time_zone = coalesce(${timeZone}, w.time_zone), enabled = excluded.enabled,
        inspect_hours = coalesce(${inspectHours}, w.inspect_hours), updated_at = excluded.updated_at
        WHERE ${isAsSeen(db, db`w.updated_at`, input.seenAt)}`
    if (saved.count === 0) throw new Failure('VERSION_CONFLICT')
  } catch (error) {
    if (isAlreadyThere(error)) throw new Failure('ALREADY_EXISTS', { cause: error, fields: { code: input.code } })
    throw error
  }
  forgetNames(ctx)
  return { id }
}

async function exists(db: Queryable, id: string): Promise<boolean> {
  const rows = await db`SELECT FROM warehouses WHERE id = ${id}`
  return rows.length > 0
}
