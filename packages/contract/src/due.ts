import type { Label } from './platforms.ts'

/** An order whose time to be shipped by ends within this is the next to go. */
export const SOON_MINUTES = 30
/** So long past it the supervisor steps in. */
export const VERY_LATE_MINUTES = 120

/** The longest that a shop may promise to ship within. */
export const MOST_SHIP_WITHIN_HOURS = 720

/** A parcel that no carrier has seen this long after it left is late at pick-up (揽收超时). */
export const PICK_UP_HOURS = 24

/** How an order that waits to be shipped stands to its time. */
export const DUE = ['late', 'soon'] as const
export type Due = (typeof DUE)[number]

export const DUE_LABELS: Record<Due, Label> = {
  late: { zh: '已超时', en: 'Late' },
  soon: { zh: '30 分钟内到时限', en: 'Due within 30 minutes' },
}
