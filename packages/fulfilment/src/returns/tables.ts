import { pgTable, text } from 'drizzle-orm/pg-core'
import { instant } from '../runtime/columns.ts'

/** What a person said that the code of a return is, where no system told. */
export const returnCodes = pgTable('return_codes', {
  code: text('code').primaryKey(),
  orderId: text('order_id').notNull(),
  afterSale: text('after_sale'),
  namedBy: text('named_by').notNull(),
  namedAt: instant('named_at').notNull(),
})
