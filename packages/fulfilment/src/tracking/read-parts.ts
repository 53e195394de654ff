import type { TrackedAfterSale, TrackedItem } from '@baton/contract'
import type { Context } from '../runtime/context.ts'

/** Stands for the whole order, where a channel does not say which lines are in a parcel. */
const WHOLE = '*'

export interface LineRow {
  readonly title: string
  readonly quantity: number
  readonly parcels: readonly string[]
}

/** What was ordered, and the parcels it is in. */
export async function readLines({ sql }: Context, orderId: string): Promise<readonly LineRow[]> {
  return sql<LineRow[]>`
    SELECT l.title, l.quantity, ARRAY(
      SELECT DISTINCT p.shipment_id FROM shipment_lines p
      WHERE p.order_id = l.order_id AND p.line_number IN (l.line_number, ${WHOLE})) AS parcels
    FROM order_lines l WHERE l.order_id = ${orderId} ORDER BY l.position`
}

export interface Items {
  readonly byParcel: ReadonlyMap<string, readonly TrackedItem[]>
  readonly others: readonly TrackedItem[]
}

/** In one list where at most one parcel is shown, else by the parcels that are, and what is in none of them. */
export function itemsOf(lines: readonly LineRow[], shown: readonly { readonly id: string }[]): Items {
  const byParcel = new Map<string, TrackedItem[]>(shown.length > 1 ? shown.map(({ id }) => [id, []]) : [])
  const others: TrackedItem[] = []
  for (const { title, quantity, parcels } of lines) {
    const within = parcels.filter((id) => byParcel.has(id))
    for (const id of within) byParcel.get(id)?.push({ title, quantity: within.length > 1 ? null : quantity })
    if (within.length === 0) others.push({ title, quantity })
  }
  return { byParcel, others }
}

/** Refunds, returns and exchanges, the latest first. */
export async function readAfterSales({ sql }: Context, orderId: string): Promise<readonly TrackedAfterSale[]> {
  const rows = await sql<(Omit<TrackedAfterSale, 'at'> & { updatedAt: Date })[]>`
    SELECT kind, state, updated_at FROM after_sales WHERE order_id = ${orderId} ORDER BY updated_at DESC, native_number`
  return rows.map(({ kind, state, updatedAt }) => ({ kind, state, at: updatedAt.toISOString() }))
}
