import { z } from 'zod'
import type { Reason, Verdict } from './audit.ts'
import type { ErrorCode } from './error-code.ts'
import { HoldReason } from './hold.ts'
import type { Instant } from './instant.ts'
import { OrderState } from './order-state.ts'
import type { PlatformId } from './platforms.ts'
import type { SellerFlag } from './seller-flag.ts'
import type { ShownStatus } from './shown-status.ts'

const Short = z.string().trim().min(1).max(100)

/** An order by Baton's id, or by its channel's number and, where several shops may share it, the shop's number. */
export const ErpOrderRef = z.union(
  [z.strictObject({ id: Short }), z.strictObject({ number: Short, shop: Short.optional() })],
  { error: 'either id, or number and perhaps shop' },
)
export type ErpOrderRef = z.infer<typeof ErpOrderRef>

export const ErpParcel = z.strictObject({
  carrier: z.string().trim().min(1).max(40),
  waybill: z.string().trim().min(4).max(60),
  lines: z.array(Short).max(200).default([]),
})
export type ErpParcel = z.infer<typeof ErpParcel>

/** One thing an ERP reports about one order. */
export const ErpWrite = z.strictObject({
  order: ErpOrderRef,
  /** Its own number of the order; stands beside the channel's from then on. */
  ownNumber: Short.optional(),
  /** Refused as a conflict unless the order's `seq` is still this. */
  expectedSeq: z.number().int().min(1).optional(),
  occurredAt: z.iso.datetime({ offset: true }).optional(),
  report: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('status'), to: OrderState, parcels: z.array(ErpParcel).max(50).default([]) }),
    z.strictObject({ kind: z.literal('waybill'), parcels: z.array(ErpParcel).min(1).max(50) }),
    z.strictObject({ kind: z.literal('hold'), reason: HoldReason, note: z.string().trim().max(200).default('') }),
    z.strictObject({ kind: z.literal('lift'), reason: HoldReason }),
  ]),
})
export type ErpWrite = z.infer<typeof ErpWrite>

export const ErpWrites = z.strictObject({ writes: z.array(ErpWrite).min(1).max(100) })
export type ErpWrites = z.infer<typeof ErpWrites>

/** What became of one write. `code` is null for a success, and a duplicate is one. */
export interface ErpWriteResult {
  readonly order: string | null
  readonly verdict: Verdict
  readonly reason: Reason | null
  readonly seq: number | null
  readonly code: ErrorCode | null
}

export const ErpChangesInput = z.strictObject({
  cursor: z
    .string()
    .regex(/^\d{1,18}$/)
    .default('0'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})

/** Never a receiver: an ERP is no detour to personal data. */
export interface ErpOrderView {
  readonly id: string
  readonly seq: number
  readonly platform: PlatformId
  readonly shop: string
  readonly number: string
  readonly state: OrderState
  readonly shown: ShownStatus
  readonly holds: readonly HoldReason[]
  readonly sellerFlag: SellerFlag | null
  /** What the channel calls the flag beyond its colour. */
  readonly sellerFlagLabel: string | null
  readonly warehouse: string | null
  readonly lockedUntil: Instant | null
  readonly shipBy: Instant | null
  readonly updatedAt: Instant
  readonly lines: readonly {
    readonly number: string
    readonly sku: string | null
    readonly title: string
    readonly quantity: number
  }[]
  readonly parcels: readonly { readonly carrier: string; readonly waybill: string; readonly trace: string }[]
}

export interface ErpChanges {
  readonly orders: readonly ErpOrderView[]
  /** Pass back as `cursor`; the same cursor always gives what came after it, each order once, as it stands now. */
  readonly cursor: string
  readonly more: boolean
}

/** Whose private link is wanted. */
export const ErpLinkInput = z.strictObject({ order: ErpOrderRef })
export type ErpLinkInput = z.infer<typeof ErpLinkInput>

/** The page where a buyer sees their order, without sign-in: to be sent to the buyer and nobody else. */
export interface ErpLink {
  readonly order: string
  readonly url: string
  /** Null while the order is not over. */
  readonly endsAt: Instant | null
}

export const ErpIdInput = z.strictObject({ id: z.uuid() })
const ErpRights = {
  name: z.string().trim().min(1).max(60),
  /** The steps of the order axis it may report. */
  grants: z.array(OrderState).max(10),
  mayHold: z.boolean(),
  /** It may say how much a warehouse has. */
  mayTellStock: z.boolean().optional(),
  /** It may add products and change them. */
  mayTellProducts: z.boolean().optional(),
  /** It may have the links to the private pages of its buyers, to send them. */
  mayGiveLinks: z.boolean().optional(),
}
export const ErpSaveInput = z.strictObject({
  id: z.uuid().optional(),
  /** Of a new one; files are there already. */
  kind: z.enum(['api', 'database']).optional(),
  ...ErpRights,
  /** As whoever changes it saw it: refused once it is otherwise. */
  was: z.strictObject(ErpRights).optional(),
})
export type ErpSaveInput = z.infer<typeof ErpSaveInput>
export const ErpKeyInput = z.strictObject({ erpId: z.uuid(), keyId: z.string().max(40) })
export const ErpPauseInput = z.strictObject({ id: z.uuid(), paused: z.boolean() })

/** What can be paused: an ERP's credential, or a channel's app. */
export interface Integration {
  readonly kind: 'erp' | 'channel'
  readonly id: string
}

export interface ErpKeyView {
  readonly keyId: string
  readonly createdAt: Instant
  readonly lastUsedAt: Instant | null
  readonly revokedAt: Instant | null
}

/**
 * `api`: signs its requests with a key. `database`: inserts rows as a login of Postgres. `file`: the files that people
 * import here, whoever does.
 */
export type ErpKind = 'api' | 'database' | 'file'

export interface ErpView {
  readonly id: string
  readonly kind: ErpKind
  readonly name: string
  readonly grants: readonly OrderState[]
  readonly mayHold: boolean
  readonly mayTellStock: boolean
  /** When it last did; null: never. */
  readonly stockToldAt: Instant | null
  readonly mayTellProducts: boolean
  readonly productsToldAt: Instant | null
  readonly mayGiveLinks: boolean
  readonly pausedAt: Instant | null
  readonly keys: readonly ErpKeyView[]
  /** Of the last 24 hours. */
  readonly applied: number
  readonly refused: number
  /** Requests kept while paused. */
  readonly kept: number
}

/** One write request and what became of it. */
export interface ErpCallView {
  readonly id: string
  /** Its idempotency key. */
  readonly key: string
  readonly address: string
  readonly receivedAt: Instant
  readonly writes: number
  /** Kept because the ERP was paused; it has no outcome yet. */
  readonly isKept: boolean
  readonly applied: number
  readonly duplicate: number
  readonly refused: number
  /** How often the same key came again. */
  readonly repeats: number
  /** Of a database connector's row: its order as it was written, and why it was not taken. */
  readonly order: string | null
  readonly code: ErrorCode | null
  /** Which of its columns are wrong, and how. */
  readonly detail: string | null
}

export const ERP_EVENT_TYPES = [
  'order.created',
  'order.paid',
  'order.shipped',
  'order.signed',
  'order.completed',
  'order.cancelled',
  'order.refunded',
  'after_sale.opened',
  'after_sale.ended',
] as const
export const ErpEventType = z.enum(ERP_EVENT_TYPES)
export type ErpEventType = z.infer<typeof ErpEventType>

export const ErpSubscribeInput = z.strictObject({
  erpId: z.uuid(),
  url: z.url({ protocol: /^https?$/ }).max(500),
  types: z.array(ErpEventType).min(1).max(ERP_EVENT_TYPES.length),
})
export type ErpSubscribeInput = z.infer<typeof ErpSubscribeInput>

export interface ErpSubscriptionView {
  readonly id: string
  readonly erpId: string
  readonly url: string
  readonly types: readonly ErpEventType[]
  readonly createdAt: Instant
  /** The address answered "gone". */
  readonly disabledAt: Instant | null
}

/** The secret is shown once. */
export interface IssuedSubscription {
  readonly id: string
  readonly secret: string
}

/** The secret is shown once. */
export interface IssuedErpKey {
  readonly keyId: string
  readonly secret: string
}

/** How a database connector reaches its inbox; the password is shown once. */
export interface IssuedErpLogin {
  /** As Baton itself reaches Postgres. */
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
  readonly password: string
}

/** Many refusals of one source in a short time: one thing to look at, not hundreds. */
export interface RefusalBurstView {
  readonly id: string
  /** What can be paused. */
  readonly sourceId: string
  readonly kind: Integration['kind']
  readonly source: string
  readonly isPaused: boolean
  readonly addresses: readonly string[]
  readonly reasons: readonly Reason[]
  readonly count: number
  readonly firstAt: Instant
  readonly lastAt: Instant
  readonly closedAt: Instant | null
  readonly orders: readonly string[]
}
