import { AFTER_SALE_STATES } from '@baton/contract'
import { type Decision, refused, settle } from './decision.ts'
import type { AfterSaleClaim, MeantAfterSale } from './move.ts'
import type { AfterSale, Order } from './order.ts'

/** The after-sale axis moves by the channel's own version of it, never by arrival. */
export function decideAfterSale(order: Order, claim: AfterSaleClaim, now: Date): Decision {
  const known = order.afterSales.find((one) => one.nativeNumber === claim.afterSale.snapshot.afterSaleNumber)
  if (known && claim.afterSale.snapshot.version < known.version) return refused('stale', 'older_version')
  const merged = mergeAfterSale(order.afterSales, claim.afterSale)
  if (!merged.changed) return refused('duplicate', 'nothing_new')
  return settle(order, { ...order, afterSales: merged.afterSales, changes: ['after_sales'], reason: null }, now)
}

/** The newer version wins; of two equal versions, the one further along. */
export function mergeAfterSale(
  known: readonly AfterSale[],
  told: MeantAfterSale,
): { afterSales: readonly AfterSale[]; changed: boolean } {
  const { snapshot, state } = told
  const current = known.find((one) => one.nativeNumber === snapshot.afterSaleNumber)
  const next: AfterSale = {
    nativeNumber: snapshot.afterSaleNumber,
    kind: snapshot.kind,
    state,
    nativeStatus: snapshot.nativeStatus,
    version: snapshot.version,
    amountFen: snapshot.amountFen,
    wholeOrder: snapshot.wholeOrder,
    respondBy: snapshot.respondBy,
  }
  if (current && !isNewer(next, current)) return { afterSales: known, changed: false }
  const others = known.filter((one) => one !== current)
  const sorted = [...others, next].sort((a, b) => (a.nativeNumber < b.nativeNumber ? -1 : 1))
  return { afterSales: sorted, changed: true }
}

function isNewer(next: AfterSale, current: AfterSale): boolean {
  if (next.version !== current.version) return next.version > current.version
  return AFTER_SALE_STATES.indexOf(next.state) > AFTER_SALE_STATES.indexOf(current.state)
}
