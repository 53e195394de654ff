import type { PlatformId } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import type { Queryable } from '../runtime/database.ts'
import { remember } from '../runtime/remember.ts'

export interface AssignmentRule {
  readonly name: string
  readonly provinces: readonly string[]
  readonly platforms: readonly PlatformId[]
  readonly categories: readonly string[]
  readonly skus: readonly string[]
  readonly warehouseId: string
}

/** What a rule may ask of an order. */
export interface AssignmentFacts {
  readonly province: string | null
  readonly platform: PlatformId
  readonly skus: readonly string[]
}

export interface Assignment {
  readonly warehouseId: string | null
  readonly reason: string | null
}

/** The first rule whose every given condition holds; a rule without conditions takes what is left. */
export function assignWarehouse(
  rules: readonly AssignmentRule[],
  facts: AssignmentFacts,
  categoryOf: ReadonlyMap<string, string>,
): Assignment {
  const categories = facts.skus.flatMap((sku) => categoryOf.get(sku) ?? [])
  const rule = rules.find(
    (one) =>
      (one.provinces.length === 0 || one.provinces.some((province) => isSameProvince(province, facts.province))) &&
      (one.platforms.length === 0 || one.platforms.includes(facts.platform)) &&
      (one.categories.length === 0 || one.categories.some((category) => categories.includes(category))) &&
      (one.skus.length === 0 || one.skus.some((sku) => facts.skus.includes(sku))),
  )
  return rule ? { warehouseId: rule.warehouseId, reason: rule.name } : { warehouseId: null, reason: null }
}

/** Channels name a province with or without what it is: 上海 and 上海市, 广西 and 广西壮族自治区. */
function isSameProvince(one: string, other: string | null): boolean {
  return other !== null && other !== '' && (one.startsWith(other) || other.startsWith(one))
}

/** Assigns many orders with at most one read; a changed rule takes effect within a second. */
export async function assignWarehouses(
  ctx: Context,
  db: Queryable,
  orders: readonly AssignmentFacts[],
): Promise<readonly Assignment[]> {
  const rules = await remember(ctx.sql, { name: RULES, milliseconds: 1000 }, () => readRules(db))
  const byCategory = rules.some((rule) => rule.categories.length > 0)
  const categoryOf = byCategory ? await readCategories(db, orders) : new Map<string, string>()
  return orders.map((facts) => assignWarehouse(rules, facts, categoryOf))
}

const RULES = 'assignment rules'

async function readRules(db: Queryable): Promise<readonly AssignmentRule[]> {
  return db<AssignmentRule[]>`
    SELECT r.name, r.provinces, r.platforms, r.categories, r.skus, r.warehouse_id
    FROM assignment_rules r JOIN warehouses w ON w.id = r.warehouse_id
    WHERE r.enabled AND w.enabled ORDER BY r.position, r.id`
}

async function readCategories(db: Queryable, orders: readonly AssignmentFacts[]): Promise<ReadonlyMap<string, string>> {
  const skus = [...new Set(orders.flatMap((order) => order.skus))]
  if (skus.length === 0) return new Map()
  const products = await db<{ sku: string; category: string }[]>`
    SELECT sku, category FROM products WHERE sku = ANY(${skus})`
  return new Map(products.map((product) => [product.sku, product.category]))
}
