import { z } from 'zod'
import type { ActorKind } from './audit.ts'
import type { Instant } from './instant.ts'
import { Locale } from './locale.ts'
import { type Label, PLATFORMS, PlatformId } from './platforms.ts'

const instant = z.iso.datetime({ offset: true })

/** Which orders: only by what never changes of an order, so that two moments speak of the same ones. */
export const ReconcileFilter = z.strictObject({
  platform: z.array(PlatformId).max(PLATFORMS.length).optional(),
  shopId: z.array(z.uuid()).max(50).optional(),
  /** Order time, half open. */
  from: instant.optional(),
  to: instant.optional(),
})
export type ReconcileFilter = z.infer<typeof ReconcileFilter>

export const EXPORT_FORMATS = ['csv', 'xlsx'] as const
export const EXPORT_ENCODINGS = ['utf-8', 'gbk'] as const
export const OrderExportInput = z.strictObject({
  asOf: instant,
  format: z.enum(EXPORT_FORMATS).default('csv'),
  /** Of a CSV. UTF-8 begins with its mark. */
  encoding: z.enum(EXPORT_ENCODINGS).default('utf-8'),
  lang: Locale.default('zh'),
  filter: ReconcileFilter.default({}),
})
export type OrderExportInput = z.infer<typeof OrderExportInput>

const ordersAsOf = { asOf: instant, filter: ReconcileFilter.default({}) }
export const TotalsInput = z.strictObject(ordersAsOf)
export type TotalsInput = z.infer<typeof TotalsInput>
export const TotalsExportInput = z.strictObject({ ...ordersAsOf, lang: Locale.default('zh') })
export type TotalsExportInput = z.infer<typeof TotalsExportInput>

const twoMoments = { before: instant, after: instant, filter: ReconcileFilter.default({}) }
const isForward = ({ before, after }: { before: string; after: string }) => Date.parse(before) < Date.parse(after)
const backwards = { path: ['after'], message: 'must be later than before', params: { reason: 'not_later' } }

export const CompareInput = z.strictObject(twoMoments).refine(isForward, backwards)
export type CompareInput = z.infer<typeof CompareInput>

export const DifferencesExportInput = z
  .strictObject({ ...twoMoments, lang: Locale.default('zh') })
  .refine(isForward, backwards)
export type DifferencesExportInput = z.infer<typeof DifferencesExportInput>

/** The first cell of an export; the moment and the filter follow it, so that two files can be compared. */
export const EXPORT_MARK = 'baton-orders'

/** What an order counts as in the totals; the first that applies, so that they add up to all. */
export const TOTAL_LABELS = {
  refunded: { zh: '已退款', en: 'Refunded' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
  unpaid: { zh: '未付款', en: 'Unpaid' },
  sold: { zh: '有效', en: 'Sold' },
} as const satisfies Record<string, Label>
export type TotalKind = keyof typeof TOTAL_LABELS

/** Orders and what they are worth. */
export interface OrderSum {
  readonly orders: number
  readonly fen: number
}

export interface ShopTotals {
  readonly platform: PlatformId
  readonly shopName: string
  readonly currency: string
  readonly sums: Readonly<Record<TotalKind, OrderSum>>
  readonly all: OrderSum
}

/** The orders as of a moment, added up by shop and currency. */
export interface OrderTotals {
  readonly asOf: Instant
  readonly shops: readonly ShopTotals[]
  /** Of all shops, by currency. */
  readonly currencies: readonly Omit<ShopTotals, 'platform' | 'shopName'>[]
}

/** Why an order is not the same at two moments; the first that applies. */
export const DIFFERENCE_LABELS = {
  created: { zh: '新订单', en: 'New order' },
  refunded: { zh: '退款', en: 'Refunded' },
  cancelled: { zh: '取消', en: 'Cancelled' },
  status: { zh: '状态变化', en: 'Status moved' },
  amount: { zh: '金额或件数变化', en: 'Amount or items changed' },
  holds: { zh: '挂起变化', en: 'Holds changed' },
  warehouse: { zh: '改派仓库', en: 'Another warehouse' },
  detail: { zh: '其他字段', en: 'Other fields' },
} as const satisfies Record<string, Label>
export type DifferenceKind = keyof typeof DIFFERENCE_LABELS
export const DIFFERENCE_KINDS = Object.keys(DIFFERENCE_LABELS) as DifferenceKind[]

/** The columns that are compared. */
export const COMPARED_LABELS = {
  shown: { zh: '状态', en: 'Status' },
  state: { zh: '订单轴', en: 'Order axis' },
  signed: { zh: '已签收', en: 'Signed' },
  refunded: { zh: '已退款', en: 'Refunded' },
  amountFen: { zh: '金额', en: 'Amount' },
  currency: { zh: '币种', en: 'Currency' },
  itemCount: { zh: '件数', en: 'Items' },
  holdReasons: { zh: '挂起', en: 'Holds' },
  warehouseId: { zh: '仓库', en: 'Warehouse' },
  nativeStatus: { zh: '渠道状态', en: "Channel's word" },
  paidAt: { zh: '付款时间', en: 'Paid' },
  shippedAt: { zh: '发货时间', en: 'Shipped' },
} as const satisfies Record<string, Label>
export type ComparedColumn = keyof typeof COMPARED_LABELS
export const COMPARED_COLUMNS = Object.keys(COMPARED_LABELS) as ComparedColumn[]

/** One order that differs, with the event that made the difference. */
export interface OrderDifference {
  readonly id: string
  readonly platform: PlatformId
  readonly shopName: string
  readonly nativeNumber: string
  readonly kind: DifferenceKind
  readonly changed: readonly {
    readonly column: ComparedColumn
    readonly before: string | null
    readonly after: string
  }[]
  /** What the order is worth at the later moment. */
  readonly orderFen: number
  /** After less before; a new order counts whole. Null where the currency itself changed: `changed` tells both amounts. */
  readonly amountFen: number | null
  /** As of the later moment. */
  readonly currency: string
  readonly event: DifferenceEvent
}

export interface DifferenceEvent {
  readonly seq: number
  readonly actor: ActorKind
  readonly actorName: string
  readonly cause: string
  readonly recordedAt: Instant
}

export interface DifferenceGroup {
  readonly kind: DifferenceKind
  readonly orders: number
  /** What these orders are worth at the later moment, by currency. */
  readonly worth: readonly { readonly currency: string; readonly fen: number }[]
  /** What all differences sum up to, by currency; none of those that come to nothing. */
  readonly amounts: readonly { readonly currency: string; readonly fen: number }[]
  /** The newest of them; the file has all. */
  readonly rows: readonly OrderDifference[]
}

export interface Comparison {
  readonly before: Instant
  readonly after: Instant
  readonly orders: number
  /** False: more orders moved in between than are looked at here; the file has all. */
  readonly complete: boolean
  readonly groups: readonly DifferenceGroup[]
}

/** One replay of the events, from nothing or from the snapshot of an archived order, against today's orders. */
export interface ReplayRunView {
  readonly startedAt: Instant
  readonly finishedAt: Instant | null
  readonly orders: number
  readonly events: number
  readonly differing: number
  readonly examples: readonly string[]
}
