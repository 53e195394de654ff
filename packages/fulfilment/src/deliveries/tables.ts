import type { AttemptResult, DeliveryKind, DeliveryState } from '@baton/contract'
import { sql } from 'drizzle-orm'
import { bigint, index, integer, jsonb, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core'
import { instant } from '../runtime/columns.ts'

/** The one outbox: every outgoing call, written in the transaction that caused it. */
export const deliveries = pgTable(
  'deliveries',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    kind: text('kind').$type<DeliveryKind>().notNull(),
    /** What shares limits and fails together: one app at one platform, one robot, one address. */
    route: text('route').notNull(),
    /** The same key twice is one delivery; the other side hears it too where it takes one. */
    key: text('key').notNull(),
    orderId: text('order_id'),
    payload: jsonb('payload').notNull(),
    state: text('state').$type<DeliveryState>().notNull().default('pending'),
    tries: integer('tries').notNull().default(0),
    /** When it is sent next. Taking it up moves this ahead, so that what a dead process took up is sent again. */
    nextAt: instant('next_at').notNull(),
    firstFailedAt: instant('first_failed_at'),
    code: text('code'),
    createdAt: instant('created_at').notNull(),
    settledAt: instant('settled_at'),
  },
  (table) => [
    unique('deliveries_key').on(table.key),
    index('deliveries_due').on(table.route, table.nextAt, table.id).where(sql`state = 'pending'`),
    index('deliveries_dead').on(table.route, table.id).where(sql`state = 'dead'`),
    index('deliveries_cancelled').on(table.id).where(sql`state = 'cancelled'`),
    index('deliveries_route').on(table.route, table.id),
    index('deliveries_order').on(table.orderId).where(sql`order_id is not null`),
  ],
)

/** Each attempt with what was said and answered, without secrets and people's data. */
export const deliveryAttempts = pgTable(
  'delivery_attempts',
  {
    deliveryId: bigint('delivery_id', { mode: 'number' }).notNull(),
    number: integer('number').notNull(),
    at: instant('at').notNull(),
    milliseconds: integer('milliseconds').notNull(),
    result: text('result').$type<AttemptResult>().notNull(),
    code: text('code').notNull(),
    request: text('request').notNull(),
    answer: text('answer').notNull(),
  },
  (table) => [primaryKey({ columns: [table.deliveryId, table.number] })],
)

/** What all workers together keep of a route: its next free slot and its circuit breaker. */
export const deliveryRoutes = pgTable('delivery_routes', {
  route: text('route').primaryKey(),
  slotAt: instant('slot_at').notNull(),
  failures: integer('failures').notNull().default(0),
  openUntil: instant('open_until'),
  lastCode: text('last_code'),
})
