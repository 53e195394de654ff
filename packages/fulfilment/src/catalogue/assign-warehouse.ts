import type { PlatformId } from '@baton/contract'
import type { Queryable } from '../runtime/database.ts'

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
      (one.provinces.length === 0 || one.provinces.some((province) => facts.province?.startsWith(province))) &&
      (one.platforms.length === 0 || one.platforms.includes(facts.platform)) &&
      (one.categories.length === 0 || one.categories.some((category) => categories.includes(category))) &&
      (one.skus.length === 0 || one.skus.some((sku) => facts.skus.includes(sku))),
  )
  return rule ? { warehouseId: rule.warehouseId, reason: rule.name } : { warehouseId: null, reason: null }
}

/** Assigns many new orders with two reads, whatever their number. */
export async function assignWarehouses(
  db: Queryable,
  orders: readonly AssignmentFacts[],
): Promise<readonly Assignment[]> {
  if (orders.length === 0) return []
  const skus = [...new Set(orders.flatMap((order) => order.skus))]
  const [rules, products] = await Promise.all([
    db<AssignmentRule[]>`
      SELECT r.name, r.provinces, r.platforms, r.categories, r.skus, r.warehouse_id
      FROM assignment_rules r JOIN warehouses w ON w.id = r.warehouse_id
      WHERE r.enabled AND w.enabled ORDER BY r.position, r.id`,
    db<{ sku: string; category: string }[]>`SELECT sku, category FROM products WHERE sku = ANY(${skus})`,
  ])
  const categoryOf = new Map(products.map((product) => [product.sku, product.category]))
  return orders.map((facts) => assignWarehouse(rules, facts, categoryOf))
}
