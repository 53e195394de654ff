import type { ErpEventType, ErpKind, ErpWriteResult, OrderState } from '@baton/contract'
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
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
  /** `file`: what people import by file in the admin; there is one, and it has no keys. */
  kind: text('kind').$type<ErpKind>().notNull().default('api'),
  name: text('name').notNull(),
  grants: text('grants').array().$type<OrderState[]>().notNull(),
  mayHold: boolean('may_hold').notNull(),
  /** While set, its writes are kept and take no effect. */
  pausedAt: instant('paused_at'),
  createdAt: instant('created_at').notNull(),
})

/** Several keys may be valid at once, so that one can be replaced without a gap. */
export const erpKeys = pgTable(
  'erp_keys',
  {
    keyId: text('key_id').primaryKey(),
    erpId: uuid('erp_id')
      .notNull()
      .references(() => erps.id),
    sealed: bytes('sealed').notNull(),
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
    repeats: integer('repeats').notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.erpId, table.key] }),
    index('erp_requests_kept').on(table.erpId, table.id).where(sql`results is null`),
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
