import type { AlertKind, AlertParams } from '@baton/contract'
import { sql } from 'drizzle-orm'
import { bigint, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { instant } from '../runtime/columns.ts'

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
  },
  (table) => [
    uniqueIndex('alerts_open').on(table.kind, table.subject).where(sql`closed_at is null`),
    index('alerts_silent').on(table.kind, table.subject).where(sql`silent_until is not null`),
  ],
)
