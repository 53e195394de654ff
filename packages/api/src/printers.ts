import {
  GunCreateInput,
  type GunView,
  PrinterIdInput,
  PrinterSaveInput,
  type PrinterView,
  PrintInput,
  PrintJobIdInput,
  PrintJobsInput,
  type PrintJobView,
  type PrintSheet,
} from '@baton/contract'
import {
  listPrinters,
  listPrintJobs,
  printAgain,
  printOrder,
  printTest,
  readSheet,
  savePrinter,
} from '@baton/fulfilment/printing'
import { createAgent } from '@baton/fulfilment/staff'
import { allow, Nothing, router } from './procedure.ts'

export const printers = router({
  list: allow('scans.write')
    .input(Nothing)
    .query(({ ctx }): Promise<readonly PrinterView[]> => listPrinters(ctx.baton)),
  save: allow('printers.manage')
    .input(PrinterSaveInput)
    .mutation(({ ctx, input }): Promise<{ id: string }> => savePrinter(ctx.baton, input)),
  createAgent: allow('printers.manage')
    .input(GunCreateInput)
    .mutation(({ ctx, input }): Promise<GunView> => createAgent(ctx.baton, input)),
  test: allow('printers.manage')
    .input(PrinterIdInput)
    .mutation(({ ctx, input }): Promise<{ id: string }> => printTest(ctx.baton, input)),
  jobs: allow('scans.write')
    .input(PrintJobsInput)
    .query(({ ctx, input }): Promise<readonly PrintJobView[]> => listPrintJobs(ctx.baton, input)),
  print: allow('scans.write')
    .input(PrintInput)
    .mutation(({ ctx, input }): Promise<{ id: string }> => printOrder(ctx.baton, input)),
  printAgain: allow('scans.write')
    .input(PrintJobIdInput)
    .mutation(({ ctx, input }): Promise<{ id: string }> => printAgain(ctx.baton, input)),
  /** For printing from the browser. */
  sheet: allow('scans.write')
    .input(PrintInput.pick({ orderId: true }))
    .query(({ ctx, input }): Promise<PrintSheet> => readSheet(ctx.baton, input)),
})
