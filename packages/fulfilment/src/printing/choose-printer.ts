import type { PrinterLanguage, PrinterView } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import { Failure } from '../runtime/failure.ts'
import { listPrinters } from './printers.ts'

export interface ChosenPrinter {
  readonly id: string
  readonly language: PrinterLanguage
}

/**
 * The printer that was asked for, else one of the warehouse: without trouble, then with the fewest waiting. Throws
 * `PRINTER_NOT_FOUND` for one that is away from `within`, `PRINTER_OFF` for one that is switched off, `NO_PRINTER` where
 * there is none.
 */
export async function choosePrinter(
  ctx: Context,
  wanted: { printerId: string | undefined; warehouseId: string | null; within?: string },
): Promise<ChosenPrinter> {
  const near = (await listPrinters(ctx)).filter(
    (one) => wanted.within === undefined || one.warehouseId === wanted.within,
  )
  if (wanted.printerId !== undefined) {
    const named = near.find((one) => one.id === wanted.printerId)
    if (!named) throw new Failure('PRINTER_NOT_FOUND')
    if (!named.enabled) throw new Failure('PRINTER_OFF')
    return named
  }
  const usable = near.filter((one) => one.enabled)
  const warehouseId = wanted.within ?? wanted.warehouseId
  const [best] = usable.filter((one) => one.warehouseId === warehouseId).sort((a, b) => rank(a) - rank(b))
  if (!best) throw new Failure('NO_PRINTER')
  return best
}

function rank(printer: PrinterView): number {
  return (printer.trouble === null ? 0 : 1_000_000) + printer.waiting
}
