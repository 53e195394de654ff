import type { PlatformId } from '@baton/contract'
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { bytes, instant } from '../runtime/columns.ts'

/** One app registered at a platform: a credential under the lock. 1—n shops. */
export const channelApps = pgTable('channel_apps', {
  id: uuid('id').primaryKey(),
  platform: text('platform').$type<PlatformId>().notNull(),
  name: text('name').notNull(),
  actorKind: text('actor_kind').$type<'channel' | 'carrier' | 'erp'>().notNull().default('channel'),
  /** Order states that a source other than the home channel may write. */
  grants: text('grants').array().notNull().default([]),
  /** Last segment of the push address. */
  pushKey: text('push_key').notNull().unique(),
  fields: bytes('fields').notNull(),
  endpoints: jsonb('endpoints').$type<Record<string, string>>().notNull().default({}),
  enabled: boolean('enabled').notNull().default(true),
  /** While set, what it sends is verified, kept and acknowledged, and takes no effect. */
  pausedAt: instant('paused_at'),
  /** Calls a minute that tell it of shipments and cancellations; null: the platform's figure. */
  writeBackPerMinute: integer('write_back_per_minute'),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
})

export const shops = pgTable(
  'shops',
  {
    id: uuid('id').primaryKey(),
    appId: uuid('app_id')
      .notNull()
      .references(() => channelApps.id),
    platform: text('platform').$type<PlatformId>().notNull(),
    name: text('name').notNull(),
    nativeNumber: text('native_number').notNull(),
    address: text('address'),
    fields: bytes('fields').notNull(),
    fieldNames: text('field_names').array().notNull().default([]),
    tokenExpiresAt: instant('token_expires_at'),
    /** When the token in use came: how long it lives. */
    tokenStoredAt: instant('token_stored_at'),
    /** What it promises its buyers where its channel tells no time to ship by; null: nothing. */
    shipWithinHours: integer('ship_within_hours'),
    enabled: boolean('enabled').notNull().default(true),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [unique('shops_app_native').on(table.appId, table.nativeNumber)],
)

export const warehouses = pgTable('warehouses', {
  id: uuid('id').primaryKey(),
  code: text('code').notNull().unique(),
  name: text('name').notNull(),
  province: text('province').notNull(),
  city: text('city').notNull(),
  address: text('address').notNull(),
  timeZone: text('time_zone').notNull(),
  enabled: boolean('enabled').notNull().default(true),
  /** How long a return in hand may wait for its inspection. */
  inspectHours: integer('inspect_hours').notNull().default(4),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
})

export const products = pgTable(
  'products',
  {
    sku: text('sku').primaryKey(),
    name: text('name').notNull(),
    category: text('category').notNull(),
    barcode: text('barcode'),
    exempt: boolean('exempt').notNull().default(false),
    /** Each piece is packed with its serial number. */
    hasSerial: boolean('has_serial').notNull().default(false),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [index('products_category').on(table.category, table.sku), index('products_barcode').on(table.barcode)],
)

/** The first enabled rule whose every given condition holds assigns the warehouse. */
export const assignmentRules = pgTable('assignment_rules', {
  id: uuid('id').primaryKey(),
  position: integer('position').notNull(),
  name: text('name').notNull(),
  provinces: text('provinces').array().notNull().default([]),
  platforms: text('platforms').array().$type<PlatformId[]>().notNull().default([]),
  categories: text('categories').array().notNull().default([]),
  skus: text('skus').array().notNull().default([]),
  /** The warehouse's stock hints cover the whole order and are no older than this; null: not asked. */
  stockHintHours: integer('stock_hint_hours'),
  warehouseId: uuid('warehouse_id')
    .notNull()
    .references(() => warehouses.id),
  enabled: boolean('enabled').notNull().default(true),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
})

/** How much a warehouse has of a SKU, as the last system that spoke of it said; no ledger, nothing is taken off. */
export const stockHints = pgTable(
  'stock_hints',
  {
    sku: text('sku').notNull(),
    warehouseId: uuid('warehouse_id')
      .notNull()
      .references(() => warehouses.id),
    quantity: integer('quantity').notNull(),
    saidAt: instant('said_at').notNull(),
    saidBy: text('said_by').notNull(),
  },
  (table) => [primaryKey({ columns: [table.sku, table.warehouseId] })],
)

/** The merchant's own settings, one row a key. */
export const settings = pgTable('settings', {
  key: text('key').primaryKey(),
  value: jsonb('value').notNull(),
  updatedAt: instant('updated_at').notNull(),
})
