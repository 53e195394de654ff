import { AFTER_SALE_STATES } from '@baton/contract'
import { type Decision, refused, settle } from './decision.ts'
import type { AfterSaleClaim, MeantAfterSale } from './move.ts'
import type { AfterSale, Order } from './order.ts'

/** The after-sale axis moves by the channel's own version of it, never by arrival. */
export function decideAfterSale(order: Order, claim: AfterSaleClaim, now: Date): Decision {
  const known = order.afterSales.find((one) => one.nativeNumber === claim.afterSale.snapshot.afterSaleNumber)
  const merged = mergeAfterSale(order.afterSales, claim.afterSale)
  if (!merged.changed) {
    const older = known !== undefined && claim.afterSale.snapshot.version < known.version
    return older ? refused('stale', 'older_version') : refused('duplicate', 'nothing_new')
  }
  return settle(order, { ...order, afterSales: merged.afterSales, changes: ['after_sales'], reason: null }, now)
}

/**
 * The newer version wins; of two equal versions, the one further along. What an order read tells of an after-sale
 * lacks its kind, its amount and the buyer's parcel; its own read fills these in, whatever the version.
 */
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
    returnCarrier: snapshot.returnParcel?.carrier ?? null,
    returnWaybill: snapshot.returnParcel?.waybill ?? null,
    workOrder: null,
  }
  const merged = current ? newerOf(current, next) : next
  if (merged === current) return { afterSales: known, changed: false }
  const others = known.filter((one) => one !== current)
  const sorted = [...others, merged].sort((a, b) => (a.nativeNumber < b.nativeNumber ? -1 : 1))
  return { afterSales: sorted, changed: true }
}

function newerOf(current: AfterSale, next: AfterSale): AfterSale {
  const isNews = isNewer(next, current)
  const [newer, other] = isNews ? [{ ...next, workOrder: current.workOrder }, current] : [current, next]
  return withParcelOf(other, withKindOf(other, newer))
}

function withKindOf(other: AfterSale, newer: AfterSale): AfterSale {
  if (newer.kind !== 'unknown' || other.kind === 'unknown') return newer
  const { kind, amountFen, wholeOrder } = other
  return { ...newer, kind, amountFen, wholeOrder, respondBy: newer.respondBy ?? other.respondBy }
}

function withParcelOf({ returnCarrier, returnWaybill }: AfterSale, newer: AfterSale): AfterSale {
  return newer.returnWaybill !== null || returnWaybill === null ? newer : { ...newer, returnCarrier, returnWaybill }
}

function isNewer(next: AfterSale, current: AfterSale): boolean {
  if (next.version !== current.version) return next.version > current.version
  return AFTER_SALE_STATES.indexOf(next.state) > AFTER_SALE_STATES.indexOf(current.state)
}
