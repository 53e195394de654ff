import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator'
import { PgBoss } from 'pg-boss'
import type postgres from 'postgres'
import { openConnection } from './database.ts'
import { databaseAddress } from './database-address.ts'
import { JOB_NAMES, queueOptionsOf, SCHEDULES } from './jobs.ts'
import { withHistory } from './schema-version.ts'

const MIGRATION_LOCK = 0x6261746f

/**
 * Brings a database to this version: schema history, job queues, partitions three months ahead, and the
 * application role's narrow rights. Safe to run again and from several machines at once.
 */
export async function migrate(options: {
  ownerUrl: string
  appUrl: string
  log?: (line: string) => void
  /** Goes no further than the migration written then, and leaves the rights to a later run. */
  until?: number
}): Promise<void> {
  const sql = openConnection(options.ownerUrl)
  try {
    await refuseOldPostgres(sql)
    await sql`SELECT pg_advisory_lock(${MIGRATION_LOCK})`
    options.log?.('schema')
    await withHistory(options.until, (migrationsFolder) => runMigrations(drizzle(sql), { migrationsFolder }))
    await sql`SELECT baton_ensure_partitions(3)`
    options.log?.('job queues')
    await prepareQueues(options.ownerUrl)
    if (options.until !== undefined) return
    options.log?.('rights of the application role')
    await grantRights(sql, decodeURIComponent(new URL(options.appUrl).username))
    await allowLogins(sql)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

async function refuseOldPostgres(sql: postgres.Sql): Promise<void> {
  const [row] = await sql<{ version: number }[]>`SELECT current_setting('server_version_num')::int AS version`
  if ((row?.version ?? 0) < 150_000) throw new Error('Postgres 15 or newer is needed')
}

async function prepareQueues(ownerUrl: string): Promise<void> {
  const { url, tls } = databaseAddress(ownerUrl)
  const boss = new PgBoss({ connectionString: url, ssl: tls ?? false, max: 2, supervise: false, schedule: false })
  boss.on('error', () => {})
  await boss.start()
  const known = new Set((await boss.getQueues()).map((queue) => queue.name))
  for (const name of JOB_NAMES) {
    if (known.has(name)) await boss.updateQueue(name, queueOptionsOf(name))
    else await boss.createQueue(name, { ...queueOptionsOf(name), policy: 'standard' })
  }
  for (const [name, cron] of Object.entries(SCHEDULES)) await boss.schedule(name, cron)
  for (const { name } of await boss.getSchedules()) if (!(name in SCHEDULES)) await boss.unschedule(name)
  await boss.stop({ graceful: false })
}

/** Events, attempts, raw messages, photos and changes of access: insert and read only; their archive and erasures: read only. Sequence of positions, queues and everything else: as the verbs need. */
async function grantRights(sql: postgres.Sql, role: string): Promise<void> {
  const [owner] = await sql<{ same: boolean }[]>`SELECT current_user = ${role} AS same`
  if (owner?.same) return
  const app = sql(role)
  await sql.begin(async (tx) => {
    await tx`GRANT USAGE ON SCHEMA public, pgboss TO ${app}`
    await tx`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public, pgboss TO ${app}`
    await tx`GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public, pgboss TO ${app}`
    await grantFunctions(tx, role)
    await tx`GRANT USAGE ON SCHEMA drizzle TO ${app}`
    await tx`GRANT SELECT ON drizzle.__drizzle_migrations TO ${app}`
    await tx`REVOKE UPDATE, DELETE, TRUNCATE ON order_events, attempts FROM ${app}`
    await tx`REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON order_archives, order_archive_blocks, erasures FROM ${app}`
    await tx`REVOKE UPDATE, DELETE, TRUNCATE ON raw_events, inspection_photos, access_changes FROM ${app}`
    await tx`REVOKE ALL ON ${tx(await partitionsOf(tx))} FROM ${app}`
    await tx`REVOKE DELETE, TRUNCATE ON orders, order_feed FROM ${app}`
    await grantInbox(tx, role)
    for (const kind of ['TABLES', 'SEQUENCES'] as const)
      await tx.unsafe(
        `ALTER DEFAULT PRIVILEGES IN SCHEMA pgboss GRANT ALL ON ${kind} TO "${role.replaceAll('"', '""')}"`,
      )
  })
}

/** Who may use a table needs no right to its parts; a right to them would go past what the table denies. */
async function partitionsOf(tx: postgres.TransactionSql): Promise<readonly string[]> {
  const parts = await tx<{ name: string }[]>`
    SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_class p ON p.oid = i.inhparent
    WHERE p.relnamespace = 'public'::regnamespace AND p.relkind = 'p' AND c.relkind = 'r'`
  return parts.map((part) => part.name)
}

/** Ours alone: an extension that a superuser installed here, as `pg_stat_statements`, has functions that the owner may not grant. */
async function grantFunctions(tx: postgres.TransactionSql, role: string): Promise<void> {
  const own = await tx<{ name: string }[]>`
    SELECT oid::regprocedure::text AS name FROM pg_proc
    WHERE pronamespace IN ('public'::regnamespace, 'pgboss'::regnamespace) AND pg_has_role(proowner, 'USAGE')`
  for (const { name } of own) await tx`GRANT EXECUTE ON FUNCTION ${tx.unsafe(name)} TO ${tx(role)}`
}

/** The application decides rows that logins wrote; it neither writes nor changes what they say. */
async function grantInbox(tx: postgres.TransactionSql, role: string): Promise<void> {
  const app = tx(role)
  await tx`GRANT USAGE ON SCHEMA erp_inbox TO ${app}`
  await tx`GRANT SELECT, DELETE, UPDATE (order_id, verdict, reason, seq, code, message, decided_at) ON erp_inbox.writes TO ${app}`
  const [known] = await tx`
    SELECT FROM pg_policies WHERE schemaname = 'erp_inbox' AND policyname = 'writes_of_all' AND ${role} = ANY(roles)`
  if (known) return
  await tx`DROP POLICY IF EXISTS writes_of_all ON erp_inbox.writes`
  await tx`CREATE POLICY writes_of_all ON erp_inbox.writes TO ${app} USING (true) WITH CHECK (true)`
}

/** Logins of database connectors keep their rights over a migration, and get them again after a restore on the same server. */
async function allowLogins(sql: postgres.Sql): Promise<void> {
  await sql`
    SELECT baton_allow_erp_login(k.key_id) FROM erp_keys k JOIN erps e ON e.id = k.erp_id
    JOIN pg_roles r ON r.rolname = k.key_id WHERE e.kind = 'database' AND k.revoked_at IS NULL`
}
