import type { ErpKeyView, ErpKind, ErpView, OrderState } from '@baton/contract'
import type { Context } from '../runtime/context.ts'

interface Row {
  readonly id: string
  readonly kind: ErpKind
  readonly name: string
  readonly grants: OrderState[]
  readonly mayHold: boolean
  readonly mayTellStock: boolean
  readonly stockToldAt: Date | null
  readonly mayTellProducts: boolean
  readonly productsToldAt: Date | null
  readonly mayGiveLinks: boolean
  readonly pausedAt: Date | null
  readonly applied: number
  readonly refused: number
  readonly kept: number
}
interface KeyRow {
  readonly erpId: string
  readonly keyId: string
  readonly createdAt: Date
  readonly lastUsedAt: Date | null
  readonly revokedAt: Date | null
}

/** Every ERP with its keys and what became of its writes in the last 24 hours. */
export async function listErps(ctx: Context): Promise<readonly ErpView[]> {
  const since = new Date(ctx.now().getTime() - 24 * 3_600_000)
  const [erps, keys] = await Promise.all([
    ctx.sql<Row[]>`
      SELECT e.id, e.kind, e.name, e.grants, e.may_hold, e.may_tell_stock, e.stock_told_at, e.may_tell_products,
        e.products_told_at, e.may_give_links, e.paused_at, a.applied, a.refused,
        (SELECT count(*)::int FROM erp_requests r WHERE r.erp_id = e.id AND r.results IS NULL)
          + (SELECT count(*)::int FROM erp_inbox.writes w JOIN erp_keys k ON k.key_id = w.login
            WHERE k.erp_id = e.id AND e.paused_at IS NOT NULL AND w.decided_at IS NULL) AS kept
      FROM erps e CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE verdict = 'applied')::int AS applied,
          count(*) FILTER (WHERE verdict IN ('locked', 'forbidden', 'stale', 'review', 'unmatched'))::int AS refused
        FROM attempts WHERE app_id = e.id AND recorded_at > ${since}) a
      ORDER BY e.created_at, e.id`,
    ctx.sql<
      KeyRow[]
    >`SELECT erp_id, key_id, created_at, last_used_at, revoked_at FROM erp_keys ORDER BY created_at DESC`,
  ])
  const keysOf = Map.groupBy(keys, (key) => key.erpId)
  return erps.map((erp) => ({
    ...erp,
    pausedAt: erp.pausedAt?.toISOString() ?? null,
    stockToldAt: erp.stockToldAt?.toISOString() ?? null,
    productsToldAt: erp.productsToldAt?.toISOString() ?? null,
    keys: (keysOf.get(erp.id) ?? []).map(keyView),
  }))
}

function keyView({ keyId, createdAt, lastUsedAt, revokedAt }: KeyRow): ErpKeyView {
  return {
    keyId,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
  }
}
