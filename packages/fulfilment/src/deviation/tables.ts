import { sql } from 'drizzle-orm'
import { boolean, index, integer, pgTable, primaryKey, real, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../runtime/columns.ts'

export type LinkStanding = 'agrees' | 'settling' | 'differs'

/** Where each order of the last 31 days stands with its channel; what the hours below are summed from. */
export const deviationLinks = pgTable(
  'deviation_links',
  {
    orderId: text('order_id').notNull(),
    appId: uuid('app_id').notNull(),
    /** UTC hour of the channel's last report. */
    hour: instant('hour').notNull(),
    standing: text('standing').$type<LinkStanding>().notNull(),
    /** When a disagreement still within its grace time begins to count. */
    dueAt: instant('due_at'),
  },
  (table) => [
    primaryKey({ columns: [table.orderId, table.appId] }),
    index('deviation_links_differing').on(table.appId, table.hour, table.orderId).where(sql`standing = 'differs'`),
    index('deviation_links_due').on(table.dueAt).where(sql`standing = 'settling'`),
  ],
)

/** The heat map: orders compared and disagreeing, by channel app and UTC hour. Always the sum of the links. */
export const deviationHours = pgTable(
  'deviation_hours',
  {
    appId: uuid('app_id').notNull(),
    hour: instant('hour').notNull(),
    checked: integer('checked').notNull(),
    differing: integer('differing').notNull(),
  },
  (table) => [primaryKey({ columns: [table.appId, table.hour] })],
)

/** Crossings of the threshold; at most one open for each app. */
export const deviationAlarms = pgTable(
  'deviation_alarms',
  {
    id: uuid('id').primaryKey(),
    appId: uuid('app_id').notNull(),
    openedAt: instant('opened_at').notNull(),
    closedAt: instant('closed_at'),
    share: real('share').notNull(),
    peak: real('peak').notNull(),
  },
  (table) => [
    uniqueIndex('deviation_alarms_open').on(table.appId).where(sql`closed_at is null`),
    index('deviation_alarms_time').on(table.openedAt),
  ],
)

/** Orders fetched again from their platform to compare them. */
export const agreementSamples = pgTable(
  'agreement_samples',
  {
    appId: uuid('app_id').notNull(),
    takenAt: instant('taken_at').notNull(),
    orderId: text('order_id').notNull(),
    word: text('word').notNull(),
    agrees: boolean('agrees').notNull(),
  },
  (table) => [primaryKey({ columns: [table.appId, table.takenAt, table.orderId] })],
)
