import type { Logger } from 'pino'
import { type Context, createContext } from './context.ts'
import { openDatabase } from './database.ts'
import { databaseProblem } from './database-problem.ts'
import type { Env } from './env.ts'
import { createBoss, createJobSender } from './jobs.ts'
import { refuseOlderSchema } from './schema-version.ts'
import { createSecrets } from './secrets.ts'
import { createWaker } from './wake.ts'

export interface OpenedContext {
  readonly ctx: Context
  readonly boss: ReturnType<typeof createBoss>
  close(): Promise<void>
}

/** Opens all that one process needs. `worker`: also runs the job queue's own upkeep and schedules. */
export async function openContext(
  env: Env,
  log: Logger,
  role: { name: string; worker: boolean },
): Promise<OpenedContext> {
  const database = openDatabase(env.DATABASE_URL, { max: env.BATON_POOL, name: role.name })
  await refuseOlderSchema(database.sql).catch((error: unknown) => {
    throw new Error(databaseProblem(error, env.DATABASE_URL), { cause: error })
  })
  const boss = createBoss(env.DATABASE_URL, log, { worker: role.worker })
  await boss.start()
  const ctx = createContext({
    database,
    env,
    secrets: createSecrets(Buffer.from(env.BATON_SECRET_KEY, 'base64')),
    jobs: createJobSender(boss),
    waker: createWaker(database.sql, log),
    log,
  })
  return {
    ctx,
    boss,
    async close() {
      await boss.stop({ graceful: role.worker, timeout: 5000 })
      await database.close()
    },
  }
}
