import { join } from 'node:path'
import { lockDataFolder, prepareDataFolder, runningStart } from './data-folder.ts'
import { givenDatabase } from './database-url.ts'
import { type Credentials, urlOf } from './postgres/credentials.ts'
import { startEmbeddedPostgres } from './postgres.ts'
import { readJsonFile } from './private-file.ts'

export interface Database {
  readonly ownerUrl: string
  readonly appUrl: string
}

/**
 * Works on the database that `npm start` would use: the one of `DATABASE_URL`, else that of the data folder, started for as
 * long as it takes. `mayRun`: a start that runs on the folder is left running and its Postgres used.
 */
export async function withDatabase<T>(
  options: { readonly dataFolder: string; readonly mayRun: boolean },
  env: Record<string, string | undefined>,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const { dataFolder, mayRun } = options
  if (env.DATABASE_URL) {
    const { databaseUrl, ownerUrl } = await givenDatabase(env)
    return work({ appUrl: databaseUrl, ownerUrl })
  }
  if (mayRun && runningStart(dataFolder)) {
    const credentials = readJsonFile(join(dataFolder, 'postgres.json')) as Credentials
    return work({ appUrl: urlOf(credentials, 'app', 'baton'), ownerUrl: urlOf(credentials, 'owner', 'baton') })
  }
  prepareDataFolder(dataFolder)
  const unlock = lockDataFolder(dataFolder, 0)
  const postgres = await startEmbeddedPostgres({ dataFolder }).catch((error: unknown) => {
    unlock()
    throw error
  })
  const end = async () => {
    await postgres.stop()
    unlock()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => void end().finally(() => process.exit(130)))
  try {
    return await work(postgres)
  } finally {
    await end()
  }
}
