import type { AlertKind, AlertParams, MessageChannelKind, ReceiptState, Role } from '@baton/contract'
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
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytes, instant } from '../runtime/columns.ts'

/** Things that people are told of. Open, one of a kind and subject at most: what is raised again grows it. */
export const alerts = pgTable(
  'alerts',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    kind: text('kind').$type<AlertKind>().notNull(),
    subject: text('subject').notNull(),
    params: jsonb('params').$type<AlertParams[AlertKind]>().notNull(),
    count: integer('count').notNull(),
    firstAt: instant('first_at').notNull(),
    lastAt: instant('last_at').notNull(),
    acknowledgedBy: text('acknowledged_by'),
    acknowledgedAt: instant('acknowledged_at'),
    closedBy: text('closed_by'),
    closedAt: instant('closed_at'),
    /** Dismissed while its cause goes on: not raised again before, unless the cause ends first. */
    silentUntil: instant('silent_until'),
    /** When it was settled who is told; growing tells nobody again. */
    toldAt: instant('told_at'),
  },
  (table) => [
    uniqueIndex('alerts_open').on(table.kind, table.subject).where(sql`closed_at is null`),
    index('alerts_silent').on(table.kind, table.subject).where(sql`silent_until is not null`),
    index('alerts_untold').on(table.id).where(sql`told_at is null and closed_at is null`),
  ],
)

/** Ways to reach people beside the app. Their secrets are sealed for their row. */
export const messageChannels = pgTable(
  'message_channels',
  {
    id: uuid('id').primaryKey(),
    kind: text('kind').$type<MessageChannelKind>().notNull(),
    name: text('name').notNull(),
    enabled: boolean('enabled').notNull().default(true),
    fields: bytes('fields').notNull(),
    fieldNames: text('field_names').array().notNull(),
    endpoints: jsonb('endpoints').$type<Record<string, string>>().notNull(),
    lastCode: text('last_code'),
    lastFailedAt: instant('last_failed_at'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [uniqueIndex('message_channels_push').on(table.kind).where(sql`kind = 'push'`)],
)

/** Access tokens by channel and the API they open, shared by all workers. */
export const messageTokens = pgTable(
  'message_tokens',
  {
    channelId: uuid('channel_id')
      .notNull()
      .references(() => messageChannels.id, { onDelete: 'cascade' }),
    api: text('api').notNull(),
    sealed: bytes('sealed').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.channelId, table.api] })],
)

/** Browsers that push reaches; a new subscription of the same browser has another endpoint. */
export const pushSubscriptions = pgTable(
  'push_subscriptions',
  {
    /** SHA-256 of the endpoint: whoever knows that may send. */
    id: bytes('id').primaryKey(),
    staffId: text('staff_id').notNull(),
    /** A shared device: the subscription is the person's while they hold it. */
    deviceId: uuid('device_id'),
    /** The session it was made in: it ends with that. */
    sessionId: text('session_id'),
    sealed: bytes('sealed').notNull(),
    createdAt: instant('created_at').notNull(),
    /** When the browser last said that it still has it. */
    seenAt: instant('seen_at').notNull(),
  },
  (table) => [index('push_subscriptions_staff').on(table.staffId)],
)

/** Who hears an alert over a channel, where it is not those the alert is meant for. */
export const messageAudiences = pgTable(
  'message_audiences',
  {
    channelId: uuid('channel_id')
      .notNull()
      .references(() => messageChannels.id, { onDelete: 'cascade' }),
    kind: text('kind').$type<AlertKind>().notNull(),
    roles: text('roles').array().$type<Role[]>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.channelId, table.kind] })],
)

/** One for each alert, person or group, and channel; without a channel: in the app. */
export const alertReceipts = pgTable(
  'alert_receipts',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    alertId: bigint('alert_id', { mode: 'number' })
      .notNull()
      .references(() => alerts.id),
    channelId: uuid('channel_id').references(() => messageChannels.id),
    /** Null for a group. */
    staffId: text('staff_id'),
    state: text('state').$type<ReceiptState>().notNull(),
    code: text('code'),
    /** The outgoing call that carries it, and perhaps others. */
    deliveryId: bigint('delivery_id', { mode: 'number' }),
    queuedAt: instant('queued_at').notNull(),
    sentAt: instant('sent_at'),
    deliveredAt: instant('delivered_at'),
    seenAt: instant('seen_at'),
    acknowledgedAt: instant('acknowledged_at'),
  },
  (table) => [
    unique('alert_receipts_once').on(table.alertId, table.channelId, table.staffId).nullsNotDistinct(),
    index('alert_receipts_open')
      .on(table.channelId, table.staffId, table.id)
      .where(sql`state in ('queued', 'sending')`),
    index('alert_receipts_delivery').on(table.deliveryId).where(sql`delivery_id is not null`),
  ],
)
