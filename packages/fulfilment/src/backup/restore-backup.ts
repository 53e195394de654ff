import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type postgres from 'postgres'
import { openConnection } from '../runtime/database.ts'
import { migrate } from '../runtime/migrate.ts'
import { isKnownSchema, lastMigrationOf } from '../runtime/schema-version.ts'
import { type BackupEnd, type BackupHead, BackupReader, DAMAGED, END_MARK, HEAD_MARK, rowsIn } from './backup-file.ts'
import { type Erasure, oweErasures, readErasures } from './erasures-file.ts'
import { JOBS, readKeptTables } from './kept-tables.ts'

const COPY = /^COPY ([\w".]+) \([^)]+\) FROM stdin;$/

export interface BackupRestored {
  /** When it was made. */
  readonly createdAt: string
  readonly rows: number
  /** Orders that were erased after it was made, and are erased again once the workers run. */
  readonly owed: number
}

/**
 * Brings a backup into an empty database: the schema as it was then, all rows in one transaction, then the schema of this
 * release. Throws one line, and leaves the database without a row, if the file is not whole or the database is not empty.
 */
export async function restoreBackup(options: {
  readonly ownerUrl: string
  readonly appUrl: string
  readonly file: string
  readonly log?: (line: string) => void
}): Promise<BackupRestored> {
  const { ownerUrl, appUrl, file, log = () => {} } = options
  const reader = new BackupReader(file)
  try {
    const erasures = await readErasures(file)
    const head = readHead(await reader.line())
    await prepareTarget({ ownerUrl, appUrl }, head)
    const rows = await load(ownerUrl, { reader, head, log })
    await migrate({ ownerUrl, appUrl })
    return { createdAt: head.createdAt, rows, owed: await owe(ownerUrl, erasures) }
  } finally {
    await reader.close()
  }
}

async function owe(ownerUrl: string, erasures: readonly Erasure[]): Promise<number> {
  if (erasures.length === 0) return 0
  const sql = openConnection(ownerUrl)
  try {
    return await oweErasures(sql, erasures)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

function readHead(line: string): BackupHead {
  if (!line.startsWith(HEAD_MARK)) throw new Error(DAMAGED)
  const head = JSON.parse(line.slice(HEAD_MARK.length)) as BackupHead
  if (head.format !== 1 || !isKnownSchema(head.schema))
    throw new Error('The backup was made by a newer release: restore it with that release or a later one.')
  return head
}

/** Gives an empty database the tables of the backup's time. */
async function prepareTarget(target: { ownerUrl: string; appUrl: string }, { schema }: BackupHead): Promise<void> {
  const sql = openConnection(target.ownerUrl)
  try {
    const known = await lastMigrationOf(sql)
    if (known !== null) await refuseFilled(sql)
    if (known !== null && known > schema)
      throw new Error('The database has tables of a later release than the backup: restore it into one without tables.')
    if (known !== schema) await migrate({ ...target, until: schema })
  } finally {
    await sql.end({ timeout: 5 })
  }
}

/** One that never had a person, an order or a channel is empty, whatever a migration wrote into it. */
async function refuseFilled(sql: postgres.Sql): Promise<void> {
  const [row] = await sql<{ filled: boolean }[]>`
    SELECT EXISTS (SELECT FROM staff) OR EXISTS (SELECT FROM orders) OR EXISTS (SELECT FROM channel_apps) AS filled`
  if (row?.filled)
    throw new Error('The database is not empty: a backup is restored into a new one. Nothing was changed.')
}

interface Loading {
  readonly reader: BackupReader
  readonly head: BackupHead
  readonly log: (line: string) => void
}

async function load(ownerUrl: string, { reader, head, log }: Loading): Promise<number> {
  const sql = openConnection(ownerUrl)
  try {
    return await sql.begin(async (tx) => {
      await tx`SET LOCAL statement_timeout = 0`
      await makeRoom(tx, head)
      const loaded: Record<string, number> = {}
      let line = await reader.line()
      for (; !line.startsWith(END_MARK); line = await reader.line()) {
        const name = COPY.exec(line)?.[1]
        if (name === undefined) throw new Error(DAMAGED)
        loaded[name] = await copyIn(tx, line, reader)
        if (loaded[name] > 0) log(`${name}: ${loaded[name].toLocaleString('en')} rows`)
      }
      const end = JSON.parse(line.slice(END_MARK.length)) as BackupEnd
      for (const [name, rows] of Object.entries(end.rows))
        if (loaded[name] !== rows)
          throw new Error(`Of ${name} there are ${loaded[name] ?? 0} rows instead of ${rows}. Nothing was restored.`)
      await settle(tx, end)
      return Object.values(loaded).reduce((sum, rows) => sum + rows, 0)
    })
  } finally {
    await sql.end({ timeout: 5 })
  }
}

async function makeRoom(tx: postgres.TransactionSql, { months }: BackupHead): Promise<void> {
  const tables = (await readKeptTables(tx)).map((table) => table.name).filter((name) => name !== JOBS)
  await tx.unsafe(`TRUNCATE ${tables.join(', ')}`)
  for (const { name, parent, bounds } of months)
    await tx.unsafe(`CREATE TABLE IF NOT EXISTS ${name} PARTITION OF ${parent} ${bounds}`)
  await tx`ALTER TABLE erp_inbox.writes DISABLE TRIGGER USER`
}

/** Loads one table's rows; returns how many. */
async function copyIn(tx: postgres.TransactionSql, line: string, reader: BackupReader): Promise<number> {
  let rows = 0
  const counted = async function* () {
    for await (const part of reader.rows()) {
      rows += rowsIn(part)
      yield part
    }
  }
  await pipeline(Readable.from(counted()), await tx.unsafe(line.replace(/;$/, '')).writable())
  return rows
}

/** What depends on the cluster: sequences, and the transactions that events without a position came from. */
async function settle(tx: postgres.TransactionSql, { sequences }: BackupEnd): Promise<void> {
  for (const { name, value, isCalled } of sequences)
    await tx`SELECT setval(${name}::regclass, ${value}::bigint, ${isCalled})`
  await tx`UPDATE order_feed_queue SET xid = pg_current_xact_id()`
  await tx`ALTER TABLE erp_inbox.writes ENABLE TRIGGER USER`
}
