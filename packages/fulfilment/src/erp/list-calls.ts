import type { ErpCallView } from '@baton/contract'
import type { Context } from '../runtime/context.ts'

const SHOWN = 50

/** The last 50 write requests of one ERP, newest first, with what became of them. */
export async function listErpCalls(ctx: Context, input: { id: string }): Promise<readonly ErpCallView[]> {
  const rows = await ctx.sql<(Omit<ErpCallView, 'receivedAt'> & { receivedAt: Date })[]>`
    SELECT r.key, r.address, r.received_at, r.repeats, r.results IS NULL AS is_kept, jsonb_array_length(r.writes) AS writes,
      coalesce(v.applied, 0) AS applied, coalesce(v.duplicate, 0) AS duplicate, coalesce(v.refused, 0) AS refused
    FROM (SELECT * FROM erp_requests WHERE erp_id = ${input.id} ORDER BY id DESC LIMIT ${SHOWN}) r
    LEFT JOIN LATERAL (
      SELECT count(*) FILTER (WHERE verdict = 'applied')::int AS applied,
        count(*) FILTER (WHERE verdict = 'duplicate')::int AS duplicate,
        count(*) FILTER (WHERE verdict NOT IN ('applied', 'duplicate'))::int AS refused
      FROM jsonb_to_recordset(r.results) AS result(verdict text)) v ON r.results IS NOT NULL
    ORDER BY r.id DESC`
  return rows.map((row) => ({ ...row, receivedAt: row.receivedAt.toISOString() }))
}
