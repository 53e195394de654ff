import { createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress } from 'node:zlib'
import type postgres from 'postgres'
import { openConnection } from '../runtime/database.ts'
import { type BackupEnd, type BackupHead, END_MARK, HEAD_MARK, ROWS_END, rowsIn } from './backup-file.ts'
import { type Erasure, keepErasures, listErasures } from './erasures-file.ts'
import { JOBS, type KeptTable, readKeptTables, readMonths, readSequences, UNFINISHED_JOBS } from './kept-tables.ts'

export interface BackupMade {
  readonly tables: number
  readonly rows: number
}

/**
 * Writes all that Baton keeps in its database, as of one moment, while everything goes on. The file appears when it is whole.
 * Beside it lie all erasures, for whoever restores an older one. Needs the owner's connection; the key that seals credentials and receivers is not in it.
 */
export async function writeBackup(options: {
  readonly ownerUrl: string
  readonly file: string
  readonly log?: (line: string) => void
}): Promise<BackupMade> {
  const { file, log = () => {} } = options
  const unfinished = `${file}.unfinished`
  const sql = openConnection(options.ownerUrl)
  try {
    let erasures: readonly Erasure[] = []
    const rows = await sql.begin('ISOLATION LEVEL REPEATABLE READ READ ONLY', async (tx) => {
      await tx`SET LOCAL statement_timeout = 0`
      const counted: Record<string, number> = {}
      await pipeline(partsOf(tx, { counted, log }), zstd(), createWriteStream(unfinished, { flags: 'wx', mode: 0o600 }))
      erasures = await listErasures(tx)
      return counted
    })
    await flush(unfinished)
    await keepErasures(file, erasures)
    await rename(unfinished, file)
    return { tables: Object.keys(rows).length, rows: sumOf(rows) }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') await rm(unfinished, { force: true })
    throw error
  } finally {
    await sql.end({ timeout: 5 })
  }
}

function zstd() {
  return createZstdCompress({ params: { [constants.ZSTD_c_checksumFlag]: 1 } })
}

async function* partsOf(
  tx: postgres.TransactionSql,
  { counted, log }: { counted: Record<string, number>; log: (line: string) => void },
): AsyncGenerator<string | Buffer> {
  const [known] = await tx<{ schema: string | null; now: Date }[]>`
    SELECT max(created_at)::text AS schema, now() FROM drizzle.__drizzle_migrations`
  if (!known?.schema) throw new Error('The database has no tables of Baton.')
  const head: BackupHead = {
    format: 1,
    schema: Number(known.schema),
    createdAt: known.now.toISOString(),
    months: await readMonths(tx),
  }
  yield `${HEAD_MARK}${JSON.stringify(head)}\n`
  for (const table of await readKeptTables(tx)) {
    yield `COPY ${table.name} (${table.columns.join(', ')}) FROM stdin;\n`
    let rows = 0
    for await (const part of await copyOut(tx, table)) {
      rows += rowsIn(part)
      yield part
    }
    yield ROWS_END
    counted[table.name] = rows
    if (rows > 0) log(`${table.name}: ${rows.toLocaleString('en')} rows`)
  }
  const end: BackupEnd = { sequences: await readSequences(tx), rows: counted }
  yield `${END_MARK}${JSON.stringify(end)}\n`
}

async function copyOut(tx: postgres.TransactionSql, { name, columns }: KeptTable): Promise<AsyncIterable<Buffer>> {
  const where = name === JOBS ? ` WHERE ${UNFINISHED_JOBS}` : ''
  return tx.unsafe(`COPY (SELECT ${columns.join(', ')} FROM ${name}${where}) TO STDOUT`).readable()
}

async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function sumOf(rows: Readonly<Record<string, number>>): number {
  return Object.values(rows).reduce((sum, one) => sum + one, 0)
}
