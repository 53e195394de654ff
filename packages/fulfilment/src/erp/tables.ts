import type { ErpEventType, ErpKind, ErpProductsResult, ErpWriteResult, OrderState } from '@baton/contract'
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  index,
  inet,
  integer,
  jsonb,
  pgSchema,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytes, instant } from '../runtime/columns.ts'

/** A merchant's ERP or script: a source like any other, with exactly the steps it may report. */
export const erps = pgTable('erps', {
  id: uuid('id').primaryKey(),
  /** `file`: what people import by file in the admin; there is one, and it has no keys. `database`: its keys are logins of Postgres. */
  kind: text('kind').$type<ErpKind>().notNull().default('api'),
  name: text('name').notNull(),
  grants: text('grants').array().$type<OrderState[]>().notNull(),
  mayHold: boolean('may_hold').notNull(),
  mayTellStock: boolean('may_tell_stock').notNull().default(false),
  stockToldAt: instant('stock_told_at'),
  mayTellProducts: boolean('may_tell_products').notNull().default(false),
  productsToldAt: instant('products_told_at'),
  mayGiveLinks: boolean('may_give_links').notNull().default(false),
  /** While set, its writes are kept and take no effect. */
  pausedAt: instant('paused_at'),
  createdAt: instant('created_at').notNull(),
})

/** Several keys may be valid at once, so that one can be replaced without a gap. A login keeps its secret in Postgres alone. */
export const erpKeys = pgTable(
  'erp_keys',
  {
    keyId: text('key_id').primaryKey(),
    erpId: uuid('erp_id')
      .notNull()
      .references(() => erps.id),
    sealed: bytes('sealed'),
    createdAt: instant('created_at').notNull(),
    lastUsedAt: instant('last_used_at'),
    revokedAt: instant('revoked_at'),
  },
  (table) => [index('erp_keys_erp').on(table.erpId)],
)

/** Each write request once: its idempotency key, what it said, and what it was answered; kept 400 days. */
export const erpRequests = pgTable(
  'erp_requests',
  {
    erpId: uuid('erp_id').notNull(),
    key: text('key').notNull(),
    id: bigint('id', { mode: 'number' }).generatedAlwaysAsIdentity().notNull(),
    bodyHash: bytes('body_hash').notNull(),
    address: text('address').notNull(),
    receivedAt: instant('received_at').notNull(),
    writes: jsonb('writes').notNull(),
    /** Null while kept for a paused ERP. */
    results: jsonb('results').$type<readonly ErpWriteResult[]>(),
    /** Of a request of products, which has neither writes nor their results. */
    products: jsonb('products').$type<ErpProductsResult>(),
    repeats: integer('repeats').notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.erpId, table.key] }),
    index('erp_requests_kept').on(table.erpId, table.id).where(sql`results is null`),
    index('erp_requests_erp').on(table.erpId, table.id),
  ],
)

/** Many refusals of one credential (an ERP, a channel's app) within minutes; closed after half an hour without one. */
export const refusalBursts = pgTable(
  'refusal_bursts',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    sourceId: uuid('source_id'),
    source: text('source').notNull(),
    addresses: text('addresses').array().notNull(),
    reasons: text('reasons').array().notNull(),
    orders: text('orders').array().notNull(),
    count: integer('count').notNull(),
    firstAt: instant('first_at').notNull(),
    lastAt: instant('last_at').notNull(),
    closedAt: instant('closed_at'),
  },
  (table) => [
    uniqueIndex('refusal_bursts_open').on(table.sourceId).where(sql`closed_at is null`),
    index('refusal_bursts_last').on(table.lastAt),
  ],
)

/** An address that wants to hear of events, and how far along the feed it has been told. */
export const erpSubscriptions = pgTable(
  'erp_subscriptions',
  {
    id: uuid('id').primaryKey(),
    erpId: uuid('erp_id')
      .notNull()
      .references(() => erps.id),
    url: text('url').notNull(),
    types: text('types').array().$type<ErpEventType[]>().notNull(),
    sealed: bytes('sealed').notNull(),
    position: bigint('position', { mode: 'number' }).notNull(),
    createdAt: instant('created_at').notNull(),
    disabledAt: instant('disabled_at'),
  },
  (table) => [index('erp_subscriptions_erp').on(table.erpId)],
)

/** What the logins of database connectors see of this database; their rights and row security are in the migration. */
export const erpInbox = pgSchema('erp_inbox')

/** One row is one report. A login may insert its own and read them; what became of them only the worker writes. */
export const inboxWrites = erpInbox.table(
  'writes',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    login: text('login').notNull().default(sql`current_user`),
    /** Null over a local socket. */
    address: inet('address').default(sql`inet_client_addr()`),
    writtenAt: instant('written_at').notNull().default(sql`clock_timestamp()`),
    key: text('key'),
    orderNumber: text('order_number'),
    shop: text('shop'),
    report: text('report').default('status'),
    status: text('status'),
    carrier: text('carrier'),
    waybill: text('waybill'),
    lines: text('lines'),
    holdReason: text('hold_reason'),
    note: text('note'),
    expectedSeq: integer('expected_seq'),
    occurredAt: instant('occurred_at'),
    orderId: text('order_id'),
    verdict: text('verdict'),
    reason: text('reason'),
    seq: integer('seq'),
    code: text('code'),
    message: text('message'),
    /** Null while it waits: for the worker, or because the connector is paused. */
    decidedAt: instant('decided_at'),
  },
  (table) => [
    index('writes_waiting').on(table.login, table.id).where(sql`decided_at is null`),
    index('writes_login').on(table.login, table.id),
    index('writes_key').on(table.login, table.key),
    check(
      'a_row_holds_at_most_2000_bytes',
      sql`coalesce(octet_length(key), 0) + coalesce(octet_length(order_number), 0) + coalesce(octet_length(shop), 0)
      + coalesce(octet_length(report), 0) + coalesce(octet_length(status), 0) + coalesce(octet_length(carrier), 0)
      + coalesce(octet_length(waybill), 0) + coalesce(octet_length(lines), 0) + coalesce(octet_length(hold_reason), 0)
      + coalesce(octet_length(note), 0) <= 2000`,
    ),
  ],
)
