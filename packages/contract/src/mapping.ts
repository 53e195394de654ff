import { z } from 'zod'
import { AFTER_SALE_STATES, AfterSaleState } from './after-sale.ts'
import type { Instant } from './instant.ts'
import type { OrderState } from './order-state.ts'
import { ORDER_STATE_LABELS } from './order-state-labels.ts'
import { type Label, PlatformId } from './platforms.ts'
import { TRACE_STATES, TraceState } from './shipment-trace.ts'
import type { ShownStatus } from './shown-status.ts'
import { STANDARD_STATUSES, StandardStatus, StatusAxis } from './standard-status.ts'

/** What a word of each axis can mean. */
export const STANDARDS_OF_AXIS = {
  order: STANDARD_STATUSES,
  trace: TRACE_STATES,
  after_sale: AFTER_SALE_STATES,
} as const satisfies Record<StatusAxis, readonly string[]>

export type Standard = StandardStatus | TraceState | AfterSaleState

const SCHEMA_OF_AXIS = {
  order: StandardStatus,
  trace: TraceState,
  after_sale: AfterSaleState,
} as const satisfies Record<StatusAxis, z.ZodType<Standard>>

/** True for a meaning that a word of this axis can have; null leaves the word unmapped. */
export function isStandardOf(axis: StatusAxis, standard: string | null): standard is Standard | null {
  return standard === null || SCHEMA_OF_AXIS[axis].safeParse(standard).success
}

const word = {
  platform: PlatformId,
  axis: StatusAxis,
  /** Exactly as on the wire. */
  native: z.string().min(1).max(200),
}
const meaning = {
  ...word,
  label: z.string().trim().min(1).max(120).nullish(),
  standard: z.string().max(40).nullable(),
}

function meansSomethingOfItsAxis(input: { axis: StatusAxis; standard: string | null }): boolean {
  return isStandardOf(input.axis, input.standard)
}
const OF_ANOTHER_AXIS = {
  path: ['standard'],
  message: 'is not a status of this axis',
  params: { reason: 'invalid_value' },
}

export const MappingWordInput = z.strictObject(word)
export type MappingWordInput = z.infer<typeof MappingWordInput>

export const MappingPreviewInput = z.strictObject(meaning).refine(meansSomethingOfItsAxis, OF_ANOTHER_AXIS)
export type MappingPreviewInput = z.infer<typeof MappingPreviewInput>

export const MappingSaveInput = z
  .strictObject({
    ...meaning,
    /** The version the person saw; 0: the word was not in the map. */
    expectedVersion: z.int().min(0),
    reason: z.string().trim().min(1).max(300),
  })
  .refine(meansSomethingOfItsAxis, OF_ANOTHER_AXIS)
export type MappingSaveInput = z.infer<typeof MappingSaveInput>

export const MappingCsvInput = z.strictObject({
  csv: z.string().max(900_000),
  reason: z.string().trim().max(300).default(''),
  /** True only checks and counts. */
  dryRun: z.boolean().default(true),
})
export type MappingCsvInput = z.infer<typeof MappingCsvInput>

/** One meaning a word has had. */
/** Who wrote the first version of a word, and why: nobody here, the platform published it. */
export const PUBLISHED_WORD = { author: 'baton', reason: 'published vocabulary' } as const

export interface MappingVersionView {
  readonly version: number
  readonly standard: Standard | null
  readonly label: string
  readonly author: string
  readonly reason: string
  readonly createdAt: Instant
}

export interface MappingSaved {
  readonly version: number
  /** Events that waited for this word and are applied now. */
  readonly released: number
}

/** What the past would look like, had the word meant this. */
export interface MappingPreview {
  /** How far back attempts were examined; `complete` is false where the limit ended the search before the 30 days did. */
  readonly since: Instant
  readonly complete: boolean
  /** Attempts examined that used the word. */
  readonly events: number
  /** Orders replayed, under the present map and under the new one. */
  readonly orders: number
  /** Of these, orders whose past could not be told again exactly (a fetched order leaves no bytes); not counted below. */
  readonly unclear: number
  /** Events that wait for this word now. */
  readonly waiting: number
  readonly changes: readonly MappingChange[]
  readonly refusals: readonly MappingRefusal[]
}

export interface MappingChange {
  /** Null: there would be no order. */
  readonly from: ShownStatus | null
  readonly to: ShownStatus | null
  readonly orders: number
  readonly examples: readonly string[]
}

export type MappingRefusal =
  | { readonly code: 'MAPPING_STATE_UNREACHABLE'; readonly states: readonly ReachableState[] }
  | {
      readonly code: 'MAPPING_MOVES_BACK'
      readonly orders: number
      readonly examples: readonly { readonly id: string; readonly from: OrderState; readonly to: OrderState | null }[]
    }

/** What a channel's words must be able to say: the states of the order axis, a receipt, a refund, and the ends of the other axes. */
export const REACHABLE_STATE_LABELS = {
  ...ORDER_STATE_LABELS,
  signed: { zh: '已签收', en: 'Signed' },
  returned: { zh: '已退回', en: 'Returned' },
  refunded: { zh: '已退款', en: 'Refunded' },
  closed: { zh: '售后关闭', en: 'After-sale closed' },
} as const satisfies Record<OrderState | 'signed' | 'returned' | 'refunded' | 'closed', Label>
export type ReachableState = keyof typeof REACHABLE_STATE_LABELS
