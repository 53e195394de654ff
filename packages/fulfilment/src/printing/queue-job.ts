import { randomUUID } from 'node:crypto'
import type { PrintKind } from '@baton/contract'
import { buildDocument, type PrintPage } from '@baton/platforms/label-printer'
import type { Context } from '../runtime/context.ts'
import { Failure } from '../runtime/failure.ts'
import type { ChosenPrinter } from './choose-printer.ts'

interface Job {
  readonly kind: PrintKind
  readonly subject: string | null
  readonly pages: readonly PrintPage[]
  /** Of the order that is its subject; without them it never becomes void. */
  readonly waybills?: readonly string[]
  readonly createdBy: string
}

/** Puts pages in a printer's queue, in its own language, and wakes the agents. Throws `PRINTER_OFF`. */
export async function queueJob(ctx: Context, printer: ChosenPrinter, job: Job): Promise<{ id: string }> {
  const id = randomUUID()
  const document = buildDocument(printer.language, job.pages)
  const queued = await ctx.sql`
    INSERT INTO print_jobs (id, printer_id, kind, subject, document, waybills, created_at, created_by)
    SELECT ${id}, id, ${job.kind}, ${job.subject}, ${document}, ${[...(job.waybills ?? [])]}::text[], ${ctx.now()},
      ${job.createdBy}
    FROM printers WHERE id = ${printer.id} AND enabled FOR SHARE`
  if (queued.count === 0) throw new Failure('PRINTER_OFF')
  ctx.waker.wake('print_queued')
  return { id }
}
