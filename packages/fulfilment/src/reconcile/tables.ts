import { integer, jsonb, pgTable, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../runtime/columns.ts'

/** Each replay of all events from nothing, and what it found. */
export const replayRuns = pgTable('replay_runs', {
  id: uuid('id').primaryKey(),
  startedAt: instant('started_at').notNull(),
  finishedAt: instant('finished_at'),
  orders: integer('orders').notNull().default(0),
  events: integer('events').notNull().default(0),
  differing: integer('differing').notNull().default(0),
  examples: jsonb('examples').$type<readonly string[]>().notNull().default([]),
})
