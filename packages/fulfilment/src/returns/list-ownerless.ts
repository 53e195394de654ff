import type { OwnerlessListInput, OwnerlessPage, OwnerlessParcel } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import type { Fragment } from '../runtime/database.ts'
import { isUnmatched } from '../scans/index.ts'
import { afterCursor, cursorOf } from './cursor.ts'

type Row = Omit<OwnerlessParcel, 'occurredAt'> & { readonly at: Date }

/** Parcels that came back and that nobody knows, one for each code and warehouse, the latest first. */
export async function listOwnerless(ctx: Context, input: OwnerlessListInput): Promise<OwnerlessPage> {
  const { sql } = ctx
  const { warehouseId, cursor, limit } = input
  const rows = await sql<Row[]>`
    SELECT * FROM (${ownerlessParcels(ctx, warehouseId)}) one
    WHERE true ${afterCursor(sql, cursor, { at: sql`one.at`, id: sql`one.id::text`, isDown: true })}
    ORDER BY one.at DESC, one.id::text DESC LIMIT ${limit + 1}`
  const page = rows.slice(0, limit)
  return {
    rows: page.map(({ at, ...row }) => ({ ...row, occurredAt: at.toISOString() })),
    next: rows.length > limit ? cursorOf(page.at(-1)) : null,
  }
}

/** With the first scan of each. */
export function ownerlessParcels({ sql }: Context, warehouseId: string | undefined): Fragment {
  return sql`
    SELECT DISTINCT ON (s.waybill, d.warehouse_id) s.id, s.waybill AS code, s.occurred_at AS at, w.name AS warehouse_name,
      d.name AS device_name, p.name AS operator_name,
      (SELECT x.body->>'grade' FROM scans x
       WHERE x.waybill = s.waybill AND x.kind = 'return_inspected' AND x.later_at IS NULL
       ORDER BY x.occurred_at DESC LIMIT 1) AS grade
    FROM scans s JOIN devices d ON d.id = s.device_id JOIN warehouses w ON w.id = d.warehouse_id
    LEFT JOIN staff p ON p.id = s.operator_id
    WHERE ${isUnmatched(sql)} AND s.kind IN ('return_arrived', 'return_inspected')
      ${warehouseId ? sql`AND d.warehouse_id = ${warehouseId}` : sql``}
    ORDER BY s.waybill, d.warehouse_id, s.occurred_at, s.id`
}
