import { type AlertKind, NO_WAREHOUSE, SOON_MINUTES, VERY_LATE_MINUTES } from '@baton/contract'
import { isForPacking } from '../orders/index.ts'
import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { matchGrowing } from './match-growing.ts'

/** The tiers in their order: each begins so many minutes after the time to ship by, and ends where the next begins. */
const TIERS = [
  { kind: 'orders_due', begins: -SOON_MINUTES },
  { kind: 'orders_late', begins: 0 },
  { kind: 'orders_very_late', begins: VERY_LATE_MINUTES },
] as const satisfies readonly { kind: AlertKind; begins: number }[]

/** People hear of further orders at most so often; until then an alert grows silently. */
const TELL_AGAIN_MS = 30 * 60_000

interface LateRow {
  readonly tier: number
  readonly warehouseId: string | null
  readonly warehouse: string | null
  /** The first that is due. */
  readonly order: string
  readonly count: number
  /** When the last of them came into the tier. */
  readonly lastAt: Date
}

/**
 * One alert a tier for each warehouse whose orders run late, however many they are. Orders on hold, and those with a
 * product that is exempt, raise none. What comes into a tier after people were told of it is told anew.
 */
export async function watchLateness(ctx: Context): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const rows = await readLate(ctx, tx)
    for (const [tier, { kind }] of TIERS.entries()) {
      const growing = rows
        .filter((row) => row.tier === tier)
        .map(({ warehouseId, warehouse, order, count, lastAt }) => {
          return { subject: warehouseId ?? NO_WAREHOUSE, params: { warehouse, order }, count, lastAt }
        })
      await matchGrowing(ctx, tx, { kind, againMs: TELL_AGAIN_MS, growing })
    }
  })
}

/** Whether a product is exempt is asked order by order: as a join, Postgres might read every line there ever was. */
async function readLate(ctx: Context, tx: Tx): Promise<readonly LateRow[]> {
  const now = ctx.now()
  const begins = TIERS.map((one) => one.begins)
  return tx<LateRow[]>`
    WITH late AS (
      SELECT o.id, o.warehouse_id, o.ship_by, t.tier, o.ship_by + t.begins * interval '1 minute' AS came_at
      FROM orders o CROSS JOIN LATERAL (
        SELECT ordinality::int - 1 AS tier, begins FROM unnest(${begins}::int[]) WITH ORDINALITY AS t(begins, ordinality)
        WHERE o.ship_by + begins * interval '1 minute' <= ${now} ORDER BY begins DESC LIMIT 1) t
      WHERE ${isForPacking(tx)} AND o.ship_by <= ${new Date(now.getTime() + SOON_MINUTES * 60_000)}
        AND (SELECT bool_or(p.exempt) FROM order_lines l JOIN products p ON p.sku = l.sku WHERE l.order_id = o.id) IS NOT TRUE)
    SELECT l.tier, l.warehouse_id, w.name AS warehouse, count(*)::int AS count, max(l.came_at) AS last_at,
      (array_agg(l.id ORDER BY l.ship_by, l.id))[1] AS "order"
    FROM late l LEFT JOIN warehouses w ON w.id = l.warehouse_id GROUP BY 1, 2, 3 ORDER BY 1, 2`
}
