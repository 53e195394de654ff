import type { PrinterFault, PrinterLanguage, PrintFailure, PrintKind, PrintState } from '@baton/contract'
import { sql } from 'drizzle-orm'
import { boolean, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { bytes, instant } from '../runtime/columns.ts'

/** Printers on the warehouses' own networks, and how their agent last found them. */
export const printers = pgTable(
  'printers',
  {
    id: uuid('id').primaryKey(),
    warehouseId: uuid('warehouse_id').notNull(),
    name: text('name').notNull(),
    host: text('host').notNull(),
    port: integer('port').notNull(),
    language: text('language').$type<PrinterLanguage>().notNull(),
    enabled: boolean('enabled').notNull().default(true),
    createdAt: instant('created_at').notNull(),
    /** When a person last changed it. */
    updatedAt: instant('updated_at').notNull().default(sql`now()`),
    faults: text('faults').array().$type<PrinterFault[]>().notNull().default(sql`'{}'`),
    /** Since when it has just these faults. */
    since: instant('since'),
    seenAt: instant('seen_at'),
  },
  (table) => [unique('printers_name').on(table.warehouseId, table.name)],
)

/** One document for one printer, with one outcome. */
export const printJobs = pgTable(
  'print_jobs',
  {
    id: uuid('id').primaryKey(),
    printerId: uuid('printer_id')
      .notNull()
      .references(() => printers.id),
    kind: text('kind').$type<PrintKind>().notNull(),
    /** An order's global id, a trip's code or a work order. */
    subject: text('subject'),
    /** Empty once it has its outcome: what is printed again is made of what holds then. */
    document: bytes('document').notNull(),
    /** Those that its labels carry; they are void once one of them is. */
    waybills: text('waybills').array().notNull().default(sql`'{}'`),
    state: text('state').$type<PrintState>().notNull().default('queued'),
    code: text('code').$type<PrintFailure>(),
    createdAt: instant('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    /** The agent that has it: nobody else can know whether it came out. */
    takenBy: uuid('taken_by'),
    takenAt: instant('taken_at'),
    tries: integer('tries').notNull().default(0),
    settledAt: instant('settled_at'),
  },
  (table) => [
    index('print_jobs_open').on(table.printerId, table.createdAt).where(sql`state in ('queued', 'taken')`),
    index('print_jobs_printer').on(table.printerId, table.createdAt),
    index('print_jobs_subject').on(table.subject, table.createdAt).where(sql`subject is not null`),
    index('print_jobs_created').on(table.createdAt),
  ],
)
