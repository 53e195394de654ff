import { expect, it } from 'vitest'
import { openTestContext } from '../testing/test-context.ts'
import { openDatabase } from './database.ts'

it('an answer that broke off in the middle leaves nothing behind for the next one', async () => {
  const world = await openTestContext()
  const database = openDatabase(world.ownerUrl, { max: 3, name: 'baton-test' })
  const only = await database.sql.reserve()
  try {
    await expect(only`SELECT 1 / (5 - n) FROM generate_series(1, 9) AS n`).rejects.toThrow('division by zero')
    expect([...(await only<{ answer: number }[]>`SELECT 7 AS answer`)]).toEqual([{ answer: 7 }])
  } finally {
    only.release()
    await database.close()
    await world.close()
  }
})
