import { AFTER_SALE_BACK, AFTER_SALE_RETURNS, mintedCode } from '@baton/contract'
import { randomLetters } from '../runtime/random-letters.ts'
import type { AfterSale } from './order.ts'

const BODY_LENGTH = 7

/** Once goods are to come back, their after-sale has a number that the warehouse takes them in by; it keeps it. */
export function withWorkOrders(afterSales: readonly AfterSale[]): readonly AfterSale[] {
  if (!afterSales.some(needsWorkOrder)) return afterSales
  return afterSales.map((one) =>
    needsWorkOrder(one) ? { ...one, workOrder: mintedCode('work_order', randomLetters(BODY_LENGTH)) } : one,
  )
}

function needsWorkOrder({ kind, state, workOrder }: AfterSale): boolean {
  return workOrder === null && AFTER_SALE_RETURNS.includes(kind) && AFTER_SALE_BACK.includes(state)
}
