import { type ConformanceWrites, type ConformanceWritesInput, type ErpWrite, ORDER_STATES } from '@baton/contract'
import type { Context } from '../runtime/context.ts'

/** Requests of one ERP that are looked through, newest first. */
const LOOKED_AT = 200

/** What an ERP has written so far about the order of a conformance run. Such writes are refused as any about no order. */
export async function readConformanceWrites(ctx: Context, input: ConformanceWritesInput): Promise<ConformanceWrites> {
  const rows = await ctx.sql<{ key: string; write: ErpWrite }[]>`
    SELECT r.key, w.write FROM (
      SELECT key, writes FROM erp_requests WHERE erp_id = ${input.erpId} ORDER BY id DESC LIMIT ${LOOKED_AT}) r
    CROSS JOIN LATERAL jsonb_array_elements(r.writes) AS w(write)
    WHERE ${input.order} IN (w.write->'order'->>'number', w.write->'order'->>'id')`
  const reports = rows.map(({ key, write }) => ({ key, report: write.report }))
  const keysOf = Map.groupBy(reports, ({ report }) => JSON.stringify(report))
  const shipped = ORDER_STATES.indexOf('shipped')
  const states = reports.flatMap(({ report }) => (report.kind === 'status' ? [report.to] : []))
  return {
    writes: reports.length,
    back: [...new Set(states.filter((state) => state !== 'cancelled' && ORDER_STATES.indexOf(state) < shipped))],
    twice: [...keysOf.values()].filter((same) => new Set(same.map(({ key }) => key)).size > 1).length,
  }
}
