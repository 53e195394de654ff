import { bigint, pgTable, text } from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'

/** Work that only one process may do at a time; the fence grows with every holder. */
export const leases = pgTable('leases', {
  name: text('name').primaryKey(),
  holder: text('holder').notNull(),
  fence: bigint('fence', { mode: 'number' }).notNull(),
  note: text('note'),
  /** Since when a line says that something is wrong, whatever it said in between. */
  downSince: instant('down_since'),
  takenAt: instant('taken_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
})
