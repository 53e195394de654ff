import {
  type AgentPrinter,
  MAX_PRINT_JOBS,
  type PrintKind,
  type PrintTakeInput,
  type PrintTaken,
} from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import type { Device } from '../staff/index.ts'
import { cancelVoidLabels } from './cancel-void-labels.ts'
import { waitForJobs } from './wait-for-jobs.ts'

/** An agent that has not told the outcome of a job by then has lost it, and is given it again. */
const RETAKE_MS = 60_000

interface Row extends Omit<AgentPrinter, 'id'> {
  readonly id: string
  readonly kind: PrintKind
  readonly document: Buffer
  readonly printerId: string
  readonly createdAt: Date
}

/**
 * Jobs for the printers of an agent's warehouse, the oldest first; waits for one where there is none. Labels that are void
 * by then are handed to nobody. What an agent took goes to nobody else: it alone knows whether it came out.
 */
export async function takePrintJobs(
  ctx: Context,
  agent: Device,
  input: PrintTakeInput & { signal: AbortSignal },
): Promise<PrintTaken> {
  const jobs = await waitForJobs(ctx, { milliseconds: input.waitMs, signal: input.signal }, async () => {
    const rows = await takeDue(ctx, agent)
    return rows.length > 0 ? rows : null
  })
  return {
    jobs: (jobs ?? []).map(({ id, kind, document, printerId, name, host, port, language }) => ({
      id,
      kind,
      printer: { id: printerId, name, host, port, language },
      document: document.toString('base64'),
    })),
  }
}

async function takeDue(ctx: Context, agent: Device): Promise<readonly Row[]> {
  await cancelVoidLabels(ctx, agent)
  const lost = new Date(ctx.now().getTime() - RETAKE_MS)
  const rows = await ctx.sql<Row[]>`
    UPDATE print_jobs j SET state = 'taken', taken_by = ${agent.id}, taken_at = ${ctx.now()}, tries = j.tries + 1
    FROM printers p WHERE p.id = j.printer_id AND j.id IN (
      SELECT due.id FROM print_jobs due JOIN printers at ON at.id = due.printer_id
      WHERE at.warehouse_id = ${agent.warehouseId}
        AND EXISTS (SELECT FROM devices WHERE id = ${agent.id} AND revoked_at IS NULL)
        AND ((due.state = 'queued' AND at.enabled) OR (due.state = 'taken' AND due.taken_by = ${agent.id} AND due.taken_at <= ${lost}))
      ORDER BY due.created_at, due.id LIMIT ${MAX_PRINT_JOBS} FOR UPDATE OF due SKIP LOCKED)
    RETURNING j.id, j.kind, j.document, j.created_at, p.id AS printer_id, p.name, p.host, p.port, p.language`
  return [...rows].sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
}
