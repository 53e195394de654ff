import { z } from 'zod'
import type { Label } from './platforms.ts'

/** Instants that an order's state declares, each kind at most once a tier: one to ship the order by, one for each parcel's first trace, one for each return in hand. */
export const DEADLINE_KINDS = ['ship_by', 'first_trace', 'inspect_by'] as const
export const DeadlineKind = z.enum(DEADLINE_KINDS)
export type DeadlineKind = z.infer<typeof DeadlineKind>

export const DEADLINE_KIND_LABELS = {
  ship_by: { zh: '发货时限', en: 'Ship by' },
  first_trace: { zh: '揽收时限', en: 'First trace' },
  inspect_by: { zh: '质检时限', en: 'Inspect by' },
} as const satisfies Record<DeadlineKind, Label>
