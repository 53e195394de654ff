import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { matchGrowing } from './match-growing.ts'

/** So old a parcel is no news to anybody. */
const OLDEST_DAYS = 14
/** Of a shop's orders of each of the last days, so many are looked at to see whether it tells of its carriers: a day that one failed is not the measure. */
const DAYS = 9
const SAMPLE = 60
const NAMED = 20
const TELL_AGAIN_MS = 24 * 3_600_000

interface Unseen {
  readonly carrier: string
  readonly waybills: readonly string[]
  readonly count: number
  readonly lastAt: Date
}

/**
 * One alert for each carrier that has parcels which left and which it has not been heard to take over in time (揽收超时).
 * Only of shops that tell of this carrier at all: of what left in the week before, at least half was seen. Four platforms
 * never do, and each of their parcels would be late. One with a product that is exempt raises none.
 */
export async function watchPickUps(ctx: Context): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const unseen = await readUnseen(ctx, tx)
    const growing = unseen.map(({ carrier, waybills, count, lastAt }) => {
      return { subject: carrier, params: { carrier, waybills }, count, lastAt }
    })
    await matchGrowing(ctx, tx, { kind: 'parcels_unseen', againMs: TELL_AGAIN_MS, growing })
  })
}

/** A parcel of several orders is one, and late by the first of them that a telling shop sold. */
async function readUnseen(ctx: Context, tx: Tx): Promise<readonly Unseen[]> {
  const now = ctx.now()
  return tx<Unseen[]>`
    WITH telling AS MATERIALIZED (
      SELECT shop_id, carrier FROM (
        SELECT DISTINCT shop.id AS shop_id, p.id, p.carrier, p.trace
        FROM shops shop CROSS JOIN generate_series(1, ${DAYS}) AS day CROSS JOIN LATERAL (
          SELECT o.id FROM orders o WHERE o.shop_id = shop.id
            AND o.ordered_at > ${now}::timestamptz - (day + 1) * interval '1 day'
            AND o.ordered_at <= ${now}::timestamptz - day * interval '1 day'
            AND o.shipped_at BETWEEN ${now}::timestamptz - interval '7 days' AND ${now}::timestamptz - interval '1 day'
          ORDER BY o.ordered_at DESC, o.id DESC LIMIT ${SAMPLE}) o
        JOIN shipment_lines l ON l.order_id = o.id JOIN shipments p ON p.id = l.shipment_id) left_lately
      GROUP BY 1, 2 HAVING count(*) FILTER (WHERE trace <> 'created') * 2 >= count(*)),
    late AS (
      SELECT split_part(subject, '/', 1) AS order_id, split_part(subject, '/', 2)::uuid AS shipment_id, due_at
      FROM deadlines WHERE state = 'armed' AND kind = 'first_trace' AND due_at <= ${now}
        AND due_at > ${now}::timestamptz - ${OLDEST_DAYS} * interval '1 day' AND EXISTS (SELECT FROM telling)),
    missed AS MATERIALIZED (
      SELECT o.id AS order_id, p.carrier, p.waybill, late.due_at
      FROM late JOIN shipments p ON p.id = late.shipment_id JOIN orders o ON o.id = late.order_id
        JOIN telling ON telling.shop_id = o.shop_id AND telling.carrier = p.carrier
      WHERE p.trace = 'created'),
    unseen AS (
      SELECT carrier, waybill, min(due_at) AS due_at FROM missed m
      WHERE (SELECT bool_or(s.exempt) FROM order_lines l JOIN products s ON s.sku = l.sku WHERE l.order_id = m.order_id) IS NOT TRUE
      GROUP BY 1, 2)
    SELECT carrier, count(*)::int AS count, max(due_at) AS last_at,
      (array_agg(waybill ORDER BY due_at, waybill))[1:${NAMED}] AS waybills
    FROM unseen GROUP BY 1 ORDER BY 1`
}
