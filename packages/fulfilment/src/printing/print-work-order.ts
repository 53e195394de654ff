import type { PrintWorkOrderInput } from '@baton/contract'
import { readOrder } from '../orders/index.ts'
import type { Context } from '../runtime/context.ts'
import { Failure } from '../runtime/failure.ts'
import { choosePrinter } from './choose-printer.ts'
import { composeWorkOrder, type WorkOrderSheet } from './compose-work-order.ts'
import { queueJob } from './queue-job.ts'

/** Prints a return's work order at the warehouse that sent its goods. Throws `ORDER_NOT_FOUND`, `PRINTER_NOT_FOUND` or `NO_PRINTER`. */
export async function printWorkOrder(ctx: Context, input: PrintWorkOrderInput): Promise<{ id: string }> {
  const sheet = await readWorkOrder(ctx, input)
  const [order] = await ctx.sql<{ warehouseId: string | null }[]>`
    SELECT warehouse_id FROM orders WHERE id = ${sheet.orderId}`
  const printer = await choosePrinter(ctx, {
    printerId: input.printerId,
    warehouseId: order?.warehouseId ?? null,
  })
  return queueJob(ctx, printer, {
    kind: 'work_order',
    subject: sheet.workOrder,
    pages: composeWorkOrder(sheet),
    createdBy: ctx.actor.name,
  })
}

/** What the paper says, of its customer no more than people may see. Throws `ORDER_NOT_FOUND`. */
export async function readWorkOrder(ctx: Context, input: { workOrder: string }): Promise<WorkOrderSheet> {
  const [sale] = await ctx.sql<{ orderId: string }[]>`
    SELECT order_id FROM after_sales WHERE work_order = ${input.workOrder.toUpperCase()}`
  if (!sale) throw new Failure('ORDER_NOT_FOUND')
  const [order, packed] = await Promise.all([
    readOrder(ctx, { id: sale.orderId }),
    ctx.sql<{ lineNumber: string; serials: string[] }[]>`
      SELECT line_number, array_agg(serial ORDER BY serial) AS serials FROM packed_items
      WHERE order_id = ${sale.orderId} AND serial IS NOT NULL GROUP BY line_number`,
  ])
  const serialsOf = new Map(packed.map((one) => [one.lineNumber, one.serials]))
  const own = order.afterSales.find((one) => one.workOrder === input.workOrder.toUpperCase())
  const { receiver } = order
  return {
    workOrder: own?.workOrder ?? '',
    orderId: order.id,
    nativeNumber: order.nativeNumber,
    shopName: order.shopName ?? '',
    warehouseName: order.warehouseName,
    customer: receiver ? `${receiver.name} ${receiver.phone}`.trim() : '',
    returnCarrier: own?.returnCarrier ?? null,
    returnWaybill: own?.returnWaybill ?? null,
    lines: order.lines.map(({ lineNumber, sku, title, quantity }) => ({
      ...{ sku, title, quantity },
      serials: serialsOf.get(lineNumber) ?? [],
    })),
  }
}
