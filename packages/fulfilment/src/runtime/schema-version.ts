import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type postgres from 'postgres'
import type { Sql } from './database.ts'

/** Where drizzle-kit keeps the schema's history. */
const HISTORY = fileURLToPath(new URL('../../../../drizzle', import.meta.url))
const JOURNAL = 'meta/_journal.json'
const ADVICE = 'run node packages/fulfilment/src/runtime/migrate.main.ts first'

/** Throws one line if the database lacks a migration of this release. A newer one is welcome: releases run side by side. */
export async function refuseOlderSchema(sql: Sql): Promise<void> {
  const last = await lastMigrationOf(sql)
  if (last === null) throw new Error(`the database has no tables yet: ${ADVICE}.`)
  if (last < newestOfRelease()) throw new Error(`the database is of an older release: ${ADVICE}.`)
}

/** When the last migration was written, 0 where it may not be known (a release that did not tell), null without any. */
export async function lastMigrationOf(sql: postgres.Sql): Promise<number | null> {
  try {
    const [row] = await sql<{ last: string | number | null }[]>`
      SELECT max(created_at) AS last FROM drizzle.__drizzle_migrations`
    return row?.last ? Number(row.last) : null
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === '42P01' || code === '3F000') return null
    if (code === '42501') return 0
    throw error
  }
}

function newestOfRelease(): number {
  return Math.max(...readJournal().entries.map(({ when }) => when))
}

/** Whether this release has the migration that was written then. */
export function isKnownSchema(when: number): boolean {
  return readJournal().entries.some((entry) => entry.when === when)
}

interface Journal {
  readonly entries: readonly { readonly when: number; readonly tag: string }[]
}

function readJournal(): Journal {
  return JSON.parse(readFileSync(join(HISTORY, JOURNAL), 'utf8')) as Journal
}

/** Hands over the folder of all migrations, or of those up to one. */
export async function withHistory<T>(until: number | undefined, use: (folder: string) => Promise<T>): Promise<T> {
  if (until === undefined) return use(HISTORY)
  const folder = mkdtempSync(join(tmpdir(), 'baton-schema-'))
  try {
    const journal = readJournal()
    const entries = journal.entries.filter(({ when }) => when <= until)
    mkdirSync(join(folder, 'meta'))
    writeFileSync(join(folder, JOURNAL), JSON.stringify({ ...journal, entries }))
    for (const { tag } of entries) cpSync(join(HISTORY, `${tag}.sql`), join(folder, `${tag}.sql`))
    return await use(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
