import { z } from 'zod'
import type { Instant } from './instant.ts'
import type { Standard } from './mapping.ts'
import type { OrderRow } from './order-views.ts'
import type { PlatformId } from './platforms.ts'

/** When a channel and the hub count as disagreeing, and from which share on that is reported. */
export const DeviationSettings = z
  .strictObject({
    /** Minutes that a change on either side has to reach the other. */
    graceMinutes: z.int().min(1).max(1440).default(15),
    /** Share of the last 24 hours above which an alarm opens. */
    raiseAbove: z.number().min(0.0001).max(1).default(0.03),
    /** Share below which it closes; lower, so that it does not flutter. */
    closeBelow: z.number().min(0).max(1).default(0.02),
    /** Fewer orders than this say nothing. */
    leastOrders: z.int().min(1).max(10_000).default(20),
    /** Whether anybody may read the agreement numbers. */
    publish: z.boolean().default(false),
  })
  .refine(({ raiseAbove, closeBelow }) => closeBelow <= raiseAbove, {
    path: ['closeBelow'],
    message: 'must not exceed raiseAbove',
    params: { reason: 'too_big' },
  })
export type DeviationSettings = z.infer<typeof DeviationSettings>

export const DeviationSaveInput = z.strictObject({
  settings: DeviationSettings,
  /** When they were last saved, as whoever changes them saw it; null: never. */
  seenAt: z.iso.datetime().nullable().optional(),
})
export type DeviationSaveInput = z.infer<typeof DeviationSaveInput>

export const DeviationMapInput = z.strictObject({ days: z.union([z.literal(7), z.literal(30)]).default(7) })
export const DeviationCellInput = z.strictObject({
  appId: z.uuid(),
  /** Begin of a UTC hour. */
  hour: z.iso.datetime({ offset: true }),
  cursor: z.string().max(40).optional(),
  limit: z.int().min(1).max(100).default(50),
})
export type DeviationCellInput = z.infer<typeof DeviationCellInput>

export interface DeviationMap {
  readonly channels: readonly DeviationChannel[]
  readonly alarms: readonly DeviationAlarmView[]
  /** The first hour of the map; each cell counts hours from here. */
  readonly from: Instant
  /** When the numbers were last brought up to date; null: never yet. */
  readonly rolledAt: Instant | null
  readonly settings: DeviationSettings
  readonly settingsSavedAt: Instant | null
}

export interface DeviationChannel {
  readonly appId: string
  readonly name: string
  readonly platform: PlatformId
  /** Hour, orders compared, of these disagreeing. Hours without orders are left out. */
  readonly cells: readonly (readonly [hour: number, checked: number, differing: number])[]
}

export interface DeviationAlarmView {
  readonly id: string
  readonly appId: string
  readonly name: string
  readonly openedAt: Instant
  readonly closedAt: Instant | null
  /** At opening, and the highest since. */
  readonly share: number
  readonly peak: number
}

/** One order of a cell: what its channel last said, and where the hub stands. */
export interface DeviationRow {
  readonly order: OrderRow
  readonly reported: string
  readonly reportedLabel: string | null
  readonly meaning: Standard
  readonly reportedAt: Instant
}

export interface DeviationPage {
  readonly rows: readonly DeviationRow[]
  readonly next: string | null
}

/** How far a channel and the hub agreed in the last 24 hours. */
export interface AgreementView {
  readonly appId: string
  readonly name: string
  readonly platform: PlatformId
  /** `read_again`: sampled orders were fetched from the platform; `told`: the channel has no such call, its own pushes count. */
  readonly basis: 'read_again' | 'told'
  /** Orders compared. */
  readonly n: number
  readonly agreeing: number
  /** Of the orders the channel spoke of, the share compared. */
  readonly coverage: number | null
  /** Null: unknown, because nothing was compared or the last comparison is more than six hours old. */
  readonly share: number | null
  readonly verifiedAt: Instant | null
}
