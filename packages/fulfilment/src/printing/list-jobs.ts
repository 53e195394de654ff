import type { PrintJobIdInput, PrintJobsInput, PrintJobView, PrintOutcome } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import type { Fragment, Queryable } from '../runtime/database.ts'
import { Failure } from '../runtime/failure.ts'
import type { Device } from '../staff/index.ts'

const MOST = 50

type Row = Omit<PrintJobView, 'createdAt' | 'settledAt'> & { readonly createdAt: Date; readonly settledAt: Date | null }

/** The latest print jobs: of all, of one printer, of one order. */
export async function listPrintJobs(ctx: Context, input: PrintJobsInput): Promise<readonly PrintJobView[]> {
  const { sql } = ctx
  const rows = await sql<Row[]>`
    SELECT j.id, j.printer_id, p.name AS printer_name, j.kind, j.subject, j.state, j.code, j.created_at, j.created_by,
      j.settled_at
    FROM print_jobs j JOIN printers p ON p.id = j.printer_id
    WHERE true ${input.printerId ? sql`AND j.printer_id = ${input.printerId}` : sql``}
      ${input.orderId ? sql`AND j.subject = ANY(${subjectsOf(sql, input.orderId)})` : sql``}
    ORDER BY j.created_at DESC LIMIT ${MOST}`
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    settledAt: row.settledAt?.toISOString() ?? null,
  }))
}

/** An order prints under its id, and its returns under their work orders. */
function subjectsOf(sql: Queryable, orderId: string): Fragment {
  return sql`ARRAY(
    SELECT ${orderId}::text UNION ALL
    SELECT work_order FROM after_sales WHERE order_id = ${orderId} AND work_order IS NOT NULL)`
}

/** What became of a job at a printer of the device's warehouse. Throws `PRINT_JOB_NOT_FOUND`. */
export async function readOutcome(
  ctx: Context,
  device: Pick<Device, 'warehouseId'>,
  input: PrintJobIdInput,
): Promise<PrintOutcome> {
  const [job] = await ctx.sql<PrintOutcome[]>`
    SELECT j.state, j.code FROM print_jobs j JOIN printers p ON p.id = j.printer_id
    WHERE j.id = ${input.id} AND p.warehouse_id = ${device.warehouseId}`
  if (!job) throw new Failure('PRINT_JOB_NOT_FOUND')
  return job
}
