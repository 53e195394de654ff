import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { keepHouse } from './keep-house.ts'

const ROWS = 20_001

describe('what is kept for a time', () => {
  let world: TestContext
  let owner: postgres.Sql
  beforeAll(async () => {
    world = await openTestContext()
    owner = postgres(world.ownerUrl, { max: 1, onnotice: () => {} })
  })
  afterAll(async () => {
    await owner.end()
    await world.close()
  })

  it('goes in one night, however much of it is due', async () => {
    await owner`ALTER TABLE erp_inbox.writes DISABLE TRIGGER USER`
    await owner`
      INSERT INTO erp_inbox.writes (key, decided_at) SELECT n, now() - interval '31 days' FROM generate_series(1, ${ROWS}::int) n`
    await keepHouse(world.ctx)
    const [left] = await owner`SELECT count(*)::int FROM erp_inbox.writes`
    expect(left).toEqual({ count: 0 })
  })
})
