import { type AgentPrinter, PRINTER_FAULTS, type PrintResult, type PrintTaken } from '@baton/contract'
import type { Journal } from './journal.ts'
import { type Patience, PrinterLine } from './printer-line.ts'

type Job = PrintTaken['jobs'][number]

/**
 * Prints a job that was never begun; one that was begun and not finished may be out already, and is told so instead.
 * The journal knows the outcome before the server does.
 */
export async function printJob(journal: Journal, job: Job, patience: Patience): Promise<PrintResult> {
  const known = journal.find(job.id)
  if (known?.result) return known.result
  const result: PrintResult = known
    ? { id: job.id, state: 'failed', code: 'interrupted' }
    : await printOnce(journal, job, patience)
  journal.settle(result)
  return result
}

async function printOnce(journal: Journal, job: Job, patience: Patience): Promise<PrintResult> {
  const line = await PrinterLine.open(job.printer, patience)
  if (!line) return { id: job.id, state: 'failed', code: 'unreachable' }
  try {
    const before = worstOf((await line.ask()).faults)
    if (before) return { id: job.id, state: 'failed', code: before }
    journal.begin(job.id)
    const code = await line.print(Buffer.from(job.document, 'base64'))
    return code === null ? { id: job.id, state: 'printed' } : { id: job.id, state: 'failed', code }
  } finally {
    line.close()
  }
}

/** All that is wrong with a printer right now. */
export async function askPrinter(
  printer: AgentPrinter,
  patience: Patience,
): Promise<(typeof PRINTER_FAULTS)[number][]> {
  const line = await PrinterLine.open(printer, patience)
  if (!line) return ['unreachable']
  const { faults } = await line.ask()
  line.close()
  return [...faults]
}

function worstOf(faults: readonly (typeof PRINTER_FAULTS)[number][]) {
  return PRINTER_FAULTS.find((fault) => faults.includes(fault)) ?? null
}
