import { z } from 'zod'
import { Password } from './account.ts'
import { EventState } from './audit.ts'
import { DUE, MOST_SHIP_WITHIN_HOURS } from './due.ts'
import { GLOBAL_ID_PREFIX_PATTERN, GlobalId } from './global-id.ts'
import { HoldReason } from './hold.ts'
import { Locale } from './locale.ts'
import { LOCK_HOURS } from './order-state.ts'
import { PLATFORMS, PlatformId } from './platforms.ts'
import { Role } from './roles.ts'
import { NO_WAREHOUSE } from './routing.ts'
import { RowId } from './row-id.ts'
import { seenAt } from './seen-at.ts'
import { SELLER_FLAGS, SellerFlag } from './seller-flag.ts'
import { ShownStatus } from './shown-status.ts'
import { StockHintHours } from './stock.ts'

/** Every input refuses unknown keys and carries a limit. */
const id = z.uuid()
const text = (max: number) => z.string().trim().min(1).max(max)
const cursor = z.string().max(200).optional()

/** Signs of a search for orders: a hundred numbers of a spreadsheet. */
export const SEARCH_LENGTH = 2000

export const OrderFilter = z.strictObject({
  platform: z.array(PlatformId).max(PLATFORMS.length).optional(),
  shopId: z.array(id).max(50).optional(),
  shown: z.array(ShownStatus).max(15).optional(),
  hold: z.array(HoldReason).max(6).optional(),
  flag: z.array(SellerFlag).max(SELLER_FLAGS.length).optional(),
  warehouseId: z
    .array(z.union([id, z.literal(NO_WAREHOUSE)]))
    .max(50)
    .optional(),
  /** Those that may be packed: an order on hold is not late. */
  due: z.array(z.enum(DUE)).max(DUE.length).optional(),
  /** Order time, half open. */
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  /** Global ids, the channel's or an ERP's numbers, waybills, a phone or its last four digits, in a sentence or a list. */
  q: z.string().trim().max(SEARCH_LENGTH).optional(),
})
export type OrderFilter = z.infer<typeof OrderFilter>

export const OrdersListInput = z.strictObject({
  filter: OrderFilter.default({}),
  cursor,
  limit: z.int().min(1).max(100).default(50),
  /** No pieces of numbers, which no index finds: for who asks again whenever an order changes. */
  isNamedOnly: z.boolean().optional(),
})
export type OrdersListInput = z.infer<typeof OrdersListInput>

export const OrderIdInput = z.strictObject({ id: GlobalId })
export const OrdersByIdsInput = z.strictObject({ ids: z.array(GlobalId).min(1).max(200) })
export const OrderTimelineInput = z.strictObject({
  id: GlobalId,
  cursor: RowId.optional(),
  limit: z.int().min(1).max(200).default(100),
})
export const LiveInput = z.strictObject({
  after: z.int().min(0).optional(),
  /** Set by the browser's EventSource when it reconnects. */
  lastEventId: z.string().max(40).nullish(),
})

export const EventsListInput = z.strictObject({
  appId: id.optional(),
  state: z.array(EventState).max(6).optional(),
  orderNumber: z.string().max(64).optional(),
  cursor: RowId.optional(),
  limit: z.int().min(1).max(100).default(50),
})
export type EventsListInput = z.infer<typeof EventsListInput>
export const EventIdInput = z.strictObject({ id: RowId })
export const ReapplyManyInput = z.strictObject({
  appId: id,
  state: z.enum(['unparsed', 'unmapped', 'waiting', 'failed']),
})

export const AppIdInput = z.strictObject({ id })
/** What is left out, or empty, keeps its value; null takes away what may be missing. */
const fields = z.record(z.string().max(40), z.string().max(4000).nullable())
export const ChannelSaveInput = z.strictObject({
  id: id.optional(),
  platform: PlatformId,
  name: text(80),
  fields,
  endpoints: z.record(z.string().max(40), z.url({ protocol: /^(https?|wss?)$/ }).max(500)).default({}),
  seenAt,
})
export type ChannelSaveInput = z.infer<typeof ChannelSaveInput>
export const ChannelPauseInput = z.strictObject({ id, paused: z.boolean() })
export const WriteBackRateInput = z.strictObject({ id, perMinute: z.int().min(1).max(60_000).nullable() })
export type WriteBackRateInput = z.infer<typeof WriteBackRateInput>
export const ChannelEnableInput = z.strictObject({ id, enabled: z.boolean() })

export const MerchantSaveInput = z.strictObject({
  /** Of the global ids of orders yet to come; ids that exist keep theirs. */
  prefix: z.string().regex(GLOBAL_ID_PREFIX_PATTERN),
  timeZone: text(64),
  undoSeconds: z.number().int().min(10).max(900),
  lockHours: z.number().int().min(LOCK_HOURS).max(720),
  /** Null: nobody had saved any. */
  seenAt: seenAt.nullable(),
})
export type MerchantSaveInput = z.infer<typeof MerchantSaveInput>

export const ShopSaveInput = z.strictObject({
  id: id.optional(),
  appId: id,
  name: text(80),
  nativeNumber: text(64),
  address: z.string().trim().max(300).nullish(),
  fields: fields.default({}),
  /** Left out: as it is. */
  shipWithinHours: z.int().min(1).max(MOST_SHIP_WITHIN_HOURS).nullish(),
  enabled: z.boolean().default(true),
  seenAt,
})
export type ShopSaveInput = z.infer<typeof ShopSaveInput>

/** Without a shop: whichever shop its owner authorises, known or new. */
export const AuthorisationBeginInput = z.strictObject({ appId: id, shopId: id.optional() })
export type AuthorisationBeginInput = z.infer<typeof AuthorisationBeginInput>

export const TokenIssueInput = z.strictObject({ appId: id, shopNumber: text(64) })
export type TokenIssueInput = z.infer<typeof TokenIssueInput>

export const WarehouseSaveInput = z.strictObject({
  id: id.optional(),
  code: text(32),
  name: text(80),
  province: text(32),
  city: text(32),
  address: text(300),
  /** Its days begin on this clock; without it, on the merchant's. */
  timeZone: text(64).optional(),
  enabled: z.boolean().default(true),
  /** How long a return in hand may wait for its inspection; without it, as long as before. */
  inspectHours: z.number().int().min(1).max(168).optional(),
  seenAt,
})
export type WarehouseSaveInput = z.infer<typeof WarehouseSaveInput>

export const ProductSaveInput = z.strictObject({
  sku: text(64),
  name: text(200),
  category: text(64),
  barcode: z.string().trim().max(64).nullish(),
  exempt: z.boolean().default(false),
  hasSerial: z.boolean().default(false),
  /** Null: a new one, refused where there is one of this SKU. */
  seenAt: seenAt.nullable(),
})
export type ProductSaveInput = z.infer<typeof ProductSaveInput>
export const ProductsListInput = z.strictObject({
  q: z.string().trim().max(64).optional(),
  category: z.string().max(64).optional(),
  cursor,
  limit: z.int().min(1).max(100).default(50),
})
export type ProductsListInput = z.infer<typeof ProductsListInput>
export const SkuInput = z.strictObject({ sku: text(64) })

export const RuleSaveInput = z.strictObject({
  id: id.optional(),
  name: text(80),
  provinces: z.array(text(32)).max(40).default([]),
  platforms: z.array(PlatformId).max(PLATFORMS.length).default([]),
  categories: z.array(text(64)).max(50).default([]),
  skus: z.array(text(64)).max(200).default([]),
  stockHintHours: StockHintHours.nullable().default(null),
  warehouseId: id,
  enabled: z.boolean().default(true),
  seenAt,
})
export type RuleSaveInput = z.infer<typeof RuleSaveInput>
export const RuleIdInput = z.strictObject({ id })
export const RuleOrderInput = z.strictObject({ ids: z.array(id).min(1).max(500) })

export const CSV_KINDS = ['shops', 'warehouses', 'products', 'rules', 'stock'] as const
export const CsvImportInput = z.strictObject({
  kind: z.enum(CSV_KINDS),
  csv: z.string().max(900_000),
  /** True only checks and counts. */
  dryRun: z.boolean().default(true),
})
export type CsvImportInput = z.infer<typeof CsvImportInput>

export const USERNAME_PATTERN = /^[a-z0-9_.-]{3,32}$/
export const StaffCreateInput = z.strictObject({
  username: z.string().regex(USERNAME_PATTERN),
  name: text(80),
  role: Role,
  password: Password,
})
export type StaffCreateInput = z.infer<typeof StaffCreateInput>
export const StaffRoleInput = z.strictObject({ id: text(64), role: Role })
export const StaffEnableInput = z.strictObject({ id: text(64), enabled: z.boolean() })
export const StaffPasswordInput = z.strictObject({ id: text(64), password: Password })
const Contacts = z.strictObject({
  wecomUserId: z
    .string()
    .trim()
    .max(64)
    .regex(/^[^|\s]*$/),
  dingtalkUserId: z
    .string()
    .trim()
    .max(64)
    .regex(/^[^,\s]*$/),
  email: z.union([z.literal(''), z.email().max(200)]),
  locale: Locale,
})
/** Where messages reach a person; an empty field takes it away. `was`, as whoever changes it saw it: refused once it is otherwise. */
export const StaffContactsInput = Contacts.extend({ id: text(64), was: Contacts.optional() })
export type StaffContactsInput = z.infer<typeof StaffContactsInput>
