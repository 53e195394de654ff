import type { PrintJobIdInput, PrintKind } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import { Failure } from '../runtime/failure.ts'
import { printOrder, printTest, printTrip } from './print-order.ts'
import { printWorkOrder } from './print-work-order.ts'

interface Former {
  readonly kind: PrintKind
  readonly subject: string | null
  readonly printerId: string
}

/** A new job of the same kind at the same printer, composed from what holds now. Throws `PRINT_JOB_NOT_FOUND`. */
export async function printAgain(ctx: Context, input: PrintJobIdInput): Promise<{ id: string }> {
  const [job] = await ctx.sql<Former[]>`
    SELECT kind, subject, printer_id FROM print_jobs WHERE id = ${input.id}`
  if (!job) throw new Failure('PRINT_JOB_NOT_FOUND')
  const { kind, printerId } = job
  const subject = job.subject ?? ''
  switch (kind) {
    case 'label':
    case 'packing_slip':
      return printOrder(ctx, { orderId: subject, kind, printerId })
    case 'work_order':
      return printWorkOrder(ctx, { workOrder: subject, printerId })
    case 'test':
      return printTest(ctx, { id: printerId })
    case 'hand_over':
      return printTrip(ctx, { tripCode: subject, printerId })
  }
}
