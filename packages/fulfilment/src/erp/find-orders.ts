import type { ErpOrderRef } from '@baton/contract'
import type { Queryable } from '../runtime/database.ts'

/** The order ids of these references, null where there is none or, without a shop, more than one. */
export async function findOrders(db: Queryable, refs: readonly ErpOrderRef[]): Promise<readonly (string | null)[]> {
  const ids = refs.map((ref) => ('id' in ref ? ref.id : null))
  const numbers = refs.map((ref) => ('number' in ref ? ref.number : null))
  const shops = refs.map((ref) => ('number' in ref ? (ref.shop ?? null) : null))
  const rows = await db<{ position: number; ids: string[] }[]>`
    SELECT r.position::int, array_agg(o.id) AS ids
    FROM unnest(${ids}::text[], ${numbers}::text[], ${shops}::text[]) WITH ORDINALITY AS r(id, number, shop, position)
    JOIN orders o ON o.id = r.id OR o.native_number = r.number
    JOIN shops s ON s.id = o.shop_id AND (r.shop IS NULL OR s.native_number = r.shop)
    GROUP BY r.position`
  const found = new Map(rows.map((row) => [row.position, row.ids]))
  return refs.map((_, index) => {
    const matches = found.get(index + 1) ?? []
    return matches.length === 1 ? (matches[0] ?? null) : null
  })
}
