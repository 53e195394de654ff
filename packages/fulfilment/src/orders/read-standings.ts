import type { HoldReason, OrderState, ShownStatus } from '@baton/contract'
import type { Queryable } from '../runtime/database.ts'

/** The few facts of an order that a timeline shows before and after. */
export interface Standing {
  readonly state: OrderState
  readonly shown: ShownStatus
  readonly holds: readonly HoldReason[]
}

/** How orders stand, by their ids, for whoever records an attempt that was never judged. */
export async function readStandings(db: Queryable, ids: readonly string[]): Promise<ReadonlyMap<string, Standing>> {
  const rows = await db<({ id: string } & Standing)[]>`
    SELECT id, state, shown, hold_reasons AS holds FROM orders WHERE id = ANY(${ids})`
  return new Map(rows.map(({ id, ...standing }) => [id, standing]))
}
