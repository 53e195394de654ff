import { LOCK_HOURS, type MerchantSaveInput, type MerchantView, UNDO_SECONDS } from '@baton/contract'
import { isAsSeen } from '../runtime/as-seen.ts'
import type { Context } from '../runtime/context.ts'
import type { Queryable } from '../runtime/database.ts'
import { Failure } from '../runtime/failure.ts'
import { forget, remember } from '../runtime/remember.ts'
import { requireTimeZone } from './time-zone.ts'

const MEMORY = 'merchant'
const DEFAULTS: MerchantView = {
  prefix: 'DB',
  timeZone: 'Asia/Shanghai',
  undoSeconds: UNDO_SECONDS,
  lockHours: LOCK_HOURS,
  savedAt: null,
}

/** The merchant's own settings, with defaults for what nobody set; a change takes effect within a second. */
export async function readMerchant(ctx: Context, db: Queryable): Promise<MerchantView> {
  return remember(ctx.sql, { name: MEMORY, milliseconds: 1000 }, async () => {
    const [row] = await db<{ value: Partial<MerchantView>; updatedAt: Date }[]>`
      SELECT value, updated_at FROM settings WHERE key = 'merchant'`
    return row ? { ...DEFAULTS, ...row.value, savedAt: row.updatedAt.toISOString() } : DEFAULTS
  })
}

export async function showMerchant(ctx: Context): Promise<MerchantView> {
  return readMerchant(ctx, ctx.sql)
}

/**
 * Orders that exist keep their ids; the new prefix and zone hold for those yet to come, the lock
 * for those yet to ship, the time to undo from now on. Throws
 * `VERSION_CONFLICT` when somebody has saved them since they were seen.
 */
export async function saveMerchant(
  ctx: Context,
  { seenAt, ...settings }: MerchantSaveInput,
): Promise<{ savedAt: string }> {
  requireTimeZone(settings.timeZone)
  const now = ctx.now()
  const saved = await ctx.sql`
    INSERT INTO settings AS s (key, value, updated_at) VALUES ('merchant', ${ctx.sql.json(settings)}, ${now})
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at
      WHERE ${isAsSeen(ctx.sql, ctx.sql`s.updated_at`, seenAt)}`
  if (saved.count === 0) throw new Failure('VERSION_CONFLICT')
  forget(ctx.sql, MEMORY)
  return { savedAt: now.toISOString() }
}
