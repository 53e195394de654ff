import type { CarrierCode, ScanAnswer, ScanInput, ScanKind } from '@baton/contract'
import { sql } from 'drizzle-orm'
import { bigint, index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, instant } from '../runtime/columns.ts'
import type { PhotoType } from './photo-type.ts'

/** One scan, one outcome, for ever. */
export const scans = pgTable(
  'scans',
  {
    id: uuid('id').primaryKey(),
    deviceId: uuid('device_id').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    kind: text('kind').$type<ScanKind>().notNull(),
    body: jsonb('body').$type<ScanInput>().notNull(),
    operatorId: text('operator_id'),
    /** The device's clock as it was, and what it was off by. */
    deviceAt: instant('device_at').notNull(),
    offsetMs: bigint('offset_ms', { mode: 'number' }),
    /** Device time corrected, never before its scan before, never in the future. */
    occurredAt: instant('occurred_at').notNull(),
    receivedAt: instant('received_at').notNull(),
    answer: text('answer').$type<ScanAnswer>().notNull(),
    about: text('about'),
    orderId: text('order_id'),
    /** The order's event that it made. */
    eventSeq: bigint('event_seq', { mode: 'number' }),
    waybill: text('waybill'),
    /** What became of it once its waybill appeared, or a person released it. */
    laterAnswer: text('later_answer').$type<ScanAnswer>(),
    laterAt: instant('later_at'),
    /** Who said that it will never match; null: it took effect by itself. */
    laterBy: text('later_by'),
  },
  (table) => [
    index('scans_device').on(table.deviceId, table.seq),
    index('scans_order').on(table.orderId).where(sql`order_id is not null`),
    /** Scans come and stay in the order of time. */
    index('scans_time').using('brin', table.receivedAt).with({ autosummarize: true }),
    /** Which inspection names a photo. */
    index('scans_photos').using('gin', sql`(body -> 'photos')`).where(sql`kind = 'return_inspected'`),
    index('scans_inspected').on(table.waybill).where(sql`kind = 'return_inspected' and waybill is not null`),
    index('scans_waiting')
      .on(table.waybill, table.receivedAt)
      .where(sql`answer in ('unmatched', 'quarantined') and later_at is null`),
  ],
)

/** One truck that is loaded at one door, until it is handed over. */
export const trips = pgTable(
  'trips',
  {
    code: text('code').primaryKey(),
    warehouseId: uuid('warehouse_id').notNull(),
    carrier: text('carrier').$type<CarrierCode>().notNull(),
    openedAt: instant('opened_at').notNull(),
    openedBy: text('opened_by').notNull(),
    closedAt: instant('closed_at'),
    closedBy: text('closed_by'),
  },
  (table) => [index('trips_open').on(table.warehouseId).where(sql`closed_at is null`)],
)

/** Which parcel stands on which truck; a load that is undone takes its row away, the scans of both stay. */
export const parcelLoads = pgTable(
  'parcel_loads',
  {
    shipmentId: uuid('shipment_id').primaryKey(),
    tripCode: text('trip_code').notNull(),
    scanId: uuid('scan_id').notNull(),
    loadedAt: instant('loaded_at').notNull(),
  },
  (table) => [index('parcel_loads_trip').on(table.tripCode, table.loadedAt)],
)

/** Pieces that were checked against an order's lines, with their serial numbers. */
export const packedItems = pgTable(
  'packed_items',
  {
    scanId: uuid('scan_id').primaryKey(),
    orderId: text('order_id').notNull(),
    lineNumber: text('line_number').notNull(),
    sku: text('sku').notNull(),
    serial: text('serial'),
  },
  (table) => [
    index('packed_items_order').on(table.orderId),
    index('packed_items_serial_number').on(table.serial).where(sql`serial is not null`),
  ],
)

/** Photos of inspections: insert and read only, until they are forgotten by age. */
export const inspectionPhotos = pgTable(
  'inspection_photos',
  {
    id: uuid('id').primaryKey(),
    scanId: uuid('scan_id').notNull(),
    /** Whose key brought it. */
    deviceId: uuid('device_id').notNull(),
    contentType: text('content_type').$type<PhotoType>().notNull(),
    receivedAt: instant('received_at').notNull(),
    image: bytes('image').notNull(),
  },
  (table) => [index('inspection_photos_scan').on(table.scanId), index('inspection_photos_time').on(table.receivedAt)],
)

/** Returns in hand: the goods of one order that one scan took in. One that is taken back takes its row away, the scans of both stay. */
export const returnArrivals = pgTable(
  'return_arrivals',
  {
    scanId: uuid('scan_id').notNull(),
    orderId: text('order_id').notNull(),
    /** Empty: it is not known which after-sale they are of, so any. */
    afterSales: text('after_sales').array().notNull(),
    waybill: text('waybill'),
    warehouseId: uuid('warehouse_id').notNull(),
    arrivedAt: instant('arrived_at').notNull(),
    /** Null: taken in before returns had a time to be inspected in. */
    inspectBy: instant('inspect_by'),
    inspectedAt: instant('inspected_at'),
    /** The scan that recorded what was found. */
    inspectionId: uuid('inspection_id'),
  },
  (table) => [
    primaryKey({ columns: [table.scanId, table.orderId] }),
    index('return_arrivals_order').on(table.orderId),
    index('return_arrivals_waybill').on(table.waybill).where(sql`waybill is not null`),
    index('return_arrivals_waiting').on(table.warehouseId, table.inspectBy).where(sql`inspected_at is null`),
    index('return_arrivals_inspected').on(table.inspectedAt).where(sql`inspected_at is not null`),
  ],
)

/** What a truck took that was taken back after it had left: it stays on that truck's list, and may be loaded anew. */
export const returnedLoads = pgTable(
  'returned_loads',
  {
    shipmentId: uuid('shipment_id').notNull(),
    tripCode: text('trip_code').notNull(),
    loadedAt: instant('loaded_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tripCode, table.shipmentId] })],
)
