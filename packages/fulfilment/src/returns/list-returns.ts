import {
  AFTER_SALE_BACK,
  type AfterSaleState,
  type ReturnAfterSale,
  type ReturnArrival,
  type ReturnGrade,
  type ReturnPage,
  type ReturnRow,
  type ReturnStage,
  type ReturnsListInput,
} from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import type { Fragment, Queryable } from '../runtime/database.ts'
import { afterCursor, cursorOf } from './cursor.ts'

interface Row extends Omit<ReturnRow, 'arrival' | 'afterSales'> {
  readonly at: Date
  readonly afterSales: readonly ReturnAfterSale[] | null
  readonly waybill: string | null
  readonly arrivedAt: Date | null
  readonly deviceName: string | null
  readonly operatorName: string | null
  readonly inspectBy: Date | null
  readonly namedBy: string | null
  readonly grade: ReturnGrade | null
  readonly inspectedAt: Date | null
  readonly inspectorName: string | null
}

/** Returns in one stage: expected ones, the latest told first; those in hand, the most urgent first; inspected ones, newest first. */
export async function listReturns(ctx: Context, input: ReturnsListInput): Promise<ReturnPage> {
  const { sql } = ctx
  const { stage, warehouseId, q, cursor, limit } = input
  const isExpected = stage === 'expected'
  const place = isExpected ? sql`o.warehouse_id` : sql`a.warehouse_id`
  const rows = await readRows(ctx, {
    stage,
    where: sql`
      ${warehouseId ? sql`AND ${place} = ${warehouseId}` : sql``}
      ${q ? sql`AND ${bears(sql, { q, isExpected })}` : sql``}`,
    ...{ cursor, limit: limit + 1 },
  })
  const page = rows.slice(0, limit)
  return { rows: page.map(rowOf), next: rows.length > limit ? cursorOf(page.at(-1)) : null }
}

/** All returns of one order, those in hand first. */
export async function listOrderReturns(ctx: Context, { orderId }: { orderId: string }): Promise<readonly ReturnRow[]> {
  const stages: readonly ReturnStage[] = ['in_hand', 'expected', 'inspected']
  const where: Fragment = ctx.sql`AND o.id = ${orderId}`
  const found = await Promise.all(stages.map((stage) => readRows(ctx, { stage, where, limit: 50 })))
  return found.flat().map(rowOf)
}

/** After-sales `s` whose goods are awaited and not in hand. */
export function isAwaited(db: Queryable): Fragment {
  return db`
    s.work_order IS NOT NULL AND s.state = ANY(${AFTER_SALE_BACK as AfterSaleState[]}) AND NOT EXISTS (
      SELECT FROM return_arrivals x
      WHERE x.order_id = s.order_id AND (x.after_sales = '{}' OR s.native_number = ANY(x.after_sales)))`
}

interface Wanted {
  readonly stage: ReturnStage
  readonly where: Fragment
  readonly cursor?: string | undefined
  readonly limit: number
}

function readRows(ctx: Context, { stage, where, cursor, limit }: Wanted): Promise<readonly Row[]> {
  const { sql } = ctx
  if (stage === 'expected')
    return sql<Row[]>`
      SELECT s.work_order AS id, s.updated_at AS at, ${orderColumns(sql)}, w.name AS warehouse_name,
        jsonb_build_array(${afterSaleOf(sql, sql`s`)}) AS after_sales
      FROM after_sales s JOIN orders o ON o.id = s.order_id LEFT JOIN warehouses w ON w.id = o.warehouse_id
      WHERE ${isAwaited(sql)} ${where} ${afterCursor(sql, cursor, { at: sql`s.updated_at`, id: sql`s.work_order`, isDown: true })}
      ORDER BY s.updated_at DESC, s.work_order DESC LIMIT ${limit}`
  const isDown = stage === 'inspected'
  const at: Fragment = isDown ? sql`a.inspected_at` : sql`coalesce(a.inspect_by, a.arrived_at)`
  const id: Fragment = sql`(a.scan_id || '/' || a.order_id)`
  const order = isDown ? sql`${at} DESC, ${id} DESC` : sql`${at}, ${id}`
  return sql<Row[]>`
    SELECT ${id} AS id, ${at} AS at, ${orderColumns(sql)}, w.name AS warehouse_name, a.waybill, a.arrived_at,
      d.name AS device_name, p.name AS operator_name, a.inspect_by, r.named_by,
      i.body->>'grade' AS grade, a.inspected_at, ip.name AS inspector_name,
      (SELECT jsonb_agg(${afterSaleOf(sql, sql`s`)} ORDER BY s.native_number) FROM after_sales s
       WHERE s.order_id = a.order_id AND (s.native_number = ANY(a.after_sales)
         OR (a.after_sales = '{}' AND s.kind IN ('return', 'exchange')))) AS after_sales
    FROM return_arrivals a JOIN orders o ON o.id = a.order_id JOIN warehouses w ON w.id = a.warehouse_id
    JOIN scans k ON k.id = a.scan_id JOIN devices d ON d.id = k.device_id LEFT JOIN staff p ON p.id = k.operator_id
    LEFT JOIN return_codes r ON r.code = k.waybill
    LEFT JOIN scans i ON i.id = a.inspection_id LEFT JOIN staff ip ON ip.id = i.operator_id
    WHERE a.inspected_at IS ${isDown ? sql`NOT NULL` : sql`NULL`} ${where} ${afterCursor(sql, cursor, { at, id, isDown })}
    ORDER BY ${order} LIMIT ${limit}`
}

function orderColumns(db: Queryable): Fragment {
  return db`
    o.id AS order_id, o.platform, o.native_number, o.line_summary,
    coalesce((SELECT name FROM shops WHERE id = o.shop_id), '') AS shop_name`
}

function afterSaleOf(db: Queryable, s: Fragment): Fragment {
  return db`jsonb_build_object(
    'nativeNumber', ${s}.native_number, 'kind', ${s}.kind, 'state', ${s}.state, 'workOrder', ${s}.work_order,
    'returnCarrier', ${s}.return_carrier, 'returnWaybill', ${s}.return_waybill)`
}

/** Whole numbers only: a part of one fits too many. Their orders are found by index, whichever of many returns it is. */
function bears(db: Queryable, { q, isExpected }: { q: string; isExpected: boolean }): Fragment {
  const code = q.toUpperCase()
  const ofSale = (s: Fragment) => db`
    ${s}.native_number = ${q} OR ${s}.work_order = ${code} OR ${s}.return_waybill = ${code}`
  return db`o.id = ANY(ARRAY(
    SELECT id FROM orders WHERE id = ${code} OR native_number = ${q}
    UNION SELECT y.order_id FROM after_sales y WHERE ${ofSale(db`y`)}
    UNION SELECT order_id FROM return_arrivals WHERE waybill = ${code}))
    AND (o.id = ${code} OR o.native_number = ${q} OR ${
      isExpected
        ? ofSale(db`s`)
        : db`a.waybill = ${code} OR EXISTS (
          SELECT FROM after_sales y WHERE y.order_id = a.order_id
            AND (a.after_sales = '{}' OR y.native_number = ANY(a.after_sales)) AND (${ofSale(db`y`)}))`
    })`
}

function rowOf(row: Row): ReturnRow {
  const { id, orderId, platform, shopName, nativeNumber, lineSummary, warehouseName, afterSales } = row
  return {
    ...{ id, orderId, platform, shopName, nativeNumber, lineSummary, warehouseName },
    afterSales: afterSales ?? [],
    arrival: arrivalOf(row),
  }
}

function arrivalOf(row: Row): ReturnArrival | null {
  const { waybill, arrivedAt, deviceName, operatorName, inspectBy, namedBy, grade, inspectedAt, inspectorName } = row
  if (!arrivedAt || deviceName === null) return null
  return {
    ...{ waybill, deviceName, operatorName, namedBy },
    arrivedAt: arrivedAt.toISOString(),
    inspectBy: inspectBy?.toISOString() ?? null,
    inspection: inspectedAt && grade ? { grade, at: inspectedAt.toISOString(), inspectorName } : null,
  }
}
