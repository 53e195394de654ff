import { GLOBAL_ID_PATTERN, readCode } from '@baton/contract'
import type { Facts, ReturnFact } from './facts.ts'

/**
 * An order may come back in several parcels, which their waybills tell apart where they were scanned: the one that a channel
 * tells may be mistyped. Else the after-sales tell, and without them the order's number alone stands for any of them.
 */
export function isSameReturn(one: ReturnFact, other: ReturnFact): boolean {
  if (one.orderId !== other.orderId) return false
  if (one.waybill !== null && one.waybill === other.waybill) return true
  const isApart = one.waybill !== null && other.waybill !== null
  if (one.afterSales.length === 0 || other.afterSales.length === 0) return !isApart
  if (isApart && one.isSeen && other.isSeen) return false
  return one.afterSales.some((number) => other.afterSales.includes(number))
}

/** An inspection is kept with one order of its parcel; its waybill speaks for the others in it. */
export function isInspectionOf(inspection: ReturnFact, one: ReturnFact): boolean {
  return (inspection.waybill !== null && inspection.waybill === one.waybill) || isSameReturn(inspection, one)
}

/** The goods that come back under a code: of the after-sales that it names, else of the parcel it was sent in, else of an order. */
export function returnsNamed({ returns, parcels }: Pick<Facts, 'returns' | 'parcels'>, code: string): ReturnFact[] {
  const named = returns.get(code) ?? []
  if (named.length > 0) return gathered(code, named)
  if (GLOBAL_ID_PATTERN.test(code)) return [{ orderId: code, waybill: null, isSeen: false, afterSales: [] }]
  return (parcels.get(code)?.orderIds ?? []).map((orderId) => ({
    orderId,
    waybill: code,
    isSeen: true,
    afterSales: [],
  }))
}

function gathered(
  code: string,
  named: readonly { orderId: string; afterSale: string | null; returnWaybill: string | null }[],
): ReturnFact[] {
  const isWaybill = readCode(code).kind !== 'work_order'
  return [...Map.groupBy(named, (one) => one.orderId)].map(([orderId, own]) => ({
    orderId,
    waybill: isWaybill ? code : (own[0]?.returnWaybill ?? null),
    isSeen: isWaybill,
    afterSales: own.flatMap((one) => one.afterSale ?? []),
  }))
}
