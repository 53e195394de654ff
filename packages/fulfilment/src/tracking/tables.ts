import type { TrackingLinkKind } from '@baton/contract'
import { sql } from 'drizzle-orm'
import { index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bytes, instant } from '../runtime/columns.ts'

/** Links to the private page of an order. What was taken back stays so; none is ever removed. */
export const trackingLinks = pgTable(
  'tracking_links',
  {
    id: uuid('id').primaryKey(),
    orderId: text('order_id').notNull(),
    kind: text('kind').$type<TrackingLinkKind>().notNull(),
    /** Of the key that its token is made with from its id; the token itself is stored nowhere. */
    keyVersion: integer('key_version').notNull(),
    /** SHA-256 of the token. */
    tokenHash: bytes('token_hash').notNull().unique(),
    createdAt: instant('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    revokedAt: instant('revoked_at'),
    revokedBy: text('revoked_by'),
    openedAt: instant('opened_at'),
  },
  (table) => [
    index('tracking_links_order').on(table.orderId),
    uniqueIndex('tracking_links_buyer').on(table.orderId).where(sql`kind = 'buyer' and revoked_at is null`),
  ],
)
