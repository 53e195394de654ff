import { DeviationSettings } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import type { Queryable } from '../runtime/database.ts'

const KEY = 'deviation'

/** The merchant's own limits, with defaults for what nobody set. */
export async function readDeviationSettings(ctx: Context, db: Queryable = ctx.sql): Promise<DeviationSettings> {
  const [row] = await db<{ value: unknown }[]>`SELECT value FROM settings WHERE key = ${KEY}`
  return DeviationSettings.parse(row?.value ?? {})
}

/** Takes effect with the next roll; another grace time lets every order be looked at again. */
export async function saveDeviationSettings(ctx: Context, input: DeviationSettings): Promise<void> {
  await ctx.sql`
    INSERT INTO settings (key, value, updated_at) VALUES (${KEY}, ${ctx.sql.json(input)}, ${ctx.now()})
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`
}
