import { readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type postgres from 'postgres'

/** One order whose buyer was erased; nothing of the buyer. */
export interface Erasure {
  readonly orderId: string
  readonly erasedAt: string
  readonly erasedBy: string
  /** What its channel calls it, and the shop's number there; older lists lack them. */
  readonly platform?: string
  readonly shop?: string | null
  readonly number?: string
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
    SELECT e.order_id AS "orderId", e.erased_at AS "erasedAt", e.erased_by AS "erasedBy", o.platform, s.native_number AS shop,
      o.native_number AS number
    FROM erasures e JOIN orders o ON o.id = e.order_id LEFT JOIN shops s ON s.id = o.shop_id ORDER BY e.erased_at, e.order_id`
  return rows.map((row) => ({ ...row, erasedAt: row.erasedAt.toISOString() }))
}

/** Has the workers erase again what a restored database does not know to be erased. Returns how many. */
export async function oweErasures(sql: postgres.ISql, erasures: readonly Erasure[]): Promise<number> {
  const owed = await sql`
    INSERT INTO erasures_due (order_id, erased_at, erased_by, platform, shop, native_number)
    SELECT t."orderId", t."erasedAt", t."erasedBy", t.platform, t.shop, t.number
    FROM jsonb_to_recordset(${sql.json(erasures as never)}) AS t(
      "orderId" text, "erasedAt" timestamptz, "erasedBy" text, platform text, shop text, number text)
    WHERE NOT EXISTS (SELECT FROM erasures e WHERE e.order_id = t."orderId") ON CONFLICT DO NOTHING`
  return owed.count
}
