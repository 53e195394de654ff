import { RULE_CONDITIONS, type WarehouseExplanation } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import { type AssignmentFacts, HOLDS, readRules, readWorld } from './assign-warehouse.ts'
import { checkStock, hintPlace, readStockHints } from './stock-hints.ts'

/** How each rule in force judges these facts now, also those that come after the one that takes them. */
export async function explainRules(ctx: Context, facts: AssignmentFacts): Promise<WarehouseExplanation> {
  const rules = await readRules(ctx, ctx.sql)
  const { categoryOf, now } = await readWorld(ctx, ctx.sql, { rules, orders: [facts] })
  const places = new Map(
    rules
      .filter((rule) => rule.stockHintHours !== null)
      .flatMap(({ warehouseId }) => facts.lines.flatMap(({ sku }) => (sku === null ? [] : [{ sku, warehouseId }])))
      .map((place) => [hintPlace(place.warehouseId, place.sku), place]),
  )
  const world = { categoryOf, now, stock: await readStockHints(ctx.sql, [...places.values()]) }
  const explained = rules.map((rule) => ({
    id: rule.id,
    name: rule.name,
    warehouseName: rule.warehouseName,
    unmet: RULE_CONDITIONS.filter((condition) => !HOLDS[condition](rule, facts, world)),
    stock:
      rule.stockHintHours === null ? [] : checkStock(rule.warehouseId, rule.stockHintHours, { ...facts, ...world }),
  }))
  const taker = explained.findIndex(({ unmet }) => unmet.length === 0)
  return { province: facts.province, rules: explained, taker: taker < 0 ? null : taker }
}
