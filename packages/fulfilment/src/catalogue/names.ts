import type { Context } from '../runtime/context.ts'
import { forget, remember } from '../runtime/remember.ts'

const MEMORY = { name: 'names of shops and warehouses', milliseconds: 1000 }

type Names = ReadonlyMap<string, string>

/** Names of shops and warehouses by their ids; a new name shows within a second, one of `ids` that is not known yet at once. */
export async function readNames(ctx: Context, ids: readonly (string | null)[]): Promise<Names> {
  const names = await remember(ctx.sql, MEMORY, () => readAll(ctx))
  if (ids.every((id) => id === null || names.has(id))) return names
  forget(ctx.sql, MEMORY.name)
  return remember(ctx.sql, MEMORY, () => readAll(ctx))
}

/** Whoever has changed a name and committed it shows it at once. */
export function forgetNames(ctx: Context): void {
  forget(ctx.sql, MEMORY.name)
}

async function readAll(ctx: Context): Promise<Names> {
  const rows = await ctx.sql<{ id: string; name: string }[]>`
    SELECT id, name FROM shops UNION ALL SELECT id, name FROM warehouses`
  return new Map(rows.map((row) => [row.id, row.name]))
}
