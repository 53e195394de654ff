import { type DeviationSaveInput, DeviationSettings } from '@baton/contract'
import { isAsSeen } from '../runtime/as-seen.ts'
import type { Context } from '../runtime/context.ts'
import type { Queryable } from '../runtime/database.ts'
import { Failure } from '../runtime/failure.ts'

const KEY = 'deviation'

/** The merchant's own limits, with defaults for what nobody set. */
export async function readDeviationSettings(ctx: Context, db: Queryable = ctx.sql): Promise<DeviationSettings> {
  return (await readSaved(db)).settings
}

/** With when they were last saved; null: never. */
export async function readSaved(db: Queryable): Promise<{ settings: DeviationSettings; savedAt: string | null }> {
  const [row] = await db<{ value: unknown; updatedAt: Date }[]>`
    SELECT value, updated_at FROM settings WHERE key = ${KEY}`
  return { settings: DeviationSettings.parse(row?.value ?? {}), savedAt: row?.updatedAt.toISOString() ?? null }
}

/**
 * Takes effect with the next roll; another grace time lets every order be looked at again. Throws `VERSION_CONFLICT` when
 * somebody has saved them since they were seen.
 */
export async function saveDeviationSettings(ctx: Context, { settings, seenAt }: DeviationSaveInput): Promise<void> {
  const saved = await ctx.sql`
    INSERT INTO settings AS s (key, value, updated_at) VALUES (${KEY}, ${ctx.sql.json(settings)}, ${ctx.now()})
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at
      WHERE ${isAsSeen(ctx.sql, ctx.sql`s.updated_at`, seenAt)}`
  if (saved.count === 0) throw new Failure('VERSION_CONFLICT')
}
