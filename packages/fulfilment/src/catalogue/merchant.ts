import type { Queryable } from '../runtime/database.ts'

export interface Merchant {
  /** Of global ids: 2–4 capital letters. */
  readonly prefix: string
  readonly timeZone: string
}

const DEFAULTS: Merchant = { prefix: 'DB', timeZone: 'Asia/Shanghai' }

/** The merchant's own settings, with defaults for what nobody set. */
export async function readMerchant(db: Queryable): Promise<Merchant> {
  const rows = await db<{ value: Partial<Merchant> }[]>`SELECT value FROM settings WHERE key = 'merchant'`
  return { ...DEFAULTS, ...rows[0]?.value }
}
