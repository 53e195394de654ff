import type { FloorStops } from '@baton/contract'
import { labelsVoidBefore, type StopFacts } from '../orders/index.ts'
import type { Context } from '../runtime/context.ts'
import type { Device } from '../staff/index.ts'
import { holdBehind, stopAnswer } from './stop-answer.ts'

/** More than so many are a matter for the office; the device then asks the server for each. */
const MOST = 2000

/** What was called off longer ago is no longer on a table or in a cart. */
const CALLED_OFF_DAYS = 3

interface Row extends StopFacts {
  readonly id: string
  readonly waybill: string | null
}

/** Orders and labels of a warehouse that must not leave, so that a device without network stops them too. */
export async function listStops(ctx: Context, device: Device): Promise<FloorStops> {
  const asOf = ctx.now()
  const since = new Date(asOf.getTime() - CALLED_OFF_DAYS * 86_400_000)
  const rows = await ctx.sql<Row[]>`
    WITH stopped AS (
      (SELECT o.id, o.state, o.refunded, o.hold_reasons FROM orders o
       WHERE o.warehouse_id = ${device.warehouseId} AND o.hold_reasons <> '{}' AND o.state IN ('to_ship', 'packing', 'part_shipped')
       UNION
       SELECT o.id, o.state, o.refunded, o.hold_reasons FROM interceptions i JOIN orders o ON o.id = i.order_id
       WHERE i.resolved_at IS NULL AND i.warehouse_id = ${device.warehouseId} AND o.state NOT IN ('shipped', 'done')
       LIMIT ${MOST})
      UNION
      (SELECT o.id, o.state, o.refunded, o.hold_reasons FROM orders o
       WHERE o.warehouse_id = ${device.warehouseId} AND o.state = 'cancelled'
         AND (o.paid_at IS NOT NULL OR o.called_off) AND o.updated_at > ${since}
       ORDER BY o.updated_at DESC LIMIT ${MOST}))
    SELECT o.id, o.state, o.refunded, o.hold_reasons, s.waybill,
      ARRAY(SELECT state FROM after_sales WHERE order_id = o.id) AS after_sales,
      coalesce(s.recorded_at < ${labelsVoidBefore(ctx.sql, ctx.sql`o.id`)}, false)
        AS is_label_outdated
    FROM stopped o
    LEFT JOIN LATERAL (
      SELECT waybill, recorded_at FROM shipments
      WHERE id IN (SELECT shipment_id FROM shipment_lines WHERE order_id = o.id)) s ON true
    ORDER BY o.id, s.waybill`
  const stops = [...Map.groupBy(rows, (row) => row.id).values()].flatMap((parcels) => [
    ...stopsOf(parcels, { isLabelOutdated: parcels.every((one) => one.isLabelOutdated) }),
    ...parcels.flatMap((row) => (row.waybill ? stopsOf([row], { code: row.waybill }) : [])),
  ])
  const unique = new Map(stops.map((one) => [one.code, one]))
  return { stops: [...unique.values()], asOf: asOf.toISOString() }
}

/** Of an order, or of one label of it: the order itself stands still only where none of its labels holds. */
function stopsOf(
  [row]: readonly Row[],
  as: { readonly code?: string; readonly isLabelOutdated?: boolean },
): FloorStops['stops'] {
  if (!row) return []
  const answer = stopAnswer({ ...row, ...as })
  if (!answer) return []
  return [{ code: as.code ?? row.id, orderId: row.id, answer, about: holdBehind(answer, row.holdReasons) }]
}
