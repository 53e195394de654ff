import type { Instant } from './instant.ts'

/** What a rule may ask of an order, in the order in which it is asked. */
export const RULE_CONDITIONS = ['provinces', 'platforms', 'categories', 'skus', 'stock'] as const
export type RuleCondition = (typeof RULE_CONDITIONS)[number]

/** In a filter of warehouses: orders that none was found for. */
export const NO_WAREHOUSE = 'none'

/** Orders without a warehouse are counted up to this; more of them say the same. */
export const MOST_UNASSIGNED = 1000

/** `old`: said longer ago than the rule allows. `unknown`: nobody said anything, or the order's line names no SKU. */
export type StockVerdict = 'enough' | 'short' | 'old' | 'unknown'

/** One SKU of an order against the hint of the rule's warehouse. */
export interface StockCheck {
  readonly sku: string | null
  readonly needed: number
  readonly verdict: StockVerdict
  readonly quantity: number | null
  readonly saidAt: Instant | null
  readonly saidBy: string | null
}

export interface RuleExplanation {
  readonly id: string
  readonly name: string
  readonly warehouseName: string
  /** Conditions that do not hold; none: it matches. */
  readonly unmet: readonly RuleCondition[]
  /** Of a rule that asks for stock. */
  readonly stock: readonly StockCheck[]
}

/** How the rules judge an order by what is known now; what was decided earlier may have been decided on other grounds. */
export interface WarehouseExplanation {
  readonly province: string | null
  readonly rules: readonly RuleExplanation[]
  /** Place in `rules` of the one that would take it. */
  readonly taker: number | null
}
