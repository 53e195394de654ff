import type { ScanInput } from '@baton/contract'
import type { Fragment, Queryable, Tx } from '../runtime/database.ts'
import type { ArrivalFact, InspectionFact, NamedReturn } from './facts.ts'

/** Of one waybill, so many after-sales at most come back together. What more bear is no parcel, but a word in a waybill's place. */
const MOST_IN_A_PARCEL = 20

/** What these codes stand for where goods come back; a parcel of several after-sales stands for them all. */
export async function readNamedReturns(db: Queryable, codes: readonly string[]): Promise<readonly NamedReturn[]> {
  if (codes.length === 0) return []
  return db<NamedReturn[]>`
    WITH c AS (SELECT unnest(${codes as string[]}::text[]) AS code), named AS (
      SELECT c.code, a.order_id, a.native_number, a.return_waybill FROM c JOIN after_sales a ON a.work_order = c.code
      UNION ALL
      SELECT c.code, a.order_id, a.native_number, a.return_waybill
      FROM c JOIN after_sales a ON a.return_waybill = c.code WHERE ${isParcel(db, db`c.code`)})
    SELECT code, order_id, native_number AS after_sale, return_waybill FROM named
    UNION
    SELECT n.code, a.order_id, a.native_number, a.return_waybill
    FROM named n JOIN after_sales a ON a.return_waybill = n.return_waybill WHERE ${isParcel(db, db`n.return_waybill`)}
    UNION
    SELECT r.code, r.order_id, r.after_sale, a.return_waybill
    FROM return_codes r LEFT JOIN after_sales a ON a.order_id = r.order_id AND a.native_number = r.after_sale
    WHERE r.code = ANY(${codes as string[]})
    ORDER BY code, order_id, after_sale`
}

function isParcel(db: Queryable, waybill: Fragment): Fragment {
  return db`(
    SELECT count(*) FROM (SELECT FROM after_sales p WHERE p.return_waybill = ${waybill} LIMIT ${MOST_IN_A_PARCEL + 1}) x
  ) BETWEEN 1 AND ${MOST_IN_A_PARCEL}`
}

/** Scans `s` of returns whose code is known by now. */
export function isNamedReturn(db: Queryable): Fragment {
  return db`
    s.kind IN ('return_arrived', 'return_inspected') AND (
      ${isParcel(db, db`s.waybill`)}
      OR EXISTS (SELECT FROM after_sales a WHERE a.work_order = s.waybill)
      OR EXISTS (SELECT FROM return_codes r WHERE r.code = s.waybill))`
}

export function codesOfReturns(scans: readonly ScanInput[]): string[] {
  const codes = scans.flatMap((scan) =>
    scan.kind === 'return_arrived' || scan.kind === 'return_inspected' ? scan.code.toUpperCase() : [],
  )
  return [...new Set(codes)]
}

interface Wanted {
  readonly orderIds: readonly string[]
  readonly codes: readonly string[]
}

/** Returns in hand of these orders, and those that came in by these codes. */
export async function readArrived(tx: Tx, { orderIds, codes }: Wanted): Promise<readonly ArrivalFact[]> {
  return tx<ArrivalFact[]>`
    SELECT a.scan_id, a.order_id, a.waybill, coalesce(s.waybill = a.waybill, false) AS is_seen, a.after_sales,
      a.inspected_at IS NOT NULL AS is_inspected
    FROM return_arrivals a JOIN scans s ON s.id = a.scan_id
    WHERE a.order_id = ANY(${orderIds as string[]}) OR a.waybill = ANY(${codes as string[]}) ORDER BY a.arrived_at, a.scan_id`
}

/** Inspections of these orders, and those by these codes. */
export async function readInspected(tx: Tx, { orderIds, codes }: Wanted): Promise<readonly InspectionFact[]> {
  return tx<InspectionFact[]>`
    SELECT s.id AS inspection_id, s.order_id, s.occurred_at AS inspected_at,
      CASE WHEN s.waybill NOT LIKE 'RW-%' THEN s.waybill END AS waybill, coalesce(s.waybill NOT LIKE 'RW-%', false) AS is_seen,
      ARRAY(SELECT a.native_number FROM after_sales a
            WHERE a.order_id = s.order_id AND s.waybill IN (a.work_order, a.return_waybill)) AS after_sales
    FROM (
      SELECT id, kind, answer, later_answer, order_id, waybill, occurred_at FROM scans WHERE order_id = ANY(${orderIds as string[]})
      UNION
      SELECT id, kind, answer, later_answer, order_id, waybill, occurred_at FROM scans WHERE kind = 'return_inspected' AND waybill = ANY(${codes as string[]})) s
    WHERE s.kind = 'return_inspected' AND coalesce(s.later_answer, s.answer) = 'return_inspected'
      AND s.order_id IS NOT NULL
    ORDER BY s.occurred_at, s.id`
}

export async function readInspectHours(tx: Tx, warehouseId: string): Promise<number> {
  const [row] = await tx<[{ inspectHours: number }]>`SELECT inspect_hours FROM warehouses WHERE id = ${warehouseId}`
  return row.inspectHours
}
