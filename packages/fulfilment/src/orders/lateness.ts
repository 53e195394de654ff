import { type Due, SOON_MINUTES } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import type { Fragment, Queryable } from '../runtime/database.ts'

/** Orders `o` that somebody may pack and ship. */
export function isForPacking(db: Queryable): Fragment {
  return db`o.state IN ('to_ship', 'packing', 'part_shipped') AND o.hold_reasons = '{}'`
}

/** Orders `o` that stand so to their time, of those that somebody may pack. */
export function isDue(ctx: Context, dues: readonly Due[]): Fragment {
  const { sql } = ctx
  const now = ctx.now()
  const soon = new Date(now.getTime() + SOON_MINUTES * 60_000)
  const of = { late: sql`o.ship_by <= ${now}`, soon: sql`o.ship_by > ${now} AND o.ship_by <= ${soon}` }
  const [first = sql`false`, second] = dues.map((due) => of[due])
  return sql`${isForPacking(sql)} AND (${first} ${second ? sql`OR ${second}` : sql``})`
}
