import {
  type HandOverList,
  mintedCode,
  type TripOpenInput,
  type TripRow,
  type TripsInput,
  type TripView,
} from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import type { Fragment, Queryable, Sql } from '../runtime/database.ts'
import { Failure } from '../runtime/failure.ts'
import { randomLetters } from '../runtime/random-letters.ts'
import type { Device } from '../staff/index.ts'

const BODY_LENGTH = 7

interface Row extends Omit<TripRow, 'openedAt' | 'closedAt'> {
  readonly openedAt: Date
  readonly closedAt: Date | null
}

const MOST_OF_A_TIME = 500

/** A truck at the device's warehouse starts to be loaded; its code is shown and printed, and scanned before the parcels. */
export async function openTrip(ctx: Context, device: Device, input: TripOpenInput): Promise<TripView> {
  const code = mintedCode('trip', randomLetters(BODY_LENGTH))
  const now = ctx.now()
  await ctx.sql`
    INSERT INTO trips (code, warehouse_id, carrier, opened_at, opened_by)
    VALUES (${code}, ${device.warehouseId}, ${input.carrier}, ${now}, ${ctx.actor.name})`
  return { code, carrier: input.carrier, openedAt: now.toISOString(), closedAt: null, parcels: 0, orders: 0 }
}

/** Trips of a warehouse that are being loaded, the newest first. */
export async function listTrips(ctx: Context, device: Device): Promise<readonly TripView[]> {
  const rows = await tripsWhere(
    ctx,
    ctx.sql`t.warehouse_id = ${device.warehouseId} AND t.closed_at IS NULL ORDER BY t.opened_at DESC LIMIT 50`,
  )
  return rows.map(tripView)
}

/** The trucks of all warehouses, or of one, by the time that they were handed over; first those that still stand at a door. */
export async function listHandOvers(ctx: Context, input: TripsInput): Promise<readonly TripRow[]> {
  const { sql } = ctx
  const here = input.warehouseId === undefined ? sql`` : sql`AND t.warehouse_id = ${input.warehouseId}`
  const rows = await tripsWhere(
    ctx,
    sql`((t.closed_at >= ${input.from} AND t.closed_at < ${input.to})
        OR (t.closed_at IS NULL AND t.opened_at < ${input.to} AND ${ctx.now()} < ${input.to}::timestamptz)) ${here}
      ORDER BY t.closed_at DESC NULLS FIRST, t.opened_at DESC LIMIT ${MOST_OF_A_TIME}`,
  )
  return rows.map((row) => ({ ...row, ...tripView(row) }))
}

/**
 * Everything that a truck took, as the driver signs it: no longer than a truck is, so never cut. `device`: null for the office,
 * which sees every warehouse. `isLater`: the server heard of it after it had heard of the hand-over, so that the signed list is
 * without it. Throws `TRIP_NOT_FOUND`.
 */
export async function readHandOver(
  ctx: Context,
  device: Pick<Device, 'warehouseId'> | null,
  input: { code: string },
): Promise<HandOverList> {
  const code = input.code.toUpperCase()
  const here = device === null ? ctx.sql`` : ctx.sql`AND t.warehouse_id = ${device.warehouseId}`
  const [trip] = await tripsWhere(ctx, ctx.sql`t.code = ${code} ${here}`)
  if (!trip) throw new Failure('TRIP_NOT_FOUND')
  const rows = await ctx.sql<{ waybill: string; loadedAt: Date; orderIds: string[]; isLater: boolean }[]>`
    WITH taken AS (
      SELECT p.shipment_id, p.loaded_at, greatest(k.received_at, k.later_at) AS heard_at
      FROM (${loadsOf(ctx.sql, ctx.sql`${code}`)}) p
      LEFT JOIN parcel_loads l ON l.shipment_id = p.shipment_id AND l.trip_code = ${code}
      LEFT JOIN scans k ON k.id = l.scan_id)
    SELECT s.waybill, t.loaded_at,
      ARRAY(SELECT DISTINCT order_id FROM shipment_lines WHERE shipment_id = s.id ORDER BY 1) AS order_ids,
      coalesce(t.heard_at > (${heardOf(ctx.sql, { code, closedAt: trip.closedAt })}), false) AS is_later
    FROM taken t JOIN shipments s ON s.id = t.shipment_id
    ORDER BY t.loaded_at, s.waybill`
  return {
    trip: tripView(trip),
    warehouseName: trip.warehouseName,
    closedBy: trip.closedBy,
    rows: rows.map((row) => ({ ...row, loadedAt: row.loadedAt.toISOString() })),
  }
}

export async function findTrip(ctx: Context, device: Device, code: string): Promise<TripView | null> {
  const [trip] = await tripsWhere(ctx, ctx.sql`t.code = ${code} AND t.warehouse_id = ${device.warehouseId}`)
  return trip ? tripView(trip) : null
}

async function tripsWhere(ctx: Context, condition: ReturnType<Sql>): Promise<readonly Row[]> {
  return ctx.sql<Row[]>`
    SELECT t.code, t.carrier, t.opened_at, t.opened_by, t.closed_at, t.closed_by, w.name AS warehouse_name,
      (SELECT count(*)::int FROM (${loadsOf(ctx.sql, ctx.sql`t.code`)}) p) AS parcels,
      (SELECT count(DISTINCT l.order_id)::int FROM (${loadsOf(ctx.sql, ctx.sql`t.code`)}) p
       JOIN shipment_lines l ON l.shipment_id = p.shipment_id) AS orders
    FROM trips t JOIN warehouses w ON w.id = t.warehouse_id WHERE ${condition}`
}

/** What stands on a truck, and what it took and came back. */
function loadsOf(db: Queryable, code: Fragment): Fragment {
  return db`
    SELECT shipment_id, loaded_at FROM parcel_loads WHERE trip_code = ${code}
    UNION ALL
    SELECT shipment_id, loaded_at FROM returned_loads WHERE trip_code = ${code}`
}

/**
 * When the server heard that a truck had left, so that its list could be signed: not before it left, by the device's clock. Only
 * until the last of what was `taken`, for scans are found by the time they were received.
 */
function heardOf(db: Queryable, { code, closedAt }: { code: string; closedAt: Date | null }): Fragment {
  return db`
    SELECT min(greatest(h.received_at, h.later_at)) FROM scans h
    WHERE h.received_at BETWEEN ${closedAt}::timestamptz AND (SELECT max(heard_at) FROM taken)
      AND h.kind = 'hand_over' AND h.occurred_at = ${closedAt}::timestamptz AND upper(h.body ->> 'trip') = ${code}
      AND 'handed_over' IN (h.answer, h.later_answer)`
}

function tripView({ code, carrier, openedAt, closedAt, parcels, orders }: Row): TripView {
  return { code, carrier, openedAt: openedAt.toISOString(), closedAt: closedAt?.toISOString() ?? null, parcels, orders }
}
