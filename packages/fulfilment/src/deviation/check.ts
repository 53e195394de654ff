import type { Context } from '../runtime/context.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { advance } from './progress.ts'
import { comparedSince, regradeOrders } from './regrade.ts'
import { readYardstick, rollDeviation } from './roll.ts'

const AT_ONCE = 2000

export interface DeviationCheck {
  /** Hours whose sum was not the sum of its links. */
  readonly wrongHours: number
  /** Orders whose standing was not what a comparison from nothing says. */
  readonly wrongOrders: number
  readonly orders: number
}

/**
 * Recounts the heat map from nothing: each hour against its links, and each link against its order. What differs is put
 * right and counted; orders that moved since the last roll are not counted, nor those that nothing moved for so long that
 * nothing of them is compared. Forgets what is older than 31 days.
 */
export async function checkDeviation(ctx: Context): Promise<DeviationCheck> {
  await rollDeviation(ctx)
  await forgetOld(ctx)
  const by = await readYardstick(ctx)
  const wrongHours = await recountHours(ctx)
  let wrongOrders = 0
  let orders = 0
  for (let after: string | null = ''; after !== null; ) {
    const from: string = after
    after = await inTransaction(ctx, async (tx) => {
      let last: string | null = null
      await advance(ctx, tx, async (progress) => {
        const rows = await tx<{ id: string; settled: boolean }[]>`
          SELECT id, NOT EXISTS (SELECT FROM order_feed f WHERE f.order_id = o.id AND f.position > ${progress.position})
            AND NOT EXISTS (SELECT FROM order_feed_queue q WHERE q.order_id = o.id) AS settled
          FROM orders o WHERE id > ${from} AND updated_at > ${comparedSince(by.now)} ORDER BY id LIMIT ${AT_ONCE}`
        wrongOrders += await regradeOrders(
          tx,
          rows.flatMap((row) => (row.settled ? row.id : [])),
          by,
        )
        orders += rows.length
        last = rows.length === AT_ONCE ? (rows.at(-1)?.id ?? null) : null
        return progress
      })
      return last
    })
  }
  const result = { wrongHours, wrongOrders, orders }
  await ctx.sql`
    INSERT INTO settings (key, value, updated_at) VALUES ('deviation.check', ${ctx.sql.json(result)}, ${ctx.now()})
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`
  if (wrongHours > 0 || wrongOrders > 0) ctx.log.error(result, 'the deviation rollup was not its recount; put right')
  return result
}

/** Puts right every hour that is not the sum of its links; returns how many there were. */
async function recountHours(ctx: Context): Promise<number> {
  return inTransaction(ctx, async (tx) => {
    let wrong = 0
    await advance(ctx, tx, async (progress) => {
      const put = await tx`
        WITH counted AS (
          SELECT app_id, hour, count(*) FILTER (WHERE standing <> 'settling')::int AS checked,
                 count(*) FILTER (WHERE standing = 'differs')::int AS differing
          FROM deviation_links GROUP BY app_id, hour)
        INSERT INTO deviation_hours AS h (app_id, hour, checked, differing)
        SELECT app_id, hour, coalesce(c.checked, 0), coalesce(c.differing, 0)
        FROM counted c FULL JOIN deviation_hours d USING (app_id, hour)
        WHERE (coalesce(c.checked, 0), coalesce(c.differing, 0)) IS DISTINCT FROM (coalesce(d.checked, 0), coalesce(d.differing, 0))
        ON CONFLICT (app_id, hour) DO UPDATE SET checked = excluded.checked, differing = excluded.differing`
      wrong = put.count
      return progress
    })
    return wrong
  })
}

async function forgetOld(ctx: Context): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await advance(ctx, tx, async (progress) => {
      const before = comparedSince(ctx.now())
      await tx`DELETE FROM deviation_links WHERE hour < ${before}`
      await tx`DELETE FROM deviation_hours WHERE hour < ${before}`
      await tx`DELETE FROM agreement_samples WHERE taken_at < ${before}`
      return progress
    })
  })
}
