import { sql } from 'drizzle-orm'
import { index, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core'
import { instant } from '../runtime/columns.ts'

/** Rows are the truth; the wheel and its jobs are only the alarm. */
export const deadlines = pgTable(
  'deadlines',
  {
    subject: text('subject').notNull(),
    kind: text('kind').notNull(),
    tier: smallint('tier').notNull().default(0),
    dueAt: instant('due_at').notNull(),
    state: text('state').$type<'armed' | 'fired' | 'cancelled'>().notNull(),
    armedAt: instant('armed_at').notNull(),
    firedAt: instant('fired_at'),
  },
  (table) => [
    primaryKey({ columns: [table.subject, table.kind, table.tier] }),
    index('deadlines_due').on(table.dueAt).where(sql`state = 'armed'`),
  ],
)
