import { randomUUID } from 'node:crypto'
import type { PrintKind } from '@baton/contract'
import { buildDocument, type PrintPage } from '@baton/platforms/label-printer'
import type { Context } from '../runtime/context.ts'
import { Failure } from '../runtime/failure.ts'
import type { ChosenPrinter } from './choose-printer.ts'

/** Puts pages in a printer's queue, in its own language, and wakes the agents. Throws `PRINTER_OFF`. */
export async function queueJob(
  ctx: Context,
  printer: ChosenPrinter,
  job: { kind: PrintKind; subject: string | null; pages: readonly PrintPage[]; createdBy: string },
): Promise<{ id: string }> {
  const id = randomUUID()
  const document = buildDocument(printer.language, job.pages)
  const queued = await ctx.sql`
    INSERT INTO print_jobs (id, printer_id, kind, subject, document, created_at, created_by)
    SELECT ${id}, id, ${job.kind}, ${job.subject}, ${document}, ${ctx.now()}, ${job.createdBy}
    FROM printers WHERE id = ${printer.id} AND enabled FOR SHARE`
  if (queued.count === 0) throw new Failure('PRINTER_OFF')
  ctx.waker.wake('print_queued')
  return { id }
}
