import { randomBytes } from 'node:crypto'
import type { TestProject } from 'vitest/node'
import { migrate } from '../../packages/fulfilment/src/runtime/migrate.ts'
import { urlOf } from '../postgres/credentials.ts'
import { removeDataFolder } from '../postgres/place.ts'
import { asAdminOf, ensureRoles } from '../postgres/roles.ts'
import { startEmbeddedPostgres } from '../postgres.ts'
import { makeTempData, sweepAbandoned } from '../temp-data.ts'

export const TEMPLATE = 'baton_template'
const FRESH = 'baton'

export interface TestPostgres {
  readonly adminUrl: string
  readonly ownerUrl: string
  readonly appUrl: string
}

declare module 'vitest' {
  interface ProvidedContext {
    postgres: TestPostgres
  }
}

interface TestServer {
  readonly postgres: TestPostgres
  readonly end: () => Promise<void>
}

/** Once per run of project pg: one throw-away Postgres, migrated once into a template that every suite clones. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.BATON_TEST_POSTGRES
  const { postgres, end } = await (given ? takeServer(given) : startServer())
  try {
    await migrate(postgres)
    await asAdminOf(postgres.adminUrl, async (sql) => {
      await sql`ALTER DATABASE ${sql(FRESH)} RENAME TO ${sql(TEMPLATE)}`
      await sql`ALTER DATABASE ${sql(TEMPLATE)} WITH IS_TEMPLATE true ALLOW_CONNECTIONS false`
      await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ${TEMPLATE}`
    })
    project.provide('postgres', postgres)
    return end
  } catch (error) {
    await end()
    throw error
  }
}

async function startServer(): Promise<TestServer> {
  await sweepAbandoned()
  const dataFolder = makeTempData({ inMemory: true })
  const settings = { logging_collector: 'off', shared_buffers: '128MB', max_wal_size: '128MB' }
  const { adminUrl, ownerUrl, appUrl, stop } = await startEmbeddedPostgres({ dataFolder, durable: false, settings })
  return {
    postgres: { adminUrl, ownerUrl, appUrl },
    end: async () => {
      await stop('immediate')
      removeDataFolder(dataFolder)
    },
  }
}

/** A server of another version, on this machine, that nobody else uses: its roles get new passwords. */
async function takeServer(adminUrl: string): Promise<TestServer> {
  const { port, password } = new URL(adminUrl)
  const secret = () => randomBytes(24).toString('base64url')
  const credentials = { port: Number(port), admin: decodeURIComponent(password), owner: secret(), app: secret() }
  const dropTemplate = () =>
    asAdminOf(adminUrl, async (sql) => {
      await sql`UPDATE pg_database SET datistemplate = false WHERE datname = ${TEMPLATE}`
      await sql`DROP DATABASE IF EXISTS ${sql(TEMPLATE)} WITH (FORCE)`
    })
  await dropTemplate()
  await ensureRoles(credentials, FRESH)
  const urls = { ownerUrl: urlOf(credentials, 'owner', FRESH), appUrl: urlOf(credentials, 'app', FRESH) }
  return { postgres: { adminUrl, ...urls }, end: dropTemplate }
}
