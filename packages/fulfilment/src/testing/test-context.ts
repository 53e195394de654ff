import { randomBytes } from 'node:crypto'
import { pino } from 'pino'
import { cloneDatabase } from '../../../../scripts/testing/database.ts'
import { seedStatusMaps } from '../channels/index.ts'
import { type Context, type OpenedContext, openContext } from '../runtime/index.ts'

/** A clock that stands until it is moved. */
export interface TestClock {
  at: Date
  forward(milliseconds: number): void
}

export interface TestContext {
  readonly ctx: Context
  readonly clock: TestClock
  readonly ownerUrl: string
  close(): Promise<void>
}

/** A context on a database of the suite's own, with its own clock and the published status maps. */
export async function openTestContext(start = new Date()): Promise<TestContext> {
  const database = await cloneDatabase()
  const clock: TestClock = {
    at: start,
    forward(milliseconds) {
      this.at = new Date(this.at.getTime() + milliseconds)
    },
  }
  const env = {
    DATABASE_URL: database.appUrl,
    BATON_PORT: 0,
    BATON_HOST: '127.0.0.1',
    BATON_PUBLIC_URL: 'http://localhost:3000',
    BATON_SECRET_KEY: randomBytes(32).toString('base64'),
    BATON_AUTH_SECRET: randomBytes(32).toString('base64'),
    BATON_DATA: '.baton',
    BATON_LOG_LEVEL: 'silent' as const,
    BATON_TRUSTED_PROXIES: 0,
    BATON_POOL: 6,
    BATON_ARCHIVE_DAYS: 180,
    BATON_PHOTO_DAYS: 180,
    BATON_CALL_DAYS: 180,
    BATON_ALERT_DAYS: 365,
    BATON_ALLOW_PRIVATE: '127.0.0.1',
  }
  const opened: OpenedContext = await openContext(env, pino({ level: 'silent' }), { name: 'baton-test', worker: false })
  const ctx: Context = { ...opened.ctx, now: () => clock.at }
  await seedStatusMaps(ctx)
  return {
    ctx,
    clock,
    ownerUrl: database.ownerUrl,
    async close() {
      await opened.close()
      await database.drop()
    },
  }
}
