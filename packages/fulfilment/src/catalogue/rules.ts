import { randomUUID } from 'node:crypto'
import type { AssignmentRuleView, RuleSaveInput } from '@baton/contract'
import { isAsSeen } from '../runtime/as-seen.ts'
import type { Context } from '../runtime/context.ts'
import type { Queryable } from '../runtime/database.ts'
import { Failure, inputInvalid } from '../runtime/failure.ts'
import { inTransaction } from '../runtime/transaction.ts'

export async function listRules(ctx: Context): Promise<readonly AssignmentRuleView[]> {
  const rows = await ctx.sql<(Omit<AssignmentRuleView, 'savedAt'> & { savedAt: Date })[]>`
    SELECT r.id, r.position, r.name, r.provinces, r.platforms, r.categories, r.skus, r.stock_hint_hours, r.warehouse_id,
           w.name AS warehouse_name, r.enabled, r.updated_at AS saved_at
    FROM assignment_rules r JOIN warehouses w ON w.id = r.warehouse_id ORDER BY r.position, r.id`
  return rows.map((row) => ({ ...row, savedAt: row.savedAt.toISOString() }))
}

/** Creates a rule at the end of the table, or changes one in its place. Throws `VERSION_CONFLICT` when somebody has changed it since it was seen. */
export async function saveRule(ctx: Context, input: RuleSaveInput, db: Queryable = ctx.sql): Promise<{ id: string }> {
  const id = input.id ?? randomUUID()
  const now = ctx.now()
  const warehouse = await db`SELECT FROM warehouses WHERE id = ${input.warehouseId}`
  if (warehouse.length === 0) throw new Failure('WAREHOUSE_NOT_FOUND')
  const { name, provinces, platforms, categories, skus, stockHintHours, warehouseId, enabled } = input
  if (input.id) {
    const changed = await db`
      UPDATE assignment_rules SET name = ${name}, provinces = ${provinces}, platforms = ${platforms},
        categories = ${categories}, skus = ${skus}, stock_hint_hours = ${stockHintHours}, warehouse_id = ${warehouseId},
        enabled = ${enabled}, updated_at = ${now}
      WHERE id = ${id} AND ${isAsSeen(db, db`updated_at`, input.seenAt)}`
    if (changed.count > 0) return { id }
    const known = await db`SELECT FROM assignment_rules WHERE id = ${id}`
    throw new Failure(known.length > 0 ? 'VERSION_CONFLICT' : 'RULE_NOT_FOUND')
  }
  await db`
    INSERT INTO assignment_rules (id, position, name, provinces, platforms, categories, skus, stock_hint_hours, warehouse_id, enabled, created_at, updated_at)
    SELECT ${id}, coalesce(max(position), 0) + 1, ${name}, ${provinces}::text[], ${platforms}::text[], ${categories}::text[],
           ${skus}::text[], ${stockHintHours}::integer, ${warehouseId}, ${enabled}, ${now}, ${now}
    FROM assignment_rules`
  return { id }
}

export async function removeRule(ctx: Context, input: { id: string }): Promise<void> {
  const gone = await ctx.sql`DELETE FROM assignment_rules WHERE id = ${input.id}`
  if (gone.count === 0) throw new Failure('RULE_NOT_FOUND')
}

/** Puts the rules in the given order; every rule must be named, so that two people cannot undo each other unseen. */
export async function orderRules(ctx: Context, input: { ids: readonly string[] }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const known = await tx<{ id: string }[]>`SELECT id FROM assignment_rules ORDER BY id FOR UPDATE`
    const wanted = [...new Set(input.ids)].sort()
    if (wanted.join() !== known.map((row) => row.id).join()) throw inputInvalid({ ids: 'changed_meanwhile' })
    await tx`
      UPDATE assignment_rules r SET position = o.position
      FROM unnest(${input.ids}::uuid[]) WITH ORDINALITY AS o(id, position) WHERE r.id = o.id`
  })
}
