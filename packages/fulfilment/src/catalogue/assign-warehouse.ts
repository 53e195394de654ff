import { type PlatformId, RULE_CONDITIONS, type RuleCondition } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import type { Queryable } from '../runtime/database.ts'
import { forget, remember } from '../runtime/remember.ts'
import { checkStock, hintPlace, readStockHints, type StockHints } from './stock-hints.ts'

export interface AssignmentRule {
  readonly id: string
  readonly name: string
  readonly provinces: readonly string[]
  readonly platforms: readonly PlatformId[]
  readonly categories: readonly string[]
  readonly skus: readonly string[]
  readonly stockHintHours: number | null
  readonly warehouseId: string
  readonly warehouseName: string
}

/** What a rule may ask of an order. */
export interface AssignmentFacts {
  readonly province: string | null
  readonly platform: PlatformId
  readonly lines: readonly { readonly sku: string | null; readonly quantity: number }[]
}

export interface Assignment {
  readonly warehouseId: string | null
  readonly reason: string | null
}

/** What is looked up beside the orders. */
export interface AssignmentWorld {
  readonly categoryOf: ReadonlyMap<string, string>
  readonly stock: StockHints
  readonly now: Date
}

/** The first rule whose every given condition holds; a rule without conditions takes what is left. */
export function assignWarehouse(
  rules: readonly AssignmentRule[],
  facts: AssignmentFacts,
  world: AssignmentWorld,
): Assignment {
  const rule = rules.find((one) => RULE_CONDITIONS.every((condition) => HOLDS[condition](one, facts, world)))
  return rule ? { warehouseId: rule.warehouseId, reason: rule.name } : { warehouseId: null, reason: null }
}

/** Whether a condition holds; one that a rule does not give always does. */
export const HOLDS: Record<
  RuleCondition,
  (rule: AssignmentRule, facts: AssignmentFacts, world: AssignmentWorld) => boolean
> = {
  provinces: ({ provinces }, { province }) =>
    provinces.length === 0 || provinces.some((one) => isSameProvince(one, province)),
  platforms: ({ platforms }, { platform }) => platforms.length === 0 || platforms.includes(platform),
  categories: ({ categories }, facts, { categoryOf }) =>
    categories.length === 0 || skusOf(facts).some((sku) => categories.includes(categoryOf.get(sku) ?? '')),
  skus: ({ skus }, facts) => skus.length === 0 || skusOf(facts).some((sku) => skus.includes(sku)),
  stock: (rule, facts, world) => {
    if (rule.stockHintHours === null) return true
    const checks = checkStock(rule.warehouseId, rule.stockHintHours, { lines: facts.lines, ...world })
    return checks.length > 0 && checks.every((check) => check.verdict === 'enough')
  },
}

/** Channels name a province with or without what it is: 上海 and 上海市, 广西 and 广西壮族自治区. */
function isSameProvince(one: string, other: string | null): boolean {
  return other !== null && other !== '' && (one.startsWith(other) || other.startsWith(one))
}

function skusOf({ lines }: AssignmentFacts): readonly string[] {
  return lines.flatMap((line) => line.sku ?? [])
}

/** Assigns many orders with at most one read of each kind that the rules ask for; a changed rule takes effect within a second. */
export async function assignWarehouses(
  ctx: Context,
  db: Queryable,
  orders: readonly AssignmentFacts[],
): Promise<readonly Assignment[]> {
  const rules = await readRules(ctx, db)
  const world = await readWorld(ctx, db, { rules, orders })
  return orders.map((facts) => assignWarehouse(rules, facts, world))
}

const RULES = 'assignment rules'

/** The next assignment reads the rules anew, whoever changed them where. */
export function forgetRules(ctx: Context): void {
  forget(ctx.sql, RULES)
}

/** The rules that are in force, in their order. */
export async function readRules(ctx: Context, db: Queryable): Promise<readonly AssignmentRule[]> {
  return remember(
    ctx.sql,
    { name: RULES, milliseconds: 1000 },
    () => db<AssignmentRule[]>`
      SELECT r.id, r.name, r.provinces, r.platforms, r.categories, r.skus, r.stock_hint_hours, r.warehouse_id, w.name AS warehouse_name
      FROM assignment_rules r JOIN warehouses w ON w.id = r.warehouse_id
      WHERE r.enabled AND w.enabled ORDER BY r.position, r.id`,
  )
}

/** Of products and stock what these rules ask of these orders. */
export async function readWorld(
  ctx: Context,
  db: Queryable,
  { rules, orders }: { rules: readonly AssignmentRule[]; orders: readonly AssignmentFacts[] },
): Promise<AssignmentWorld> {
  const byCategory = rules.some((rule) => rule.categories.length > 0)
  const categoryOf = byCategory ? await readCategories(db, orders) : new Map<string, string>()
  const world = { categoryOf, stock: new Map(), now: ctx.now() }
  if (rules.every((rule) => rule.stockHintHours === null)) return world
  return { ...world, stock: await readStockHints(db, hintsWanted(rules, orders, world)) }
}

/** The SKUs of each order at the warehouses of rules that only stock keeps from it, up to the first that takes it anyhow. */
function hintsWanted(rules: readonly AssignmentRule[], orders: readonly AssignmentFacts[], world: AssignmentWorld) {
  const wanted = new Map<string, { sku: string; warehouseId: string }>()
  for (const facts of orders) {
    const mayTake = rules.filter((rule) =>
      RULE_CONDITIONS.every((condition) => condition === 'stock' || HOLDS[condition](rule, facts, world)),
    )
    const sure = mayTake.findIndex((rule) => rule.stockHintHours === null)
    for (const { warehouseId } of sure < 0 ? mayTake : mayTake.slice(0, sure))
      for (const sku of skusOf(facts)) wanted.set(hintPlace(warehouseId, sku), { sku, warehouseId })
  }
  return [...wanted.values()]
}

async function readCategories(db: Queryable, orders: readonly AssignmentFacts[]): Promise<ReadonlyMap<string, string>> {
  const skus = [...new Set(orders.flatMap(skusOf))]
  if (skus.length === 0) return new Map()
  const products = await db<{ sku: string; category: string }[]>`
    SELECT sku, category FROM products WHERE sku = ANY(${skus})`
  return new Map(products.map((product) => [product.sku, product.category]))
}
