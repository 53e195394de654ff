import { type MerchantSaveInput, type MerchantView, UNDO_SECONDS } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import type { Queryable } from '../runtime/database.ts'
import { forget, remember } from '../runtime/remember.ts'
import { requireTimeZone } from './time-zone.ts'

const MEMORY = 'merchant'
const DEFAULTS: MerchantView = { prefix: 'DB', timeZone: 'Asia/Shanghai', undoSeconds: UNDO_SECONDS }

/** The merchant's own settings, with defaults for what nobody set; a change takes effect within a second. */
export async function readMerchant(ctx: Context, db: Queryable): Promise<MerchantView> {
  return remember(ctx.sql, { name: MEMORY, milliseconds: 1000 }, async () => {
    const rows = await db<{ value: Partial<MerchantView> }[]>`SELECT value FROM settings WHERE key = 'merchant'`
    return { ...DEFAULTS, ...rows[0]?.value }
  })
}

export async function showMerchant(ctx: Context): Promise<MerchantView> {
  return readMerchant(ctx, ctx.sql)
}

/** Orders that exist keep their ids; the new prefix and zone hold for those yet to come, the time to undo from now on. */
export async function saveMerchant(ctx: Context, input: MerchantSaveInput): Promise<void> {
  requireTimeZone(input.timeZone)
  await ctx.sql`
    INSERT INTO settings (key, value, updated_at) VALUES ('merchant', ${ctx.sql.json(input)}, ${ctx.now()})
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`
  forget(ctx.sql, MEMORY)
}
