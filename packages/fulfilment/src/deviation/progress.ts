import type { Context } from '../runtime/context.ts'
import { json, type Tx } from '../runtime/database.ts'

const KEY = 'deviation.progress'
const LOCK = 0x64657669

/** How far the comparison has come. */
export interface Progress {
  /** Position in the feed up to which orders were compared. */
  readonly position: number
  /** What map and grace time they were compared by. */
  readonly yardstick: string
  /** While everything is compared anew: the order it has come to; null: it is done. */
  readonly anewAfter: string | null
}

/** One at a time: reads the progress under a lock, lets `step` work, and stores what it returns with that work. */
export async function advance(
  ctx: Context,
  tx: Tx,
  step: (progress: Progress) => Promise<Progress>,
): Promise<Progress> {
  await tx`SELECT pg_advisory_xact_lock(${LOCK})`
  const [row] = await tx<{ value: Progress }[]>`SELECT value FROM settings WHERE key = ${KEY}`
  const next = await step(row?.value ?? { position: 0, yardstick: '', anewAfter: null })
  await tx`
    INSERT INTO settings (key, value, updated_at) VALUES (${KEY}, ${json(tx, next)}, ${ctx.now()})
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`
  return next
}

/** When the numbers were last brought up to date. */
export async function readRolledAt(ctx: Context): Promise<Date | null> {
  const [row] = await ctx.sql<{ updatedAt: Date }[]>`SELECT updated_at FROM settings WHERE key = ${KEY}`
  return row?.updatedAt ?? null
}
