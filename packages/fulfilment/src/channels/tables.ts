import type {
  CarrierSystem,
  EventState,
  PlatformId,
  ReviewCause,
  ReviewResolution,
  ReviewStory,
  StatusAxis,
  Verdict,
} from '@baton/contract'
import { sql } from 'drizzle-orm'
import {
  bigint,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytes, instant } from '../runtime/columns.ts'

/** Dedupe key and standing of every kept message; not partitioned, kept 400 days. */
export const channelEvents = pgTable(
  'channel_events',
  {
    appId: uuid('app_id').notNull(),
    key: text('key').notNull(),
    id: bigint('id', { mode: 'number' }).notNull(),
    receivedAt: instant('received_at').notNull(),
    topic: text('topic').notNull(),
    orderNumber: text('order_number'),
    shopNumber: text('shop_number'),
    state: text('state').$type<EventState>().notNull(),
    verdict: text('verdict').$type<Verdict>(),
    orderId: text('order_id'),
    error: text('error'),
    /** The word that no map knows: `axis:word`. */
    unmapped: text('unmapped'),
    tries: integer('tries').notNull().default(0),
    nextTryAt: instant('next_try_at'),
    claimedUntil: instant('claimed_until'),
    appliedAt: instant('applied_at'),
    repeats: integer('repeats').notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.appId, table.key] }),
    unique('channel_events_id').on(table.id),
    index('channel_events_pending').on(table.id).where(sql`state in ('pending', 'failed')`),
    /** What waits for somebody, or for something. */
    index('channel_events_aside').on(table.id).where(sql`state in ('waiting', 'unmapped', 'unparsed')`),
    /** What is still to come of an order number, and what led to no order; the rest is found by its attempts. */
    index('channel_events_of_number').on(table.orderNumber, table.id).where(sql`state <> 'done' or order_id is null`),
    index('channel_events_unmapped').on(table.unmapped, table.id).where(sql`state = 'unmapped'`),
    index('channel_events_by_app').on(table.appId, table.receivedAt),
  ],
)

/** The kept bytes; monthly partitions of their own. */
export const rawEvents = pgTable(
  'raw_events',
  {
    receivedAt: instant('received_at').notNull(),
    id: bigint('id', { mode: 'number' }).notNull(),
    appId: uuid('app_id').notNull(),
    address: text('address'),
    /** Empty once its order's buyer was erased; then its length and SHA-256 are all that is left of it. */
    body: bytes('body').notNull(),
    erasedAt: instant('erased_at'),
    bodyLength: integer('body_length'),
    bodyHash: bytes('body_hash'),
  },
  (table) => [primaryKey({ columns: [table.receivedAt, table.id] })],
)

/** Pushes refused at the door, counted by hour; nothing else of them is kept. */
export const pushRefusals = pgTable(
  'push_refusals',
  {
    appId: uuid('app_id').notNull(),
    hour: instant('hour').notNull(),
    reason: text('reason').notNull(),
    address: text('address').notNull(),
    count: integer('count').notNull(),
    firstAt: instant('first_at').notNull(),
    lastAt: instant('last_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.appId, table.hour, table.reason, table.address] })],
)

/** Versioned meanings of channel words; the highest version of a word is in force. */
export const statusMaps = pgTable(
  'status_maps',
  {
    platform: text('platform').$type<PlatformId>().notNull(),
    axis: text('axis').$type<StatusAxis>().notNull(),
    native: text('native').notNull(),
    version: integer('version').notNull(),
    label: text('label').notNull(),
    standard: text('standard'),
    author: text('author').notNull(),
    /** Null for the published vocabulary. */
    authorId: text('author_id'),
    reason: text('reason').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.platform, table.axis, table.native, table.version] })],
)

/** Versioned codes that a merchant gave carriers at a channel; the highest version is in force, before the published code. */
export const carrierCodes = pgTable(
  'carrier_codes',
  {
    platform: text('platform').$type<CarrierSystem>().notNull(),
    carrier: text('carrier').notNull(),
    version: integer('version').notNull(),
    /** Null: the channel takes no parcels of it. */
    code: text('code'),
    name: text('name'),
    author: text('author').notNull(),
    authorId: text('author_id'),
    reason: text('reason').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.platform, table.carrier, table.version] })],
)

/** How far the catch-up pull of a shop has read. */
export const catchUps = pgTable('catch_ups', {
  shopId: uuid('shop_id').primaryKey(),
  upTo: instant('up_to').notNull(),
  lastRunAt: instant('last_run_at'),
  error: text('error'),
})

/** Changes that a channel never pushed, as a catch-up pull found them. */
export const missedChanges = pgTable(
  'missed_changes',
  {
    shopId: uuid('shop_id').notNull(),
    orderNumber: text('order_number').notNull(),
    version: bigint('version', { mode: 'number' }).notNull(),
    foundAt: instant('found_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.shopId, table.orderNumber, table.version] }),
    index('missed_changes_time').on(table.foundAt),
  ],
)

/** Orders about which two systems disagree, until a person or a later attempt ends it. One open row per order, system and cause. */
export const reviews = pgTable(
  'reviews',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    cause: text('cause').$type<ReviewCause>().notNull(),
    orderId: text('order_id').notNull(),
    /** The other system; null where no app of ours spoke. */
    appId: uuid('app_id'),
    otherName: text('other_name').notNull(),
    code: text('code'),
    answer: text('answer'),
    deliveryId: bigint('delivery_id', { mode: 'number' }),
    assigneeId: text('assignee_id'),
    openedAt: instant('opened_at').notNull(),
    resolution: text('resolution').$type<ReviewResolution>(),
    resolvedBy: text('resolved_by'),
    resolvedAt: instant('resolved_at'),
    note: text('note'),
    /** Who was told and who said what, where that is the point. */
    story: jsonb('story').$type<readonly ReviewStory[]>(),
  },
  (table) => [
    uniqueIndex('reviews_open').on(table.orderId, table.otherName, table.cause).where(sql`resolved_at is null`),
    index('reviews_order').on(table.orderId),
    index('reviews_resolved').on(table.resolvedAt).where(sql`resolved_at is not null`),
  ],
)

/** Somebody's way to a platform's authorise page and back; gone with the first return, and after ten minutes. */
export const shopAuthorisations = pgTable('shop_authorisations', {
  /** Of the state that the platform gives back: whoever reads this table cannot return with it. */
  stateHash: bytes('state_hash').primaryKey(),
  appId: uuid('app_id').notNull(),
  /** Null: whichever shop its owner authorises. */
  shopId: uuid('shop_id'),
  staffId: text('staff_id').notNull(),
  begunAt: instant('begun_at').notNull(),
})
