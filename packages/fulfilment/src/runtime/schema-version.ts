import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Sql } from './database.ts'

/** Where drizzle-kit keeps the schema's history. */
export const HISTORY = fileURLToPath(new URL('../../../../drizzle', import.meta.url))
const ADVICE = 'run node packages/fulfilment/src/runtime/migrate.main.ts first'

/** Throws one line if the database lacks a migration of this release. A newer one is welcome: releases run side by side. */
export async function refuseOlderSchema(sql: Sql): Promise<void> {
  const last = await lastMigrationOf(sql)
  if (last === null) throw new Error(`the database has no tables yet: ${ADVICE}.`)
  if (last < newestOfRelease()) throw new Error(`the database is of an older release: ${ADVICE}.`)
}

/** When the last migration was written, 0 where it may not be known (a release that did not tell), null without any. */
async function lastMigrationOf(sql: Sql): Promise<number | null> {
  try {
    const [row] = await sql<{ last: number | null }[]>`SELECT max(created_at) AS last FROM drizzle.__drizzle_migrations`
    return row?.last ?? null
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === '42P01' || code === '3F000') return null
    if (code === '42501') return 0
    throw error
  }
}

function newestOfRelease(): number {
  const journal: unknown = JSON.parse(readFileSync(join(HISTORY, 'meta/_journal.json'), 'utf8'))
  const { entries } = journal as { entries: readonly { when: number }[] }
  return Math.max(...entries.map(({ when }) => when))
}
