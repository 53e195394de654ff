import { readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type postgres from 'postgres'

/** One order whose buyer was erased; nothing of the buyer. */
export interface Erasure {
  readonly orderId: string
  readonly erasedAt: string
  readonly erasedBy: string
}

/** Beside the backups of one system: all erasures that any of them knew of. */
const NAME = 'erasures.json'

function fileBeside(backup: string): string {
  return join(dirname(backup), NAME)
}

/** Adds these to the list beside a backup, so that whoever restores an older one erases them again. */
export async function keepErasures(backup: string, erasures: readonly Erasure[]): Promise<void> {
  if (erasures.length === 0) return
  const all = new Map([...(await readErasures(backup)), ...erasures].map((one) => [one.orderId, one]))
  const file = fileBeside(backup)
  await writeFile(`${file}.unfinished`, `${JSON.stringify([...all.values()], null, 1)}\n`, { mode: 0o600 })
  await rename(`${file}.unfinished`, file)
}

/** The list beside a backup; empty where there is none. Throws where it cannot be read. */
export async function readErasures(backup: string): Promise<readonly Erasure[]> {
  const text = await readFile(fileBeside(backup), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '[]'
    throw error
  })
  return JSON.parse(text) as readonly Erasure[]
}

/** All erasures of a database; none of one that is older than they are. */
export async function listErasures(sql: postgres.ISql): Promise<readonly Erasure[]> {
  const [known] = await sql<{ isThere: boolean }[]>`SELECT to_regclass('public.erasures') IS NOT NULL AS "isThere"`
  if (!known?.isThere) return []
  const rows = await sql<(Omit<Erasure, 'erasedAt'> & { erasedAt: Date })[]>`
    SELECT order_id AS "orderId", erased_at AS "erasedAt", erased_by AS "erasedBy" FROM erasures ORDER BY erased_at, order_id`
  return rows.map((row) => ({ ...row, erasedAt: row.erasedAt.toISOString() }))
}

/** Has the workers erase again what a restored database does not know to be erased. Returns how many. */
export async function oweErasures(sql: postgres.ISql, erasures: readonly Erasure[]): Promise<number> {
  const owed = await sql`
    INSERT INTO erasures_due (order_id, erased_at, erased_by)
    SELECT t.* FROM unnest(${erasures.map((one) => one.orderId)}::text[], ${erasures.map((one) => one.erasedAt)}::timestamptz[],
      ${erasures.map((one) => one.erasedBy)}::text[]) AS t(order_id, erased_at, erased_by)
    WHERE NOT EXISTS (SELECT FROM erasures e WHERE e.order_id = t.order_id) ON CONFLICT DO NOTHING`
  return owed.count
}
