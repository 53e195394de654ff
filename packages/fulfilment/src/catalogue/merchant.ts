import type { Context } from '../runtime/context.ts'
import type { Queryable } from '../runtime/database.ts'
import { remember } from '../runtime/remember.ts'

export interface Merchant {
  /** Of global ids: 2–4 capital letters. */
  readonly prefix: string
  readonly timeZone: string
}

const DEFAULTS: Merchant = { prefix: 'DB', timeZone: 'Asia/Shanghai' }

/** The merchant's own settings, with defaults for what nobody set; a change takes effect within a second. */
export async function readMerchant(ctx: Context, db: Queryable): Promise<Merchant> {
  return remember(ctx.sql, { name: 'merchant', milliseconds: 1000 }, async () => {
    const rows = await db<{ value: Partial<Merchant> }[]>`SELECT value FROM settings WHERE key = 'merchant'`
    return { ...DEFAULTS, ...rows[0]?.value }
  })
}
