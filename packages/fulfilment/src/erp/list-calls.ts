import type { ErpCallView } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import { detailOf } from './inbox-row.ts'

const SHOWN = 50

type Row = Omit<ErpCallView, 'receivedAt' | 'detail'> & { receivedAt: Date; message: string | null }

/** The last 50 write requests of one ERP, or rows of a database connector, newest first, with what became of them. */
export async function listErpCalls(ctx: Context, input: { id: string }): Promise<readonly ErpCallView[]> {
  const [erp] = await ctx.sql<
    { isInbox: boolean }[]
  >`SELECT kind = 'database' AS is_inbox FROM erps WHERE id = ${input.id}`
  const rows = await (erp?.isInbox ? listInbox(ctx, input.id) : listRequests(ctx, input.id))
  return rows.map(({ message, receivedAt, ...row }) => {
    return { ...row, receivedAt: receivedAt.toISOString(), detail: detailOf(row.code, message) }
  })
}

async function listRequests(ctx: Context, erpId: string): Promise<readonly Row[]> {
  return ctx.sql<Row[]>`
    SELECT r.id::text, r.key, r.address, r.received_at, r.repeats, r.results IS NULL AS is_kept,
      coalesce(p.created + p.changed + p.unchanged, jsonb_array_length(r.writes)) AS writes,
      coalesce(p.created + p.changed, v.applied, 0) AS applied, coalesce(p.unchanged, v.duplicate, 0) AS duplicate,
      coalesce(v.refused, 0) AS refused,
      NULL AS order, NULL AS code, NULL AS message
    FROM (SELECT * FROM erp_requests WHERE erp_id = ${erpId} ORDER BY id DESC LIMIT ${SHOWN}) r
    LEFT JOIN LATERAL (
      SELECT count(*) FILTER (WHERE verdict = 'applied')::int AS applied,
        count(*) FILTER (WHERE verdict = 'duplicate')::int AS duplicate,
        count(*) FILTER (WHERE verdict NOT IN ('applied', 'duplicate'))::int AS refused
      FROM jsonb_to_recordset(r.results) AS result(verdict text)) v ON r.results IS NOT NULL
    LEFT JOIN LATERAL jsonb_to_record(r.products) AS p(created int, changed int, unchanged int) ON true
    ORDER BY r.id DESC`
}

/** The rows themselves: also those that were not of the format, and those that wait. */
async function listInbox(ctx: Context, erpId: string): Promise<readonly Row[]> {
  return ctx.sql<Row[]>`
    SELECT w.id::text, coalesce(w.key, '') AS key, coalesce(host(w.address), 'local') AS address, w.written_at AS received_at, 0 AS repeats,
      w.decided_at IS NULL AS is_kept, 1 AS writes, (w.verdict IS NOT DISTINCT FROM 'applied')::int AS applied,
      (w.verdict IS NOT DISTINCT FROM 'duplicate')::int AS duplicate, (w.code IS NOT NULL)::int AS refused,
      w.order_number AS order, w.code, w.message
    FROM erp_keys k CROSS JOIN LATERAL (
      SELECT * FROM erp_inbox.writes WHERE login = k.key_id ORDER BY id DESC LIMIT ${SHOWN}) w
    WHERE k.erp_id = ${erpId} ORDER BY w.id DESC LIMIT ${SHOWN}`
}
