import { hasLeftWarehouse, type OrderState } from '@baton/contract'
import type { ShipInput, ShipLine, ShipParcel } from '@baton/platforms'
import type { Delivery, ShipPayload } from '../deliveries/index.ts'
import { openReceiver } from '../orders/index.ts'
import type { Context } from '../runtime/context.ts'
import { parcelLeft } from '../scans/index.ts'
import type { CarrierAtChannel } from './carrier-codes.ts'

interface LineRow extends ShipLine {
  readonly orderId: string
}
interface ParcelRow {
  readonly id: string
  readonly carrier: string
  readonly waybill: string
  readonly lineNumbers: readonly string[]
}

/** What a channel is to be told, as it stands now; `undone` when one of its parcels was taken back meanwhile. */
export type ShipFacts =
  | { readonly kind: 'ready'; readonly input: ShipInput }
  | { readonly kind: 'undone' }
  | { readonly kind: 'carrier_unknown'; readonly carrier: string }

/** What the system that is told calls these carriers; those without a code are missing. */
export type CarrierCodesOf = (carriers: readonly string[]) => Promise<ReadonlyMap<string, CarrierAtChannel>>

/** Reads order, parcels and lines of one write-back. Read when sending, not when planning: late is better than wrong. */
export async function readShipFacts(
  ctx: Context,
  codesOf: CarrierCodesOf,
  delivery: Delivery<ShipPayload>,
): Promise<ShipFacts> {
  const { orderId, shipmentIds, isFirst } = delivery.payload
  const [order] = await ctx.sql<{ nativeNumber: string; state: OrderState }[]>`
    SELECT native_number, state FROM orders WHERE id = ${orderId}`
  if (!order || !hasLeftWarehouse(order.state)) return { kind: 'undone' }
  const lines = await ctx.sql<LineRow[]>`
    SELECT line_number, item_number, sku, title, quantity FROM order_lines WHERE order_id = ${orderId} ORDER BY position`
  const parcels = await ctx.sql<ParcelRow[]>`
    SELECT s.id, s.carrier, s.waybill, array_agg(l.line_number ORDER BY l.line_number) AS line_numbers
    FROM shipments s JOIN shipment_lines l ON l.shipment_id = s.id AND l.order_id = ${orderId} JOIN orders o ON o.id = l.order_id
    WHERE s.id = ANY(${shipmentIds}) AND ${parcelLeft(ctx.sql)} GROUP BY s.id ORDER BY s.id`
  if (parcels.length < shipmentIds.length) return { kind: 'undone' }
  const codes = await codesOf(parcels.map((parcel) => parcel.carrier))
  const told: ShipParcel[] = []
  for (const parcel of parcels) {
    const carrier = codes.get(parcel.carrier)
    if (!carrier) return { kind: 'carrier_unknown', carrier: parcel.carrier }
    const whole = parcel.lineNumbers.includes('*')
    told.push({
      carrier: carrier.code,
      carrierName: carrier.name,
      waybill: parcel.waybill,
      lines: lines.filter((line) => whole || parcel.lineNumbers.includes(line.lineNumber)),
    })
  }
  const isLast = order.state !== 'part_shipped'
  const receiverPhone = await readPhone(ctx, orderId)
  return {
    kind: 'ready',
    input: {
      ...{ orderNumber: order.nativeNumber, parcels: told, requestKey: delivery.key, isFirst, isLast },
      ...{ receiverPhone, payment: null, progress: null },
    },
  }
}

async function readPhone(ctx: Context, orderId: string): Promise<string | null> {
  const [row] = await ctx.sql<{ orderId: string; version: number; sealed: Uint8Array; wrapped: Uint8Array | null }[]>`
    SELECT r.order_id, r.version, r.sealed, k.wrapped FROM receivers r LEFT JOIN receiver_keys k USING (order_id)
    WHERE r.order_id = ${orderId} ORDER BY r.version DESC LIMIT 1`
  return row ? (openReceiver(ctx.secrets, row)?.phone ?? null) : null
}
