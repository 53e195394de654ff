import type {
  ActorKind,
  AfterSaleKind,
  AfterSaleState,
  Change,
  HoldReason,
  InterceptionCause,
  InterceptionResolution,
  OrderState,
  PlatformId,
  Reason,
  SellerFlag,
  ShownStatus,
  TraceState,
  Verdict,
} from '@baton/contract'
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytes, instant, xid8 } from '../runtime/columns.ts'
import type { Hold } from './order.ts'

/** Written by `moveOrders` alone. Every update raises `seq` and carries its event, or the database refuses the commit. */
export const orders = pgTable(
  'orders',
  {
    id: text('id').primaryKey(),
    seq: integer('seq').notNull(),
    platform: text('platform').$type<PlatformId>().notNull(),
    shopId: uuid('shop_id').notNull(),
    nativeNumber: text('native_number').notNull(),
    state: text('state').$type<OrderState>().notNull(),
    shown: text('shown').$type<ShownStatus>().notNull(),
    signed: boolean('signed').notNull(),
    refunded: boolean('refunded').notNull(),
    holds: jsonb('holds').$type<readonly Hold[]>().notNull(),
    holdReasons: text('hold_reasons').array().$type<HoldReason[]>().notNull(),
    nativeStatus: text('native_status').notNull(),
    sourceVersion: bigint('source_version', { mode: 'number' }).notNull(),
    amountFen: bigint('amount_fen', { mode: 'number' }).notNull(),
    currency: text('currency').notNull(),
    customerId: uuid('customer_id'),
    warehouseId: uuid('warehouse_id'),
    warehouseReason: text('warehouse_reason'),
    receiverVersion: integer('receiver_version').notNull(),
    /** HMAC of the receiver, to see a change without opening it. */
    receiverMac: text('receiver_mac'),
    linesHash: text('lines_hash').notNull(),
    province: text('province'),
    lineSummary: text('line_summary').notNull(),
    itemCount: integer('item_count').notNull(),
    buyerNick: text('buyer_nick'),
    buyerMemo: text('buyer_memo'),
    sellerMemo: text('seller_memo'),
    sellerFlag: text('seller_flag').$type<SellerFlag>(),
    sellerFlagLabel: text('seller_flag_label'),
    orderedAt: instant('ordered_at').notNull(),
    paidAt: instant('paid_at'),
    /** Cancelled after it was to ship here, paid for or on delivery: the floor may have it in hand. Null: not so. */
    calledOff: boolean('called_off'),
    shippedAt: instant('shipped_at'),
    shipBy: instant('ship_by'),
    lockedUntil: instant('locked_until'),
    /** How often a person took it back after it had shipped; null: never. */
    takenBack: integer('taken_back'),
    recordedAt: instant('recorded_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    /** When all events up to its last one went to the archive; null: since then something happened, or it never did. */
    archivedAt: instant('archived_at'),
    /** When the buyer was erased from it; what comes later leaves no person in it. */
    erasedAt: instant('erased_at'),
    /** Hash of the last event; the next one chains to it. */
    chain: bytes('chain').notNull(),
  },
  (table) => [
    unique('orders_native').on(table.nativeNumber, table.shopId, table.platform),
    index('orders_by_time').on(table.orderedAt, table.id),
    index('orders_by_shown').on(table.shown, table.orderedAt, table.id),
    index('orders_by_shop').on(table.shopId, table.orderedAt, table.id),
    index('orders_by_warehouse').on(table.warehouseId, table.orderedAt, table.id),
    /** What has not left whole, by its promise. */
    index('orders_not_left')
      .on(table.warehouseId, table.shipBy)
      .where(sql`state in ('pending_payment', 'to_ship', 'packing', 'part_shipped')`),
    /** What was paid for or to ship and then called off, so that it is stopped at a scan without network too. */
    index('orders_called_off')
      .on(table.warehouseId, table.updatedAt)
      .where(sql`state = 'cancelled' and (paid_at is not null or called_off)`),
    /** Few orders bear a flag. */
    index('orders_flagged').on(table.sellerFlag, table.orderedAt, table.id).where(sql`seller_flag is not null`),
    index('orders_held').on(table.orderedAt, table.id).where(sql`hold_reasons <> '{}'`),
    /** What is over and not in the archive, the oldest first. */
    index('orders_to_archive')
      .on(table.orderedAt, table.id)
      .where(sql`archived_at is null and shown in ('signed', 'done', 'refunded', 'returned', 'cancelled')`),
  ],
)

export const orderLines = pgTable(
  'order_lines',
  {
    orderId: text('order_id').notNull(),
    lineNumber: text('line_number').notNull(),
    position: integer('position').notNull(),
    itemNumber: text('item_number').notNull(),
    sku: text('sku'),
    title: text('title').notNull(),
    quantity: integer('quantity').notNull(),
    priceFen: bigint('price_fen', { mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.orderId, table.lineNumber] })],
)

/** One parcel. Many-to-many to order lines: split and merged orders. */
export const shipments = pgTable(
  'shipments',
  {
    id: uuid('id').primaryKey(),
    carrier: text('carrier').notNull(),
    waybill: text('waybill').notNull(),
    trace: text('trace').$type<TraceState>().notNull(),
    traceAt: instant('trace_at'),
    traceText: text('trace_text'),
    /** When somebody who is no scan reported that this very parcel left; null: nobody did. */
    leftAt: instant('left_at'),
    /** When it left, by its load or by a report; null: nobody said so. */
    departedAt: instant('departed_at'),
    recordedAt: instant('recorded_at').notNull(),
  },
  (table) => [
    unique('shipments_waybill').on(table.carrier, table.waybill),
    index('shipments_by_waybill').on(table.waybill),
  ],
)

export const shipmentLines = pgTable(
  'shipment_lines',
  {
    shipmentId: uuid('shipment_id')
      .notNull()
      .references(() => shipments.id),
    orderId: text('order_id').notNull(),
    /** `*` stands for the whole order, where the channel does not say which lines. */
    lineNumber: text('line_number').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.shipmentId, table.orderId, table.lineNumber] }),
    index('shipment_lines_order').on(table.orderId),
  ],
)

/** Every trace fact, whatever order it arrives in. */
export const shipmentTraces = pgTable(
  'shipment_traces',
  {
    shipmentId: uuid('shipment_id')
      .notNull()
      .references(() => shipments.id),
    occurredAt: instant('occurred_at').notNull(),
    nativeStatus: text('native_status').notNull(),
    trace: text('trace').$type<TraceState>().notNull(),
    text: text('text').notNull(),
  },
  (table) => [primaryKey({ columns: [table.shipmentId, table.occurredAt, table.nativeStatus] })],
)

export const afterSales = pgTable(
  'after_sales',
  {
    orderId: text('order_id').notNull(),
    nativeNumber: text('native_number').notNull(),
    kind: text('kind').$type<AfterSaleKind>().notNull(),
    state: text('state').$type<AfterSaleState>().notNull(),
    nativeStatus: text('native_status').notNull(),
    version: bigint('version', { mode: 'number' }).notNull(),
    amountFen: bigint('amount_fen', { mode: 'number' }).notNull(),
    wholeOrder: boolean('whole_order').notNull(),
    respondBy: instant('respond_by'),
    updatedAt: instant('updated_at').notNull(),
    /** The buyer's own parcel, as the channel tells it. */
    returnCarrier: text('return_carrier'),
    returnWaybill: text('return_waybill'),
    /** Null: no goods come back, or the channel has not agreed to it yet. */
    workOrder: text('work_order'),
  },
  (table) => [
    primaryKey({ columns: [table.orderId, table.nativeNumber] }),
    uniqueIndex('after_sales_work_order').on(table.workOrder).where(sql`work_order is not null`),
    /** Goods that are awaited, the latest told first. */
    index('after_sales_awaited')
      .on(table.updatedAt, table.workOrder)
      .where(sql`work_order is not null and state in ('approved', 'goods_returning')`),
    index('after_sales_return_waybill').on(table.returnWaybill).where(sql`return_waybill is not null`),
    index('after_sales_number').on(table.nativeNumber),
  ],
)

export const customers = pgTable(
  'customers',
  {
    id: uuid('id').primaryKey(),
    platform: text('platform').$type<PlatformId>().notNull(),
    shopId: uuid('shop_id').notNull(),
    nativeId: text('native_id').notNull(),
    recordedAt: instant('recorded_at').notNull(),
  },
  (table) => [unique('customers_native').on(table.platform, table.shopId, table.nativeId)],
)

/** Receiver data under a key of its order; erasure destroys the key. */
export const receivers = pgTable(
  'receivers',
  {
    orderId: text('order_id').notNull(),
    version: integer('version').notNull(),
    sealed: bytes('sealed').notNull(),
    phoneMac: bytes('phone_mac'),
    tailMac: bytes('tail_mac'),
    recordedAt: instant('recorded_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.orderId, table.version] }),
    index('receivers_tail').on(table.tailMac),
    index('receivers_phone').on(table.phoneMac),
  ],
)

export const receiverKeys = pgTable('receiver_keys', {
  orderId: text('order_id').primaryKey(),
  wrapped: bytes('wrapped').notNull(),
  recordedAt: instant('recorded_at').notNull(),
})

/** The WeChat Pay payment behind an order, where its channel told it: by transaction, or by the merchant's number. */
export const orderPayments = pgTable('order_payments', {
  orderId: text('order_id').primaryKey(),
  transactionId: text('transaction_id'),
  merchantId: text('merchant_id'),
  outTradeNumber: text('out_trade_number'),
  /** The payer's openid, sealed to this row. */
  payer: bytes('payer').notNull(),
  recordedAt: instant('recorded_at').notNull(),
})

/** Parcels that a person must stop by hand; opened by the move that gives the reason. */
export const interceptions = pgTable(
  'interceptions',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    orderId: text('order_id').notNull(),
    cause: text('cause').$type<InterceptionCause>().notNull(),
    warehouseId: uuid('warehouse_id'),
    /** The order's event that opened it. */
    seq: integer('seq').notNull(),
    openedAt: instant('opened_at').notNull(),
    acknowledgedBy: text('acknowledged_by'),
    acknowledgedAt: instant('acknowledged_at'),
    resolution: text('resolution').$type<InterceptionResolution>(),
    /** Null where it ended by itself. */
    resolvedBy: text('resolved_by'),
    resolvedAt: instant('resolved_at'),
    note: text('note'),
  },
  (table) => [
    uniqueIndex('interceptions_open').on(table.orderId, table.cause).where(sql`resolved_at is null`),
    index('interceptions_order').on(table.orderId),
    index('interceptions_resolved').on(table.id).where(sql`resolved_at is not null`),
  ],
)

/** Each outside system that knows an order: its number, what it last reported, what it was last told. */
export const orderLinks = pgTable(
  'order_links',
  {
    orderId: text('order_id').notNull(),
    appId: uuid('app_id').notNull(),
    nativeNumber: text('native_number').notNull(),
    reportedStatus: text('reported_status'),
    /** Of its newest picture, also where that brought nothing new; null: not a channel. */
    reportedVersion: bigint('reported_version', { mode: 'number' }),
    /** How many pictures that were asked for and no newer than the one before brought nothing new. */
    reportedAgain: integer('reported_again').notNull().default(0),
    reportedAt: instant('reported_at'),
    toldStatus: text('told_status').$type<OrderState>(),
    toldAt: instant('told_at'),
    /** Of an ERP: the number is its own, not the channel's. */
    byErp: boolean('by_erp').notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.orderId, table.appId] }),
    index('order_links_erp_number').on(table.nativeNumber).where(sql`by_erp`),
  ],
)

/** Applied changes, one row each; hash-partitioned, append-only, chained by hash. */
export const orderEvents = pgTable(
  'order_events',
  {
    orderId: text('order_id').notNull(),
    seq: integer('seq').notNull(),
    actorKind: text('actor_kind').$type<ActorKind>().notNull(),
    actorName: text('actor_name').notNull(),
    appId: uuid('app_id'),
    eventId: bigint('event_id', { mode: 'number' }),
    cause: text('cause').notNull(),
    before: jsonb('before'),
    after: jsonb('after').notNull(),
    patch: jsonb('patch').notNull(),
    implied: text('implied').array().$type<OrderState[]>().notNull(),
    effects: text('effects').array().notNull(),
    changes: text('changes').array().$type<Change[]>().notNull(),
    occurredAt: instant('occurred_at').notNull(),
    recordedAt: instant('recorded_at').notNull(),
    chain: bytes('chain').notNull(),
  },
  (table) => [primaryKey({ columns: [table.orderId, table.seq] })],
)

/** Every attempt to write with its verdict; partitioned by month, append-only. */
export const attempts = pgTable(
  'attempts',
  {
    recordedAt: instant('recorded_at').notNull(),
    id: bigint('id', { mode: 'number' }).generatedAlwaysAsIdentity(),
    orderId: text('order_id'),
    seq: integer('seq'),
    verdict: text('verdict').$type<Verdict>().notNull(),
    reason: text('reason').$type<Reason>(),
    actorKind: text('actor_kind').$type<ActorKind>().notNull(),
    actorName: text('actor_name').notNull(),
    appId: uuid('app_id'),
    address: text('address'),
    eventId: bigint('event_id', { mode: 'number' }),
    topic: text('topic'),
    nativeStatus: text('native_status'),
    before: jsonb('before'),
    claimed: jsonb('claimed'),
    occurredAt: instant('occurred_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.recordedAt, table.id] }),
    index('attempts_order').on(table.orderId, table.recordedAt),
    index('attempts_app').on(table.appId, table.recordedAt),
    /** What bursts of refusals are found in. */
    index('attempts_refused').on(table.recordedAt).where(sql`verdict in ('locked', 'forbidden', 'stale')`),
    /** A repeat that came before its order existed. */
    index('attempts_repeat').on(table.eventId).where(sql`order_id is null`),
  ],
)

/**
 * Where the events and attempts of an order that is over went, up to and with `untilSeq`; `baton_archive_orders` alone writes it.
 * With what `order_events` and `attempts` hold they are `order_event_history` and `attempt_history`.
 */
export const orderArchives = pgTable(
  'order_archives',
  {
    orderId: text('order_id').notNull(),
    untilSeq: integer('until_seq').notNull(),
    /** When the first and the last of these events were recorded. */
    firstAt: instant('first_at').notNull(),
    lastAt: instant('last_at').notNull(),
    archivedAt: instant('archived_at').notNull(),
    /** Hash of the last of these events, and so of all of them. */
    chain: bytes('chain').notNull(),
    blockId: bigint('block_id', { mode: 'number' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.orderId, table.untilSeq] }),
    index('order_archives_span').using('gist', sql`tstzrange(${table.firstAt}, ${table.lastAt}, '[]')`),
  ],
)

/** Some orders together, and as text, because that compresses better: rows of `order_events` and `attempts` as arrays, by order. */
export const orderArchiveBlocks = pgTable('order_archive_blocks', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  events: json('events').notNull(),
  attempts: json('attempts').notNull(),
})

/** Applied events waiting for their position; see `sequenceFeed`. */
export const feedQueue = pgTable(
  'order_feed_queue',
  {
    xid: xid8('xid').notNull().default(sql`pg_current_xact_id()`),
    orderId: text('order_id').notNull(),
    seq: integer('seq').notNull(),
  },
  (table) => [primaryKey({ columns: [table.xid, table.orderId, table.seq] })],
)

/** Each order whose buyer was erased; `baton_erase_order` alone writes it. */
export const erasures = pgTable('erasures', {
  orderId: text('order_id').primaryKey(),
  erasedAt: instant('erased_at').notNull(),
  erasedBy: text('erased_by').notNull(),
  /** Hash of the last event before, while all of them were whole: what an older backup holds can be told by it. */
  chainBefore: bytes('chain_before').notNull(),
})

/** Orders that were erased after the backup that was restored: to be erased again as soon as they are there and over. */
export const erasuresDue = pgTable('erasures_due', {
  orderId: text('order_id').primaryKey(),
  erasedAt: instant('erased_at').notNull(),
  erasedBy: text('erased_by').notNull(),
  /** What its channel calls it: one that was fetched anew after a restore has another id. Null in lists of older versions. */
  platform: text('platform').$type<PlatformId>(),
  shop: text('shop'),
  nativeNumber: text('native_number'),
})

/** Positions in commit order: what cursors, rollups, exports and live streams read. */
export const feed = pgTable('order_feed', {
  position: bigint('position', { mode: 'number' }).primaryKey(),
  orderId: text('order_id').notNull(),
  seq: integer('seq').notNull(),
  recordedAt: instant('recorded_at').notNull(),
})
