import { openConnection } from '../packages/fulfilment/src/runtime/database.ts'
import { databaseProblem, refuseOtherUrls } from '../packages/fulfilment/src/runtime/database-problem.ts'

const OLDEST = 150_000

/** Throws one line, without the password, if this database cannot be used. */
async function checkDatabaseUrl(url: string, variable: string): Promise<void> {
  refuseOtherUrls(url, variable)
  const sql = openConnection(url)
  try {
    const [row] = await sql<{ version: number; text: string }[]>`
      SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS text`
    if (row && row.version < OLDEST) throw new Error(`Postgres ${row.text} is too old; Baton needs 15 or newer.`)
  } catch (error) {
    throw new Error(`${variable}: ${databaseProblem(error, url)}`, { cause: error })
  } finally {
    await sql.end({ timeout: 1 }).catch(() => {})
  }
}

/** The database that the environment names, with the owner's address; each of both is tried. */
export async function givenDatabase(
  env: Record<string, string | undefined>,
): Promise<{ databaseUrl: string; ownerUrl: string }> {
  const databaseUrl = env.DATABASE_URL ?? ''
  const ownerUrl = env.DATABASE_OWNER_URL || databaseUrl
  await checkDatabaseUrl(databaseUrl, 'DATABASE_URL')
  if (ownerUrl !== databaseUrl) await checkDatabaseUrl(ownerUrl, 'DATABASE_OWNER_URL')
  return { databaseUrl, ownerUrl }
}
