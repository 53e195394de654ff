import type { TestProject } from 'vitest/node'
import { migrate } from '../../packages/fulfilment/src/runtime/migrate.ts'
import { removeDataFolder } from '../postgres/place.ts'
import { asAdminOf } from '../postgres/roles.ts'
import { startEmbeddedPostgres } from '../postgres.ts'
import { makeTempData, sweepAbandoned } from '../temp-data.ts'

export const TEMPLATE = 'baton_template'

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

/** Once per run of project pg: one throw-away Postgres, migrated once into a template that every suite clones. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweepAbandoned()
  const dataFolder = makeTempData({ inMemory: true })
  const settings = { logging_collector: 'off', shared_buffers: '128MB', max_wal_size: '128MB' }
  const server = await startEmbeddedPostgres({ dataFolder, durable: false, settings })
  const teardown = async () => {
    await server.stop('immediate')
    removeDataFolder(dataFolder)
  }
  try {
    await migrate({ ownerUrl: server.ownerUrl, appUrl: server.appUrl })
    await asAdminOf(server.adminUrl, async (sql) => {
      await sql`ALTER DATABASE baton RENAME TO ${sql(TEMPLATE)}`
      await sql`ALTER DATABASE ${sql(TEMPLATE)} WITH IS_TEMPLATE true ALLOW_CONNECTIONS false`
      await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ${TEMPLATE}`
    })
    project.provide('postgres', { adminUrl: server.adminUrl, ownerUrl: server.ownerUrl, appUrl: server.appUrl })
    return teardown
  } catch (error) {
    await teardown()
    throw error
  }
}
