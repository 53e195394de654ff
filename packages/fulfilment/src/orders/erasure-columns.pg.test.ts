import { expect, it } from 'vitest'
import { openTestContext } from '../testing/test-context.ts'
import { EVERYWHERE } from './erasure-world.fixture.ts'

/** What `baton_erase_order` destroys beside what can be read. */
const SEALED = [
  'order_archive_blocks.attempts',
  'order_archive_blocks.events',
  'order_payments.merchant_id',
  'order_payments.out_trade_number',
  'order_payments.payer',
  'order_payments.transaction_id',
  'receiver_keys.wrapped',
  'receivers.sealed',
  'orders.holds',
]

/** Columns of what an order leaves behind in which no person can be: ids, numbers, words of a closed set, staff, hashes, goods. */
const NOBODY: Readonly<Record<string, string>> = {
  after_sales: 'kind native_number native_status order_id return_carrier return_waybill state work_order',
  agreement_samples: 'order_id word',
  alerts: 'acknowledged_by closed_by kind params subject',
  attempts: 'actor_kind actor_name address before native_status order_id reason topic verdict',
  channel_events: 'error key order_id order_number shop_number state topic unmapped verdict',
  customers: 'platform',
  deadlines: 'kind state subject',
  deliveries: 'code key kind order_id payload route state',
  delivery_attempts: 'code result',
  deviation_links: 'order_id standing',
  erasures: 'chain_before erased_by order_id',
  erasures_due: 'erased_by native_number order_id platform shop',
  'erp_inbox.writes':
    'carrier code hold_reason key lines login order_id order_number reason report shop status verdict waybill',
  erp_requests: 'address body_hash key products results',
  inspection_photos: 'content_type',
  interceptions: 'acknowledged_by cause order_id resolution resolved_by',
  order_archives: 'chain order_id',
  order_events: 'actor_kind actor_name after before cause chain changes effects implied order_id',
  order_feed: 'order_id',
  order_feed_queue: 'order_id',
  order_lines: 'item_number line_number order_id sku title',
  order_links: 'native_number order_id reported_status told_status',
  order_payments: 'order_id',
  orders:
    'chain currency hold_reasons id line_summary lines_hash native_number native_status platform province seller_flag shown state',
  packed_items: 'line_number order_id serial sku',
  parcel_loads: 'trip_code',
  print_jobs: 'code created_by kind state subject waybills',
  raw_events: 'address body_hash',
  receiver_keys: 'order_id',
  receivers: 'order_id',
  return_arrivals: 'after_sales order_id waybill',
  return_codes: 'after_sale code named_by order_id',
  returned_loads: 'trip_code',
  reviews: 'assignee_id cause code order_id other_name resolution resolved_by story',
  scans: 'about answer kind later_answer later_by operator_id order_id waybill',
  shipment_lines: 'line_number order_id',
  shipment_traces: 'native_status trace',
  shipments: 'carrier trace waybill',
  tracking_links: 'created_by kind order_id revoked_by token_hash',
}

/** Tables of an order that are found by something else than its id. */
const OTHERS = [
  ...['orders', 'customers', 'shipments', 'raw_events', 'inspection_photos', 'delivery_attempts', 'erp_requests'],
  'order_archive_blocks',
]

it('every column that can hold a text of an order is erased, or is one in which no person can be', async () => {
  const { ctx, close } = await openTestContext()
  const rows = await ctx.sql<{ name: string }[]>`
    SELECT CASE WHEN n.nspname = 'public' THEN '' ELSE n.nspname || '.' END || c.relname || '.' || a.attname AS name
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped JOIN pg_type t ON t.oid = a.atttypid
    WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname IN ('public', 'erp_inbox')
      AND t.typname IN ('text', 'varchar', 'json', 'jsonb', 'bytea', '_text')
      AND (c.relname = ANY(${OTHERS}) OR EXISTS (SELECT FROM pg_attribute k
        WHERE k.attrelid = c.oid AND k.attname IN ('order_id', 'subject', 'shipment_id')))`
  await close()
  const nobody = Object.entries(NOBODY).flatMap(([table, names]) => names.split(' ').map((name) => `${table}.${name}`))
  expect(rows.map((row) => row.name).sort()).toEqual([...EVERYWHERE, ...SEALED, ...nobody].sort())
})
