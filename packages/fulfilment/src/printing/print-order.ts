import type { PrinterIdInput, PrintHandOverInput, PrintInput } from '@baton/contract'
import { readMerchant } from '../catalogue/index.ts'
import type { Context } from '../runtime/context.ts'
import { Failure } from '../runtime/failure.ts'
import { readHandOver } from '../scans/index.ts'
import type { Device } from '../staff/index.ts'
import { choosePrinter } from './choose-printer.ts'
import { composeLabel } from './compose-label.ts'
import { composeHandOver, composePackingSlip, composeTest } from './compose-slip.ts'
import { listPrinters } from './printers.ts'
import { queueJob } from './queue-job.ts'
import { readSheet } from './read-sheet.ts'

type Place = Pick<Device, 'name' | 'warehouseId'>

/**
 * Prints a label or packing slip; from a device at a printer of its own warehouse. Throws `ORDER_NOT_FOUND`,
 * `PRINTER_NOT_FOUND` or `NO_PRINTER`.
 */
export async function printOrder(ctx: Context, input: PrintInput, device?: Place): Promise<{ id: string }> {
  const [order] = await ctx.sql<{ warehouseId: string | null }[]>`
    SELECT warehouse_id FROM orders WHERE id = ${input.orderId}`
  if (!order) throw new Failure('ORDER_NOT_FOUND')
  const printer = await choosePrinter(ctx, {
    printerId: input.printerId,
    warehouseId: order.warehouseId,
    ...(device && { within: device.warehouseId }),
  })
  const sheet = await readSheet(ctx, { orderId: input.orderId, printedBy: nameOf(ctx, device) })
  const isLabel = input.kind === 'label'
  return queueJob(ctx, printer, {
    kind: input.kind,
    subject: input.orderId,
    pages: isLabel ? composeLabel(sheet) : composePackingSlip(sheet),
    waybills: isLabel ? sheet.parcels.map(({ waybill }) => waybill) : [],
    createdBy: nameOf(ctx, device),
  })
}

/** Prints the slip that goes with a truck. Throws `TRIP_NOT_FOUND`, `PRINTER_NOT_FOUND` or `NO_PRINTER`. */
export async function printHandOver(ctx: Context, device: Place, input: PrintHandOverInput): Promise<{ id: string }> {
  const { warehouseId } = device
  const list = await readHandOver(ctx, device, { code: input.tripCode })
  const printer = await choosePrinter(ctx, { printerId: input.printerId, warehouseId, within: warehouseId })
  const pages = composeHandOver(list)
  return queueJob(ctx, printer, { kind: 'hand_over', subject: list.trip.code, pages, createdBy: nameOf(ctx, device) })
}

/** The same for the office, at the truck's own warehouse. */
export async function printTrip(ctx: Context, input: PrintHandOverInput): Promise<{ id: string }> {
  const [trip] = await ctx.sql<{ warehouseId: string }[]>`
    SELECT warehouse_id FROM trips WHERE code = ${input.tripCode.toUpperCase()}`
  if (!trip) throw new Failure('TRIP_NOT_FOUND')
  return printHandOver(ctx, { name: ctx.actor.name, warehouseId: trip.warehouseId }, input)
}

/** Prints a page by which people see whether a printer is set up well. Throws `PRINTER_NOT_FOUND` or `PRINTER_OFF`. */
export async function printTest(ctx: Context, input: PrinterIdInput): Promise<{ id: string }> {
  const printer = (await listPrinters(ctx)).find((one) => one.id === input.id)
  if (!printer) throw new Failure('PRINTER_NOT_FOUND')
  const { name, warehouseName } = printer
  const { timeZone } = await readMerchant(ctx, ctx.sql)
  const at = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(ctx.now())
  const pages = composeTest({ name, warehouseName, at })
  return queueJob(ctx, printer, { kind: 'test', subject: null, pages, createdBy: nameOf(ctx) })
}

/** A person where one is known, else the device that nobody holds. */
function nameOf(ctx: Context, device?: Place): string {
  return ctx.actor.kind === 'person' ? ctx.actor.name : (device?.name ?? ctx.actor.name)
}
