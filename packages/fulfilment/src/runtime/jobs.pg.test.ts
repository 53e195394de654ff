import { pino } from 'pino'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ClonedDatabase, cloneDatabase } from '../../../../scripts/testing/database.ts'
import { createBoss, SCHEDULES } from './jobs.ts'
import { migrate } from './migrate.ts'

const QUEUE = 'channels.write-back'

it('what the clock started in an older version is started no more once a newer one has migrated', async () => {
  const database = await cloneDatabase()
  const owner = postgres(database.ownerUrl, { max: 1 })
  const scheduled = async () => (await owner`SELECT name FROM pgboss.schedule ORDER BY name`).map((row) => row.name)
  try {
    await owner`
      INSERT INTO pgboss.schedule (name, key, cron, timezone) SELECT ${QUEUE}, key, cron, timezone FROM pgboss.schedule LIMIT 1`
    expect(await scheduled()).toContain(QUEUE)
    await migrate(database)
    expect(await scheduled()).toEqual(Object.keys(SCHEDULES).sort())
  } finally {
    await owner.end()
    await database.drop()
  }
})

describe('a job whose worker died', () => {
  let database: ClonedDatabase
  let owner: postgres.Sql
  beforeAll(async () => {
    database = await cloneDatabase()
    owner = postgres(database.ownerUrl, { max: 1 })
  })
  afterAll(async () => {
    await owner.end()
    await database.drop()
  })

  it('is taken from it once its heart has stopped, long before the job itself would expire', async () => {
    const boss = createBoss(database.appUrl, pino({ level: 'silent' }), { worker: true })
    await boss.start()
    try {
      const id = await boss.send(QUEUE, { moves: [] })
      expect(await boss.fetch(QUEUE)).toHaveLength(1)
      const state = async () => (await owner`SELECT state FROM pgboss.job_common WHERE id = ${id}`)[0]?.state
      const listen = async () => {
        await owner`UPDATE pgboss.queue SET monitor_on = NULL, monitor_claim_on = NULL`
        await boss.supervise(QUEUE)
      }
      await listen()
      expect(await state()).toBe('active')
      await owner`UPDATE pgboss.job_common SET heartbeat_on = heartbeat_on - interval '20 seconds' WHERE id = ${id}`
      await listen()
      expect(await state()).toBe('retry')
    } finally {
      await boss.stop({ graceful: false })
    }
  })
})
