import postgres from 'postgres'
import { type Credentials, ROLES, urlOf } from './credentials.ts'

/** Opens one connection as the superuser, lends it, and closes it. */
export async function asAdminOf<T>(adminUrl: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {}, connect_timeout: 10 })
  try {
    return await work(sql)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

/** Makes the two roles and the database where they are missing. The owner migrates, and its functions make logins of database connectors; the app gets its rights from migrations. */
export async function ensureRoles(credentials: Credentials, database: string): Promise<void> {
  await asAdminOf(urlOf(credentials, 'admin', 'postgres'), async (sql) => {
    for (const role of ['owner', 'app'] as const) {
      const name = ROLES[role]
      const [known] = await sql`SELECT 1 FROM pg_roles WHERE rolname = ${name}`
      const verb = known ? 'ALTER' : 'CREATE'
      const makesLogins = role === 'owner' ? 'CREATEROLE' : 'NOCREATEROLE'
      await sql.unsafe(`${verb} ROLE ${name} LOGIN NOSUPERUSER ${makesLogins} PASSWORD '${credentials[role]}'`)
    }
    const [known] = await sql`SELECT 1 FROM pg_database WHERE datname = ${database}`
    if (!known) await sql`CREATE DATABASE ${sql(database)} OWNER ${sql(ROLES.owner)}`
    await allowRolesOnly(sql, database)
  })
}

/** Only the two roles may connect; rights on a database are not copied from its template. */
export async function allowRolesOnly(sql: postgres.Sql, database: string): Promise<void> {
  await sql`REVOKE ALL ON DATABASE ${sql(database)} FROM PUBLIC`
  await sql`GRANT CONNECT ON DATABASE ${sql(database)} TO ${sql(ROLES.app)}`
}
