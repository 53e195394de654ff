import { expect, it, vi } from 'vitest'
import { openTestContext } from '../testing/test-context.ts'
import { openDatabase } from './database.ts'
import { inTransaction } from './transaction.ts'

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

it('a transaction that was undone takes nothing more, however late it comes', async () => {
  const world = await openTestContext()
  const { sql } = world.ctx
  try {
    let late: Promise<unknown> = Promise.resolve()
    const undone = inTransaction(world.ctx, async (tx) => {
      late = (async () => {
        await tx`SELECT 1`
        await tx`INSERT INTO settings (key, value, updated_at) VALUES ('late', '1', now())`
      })()
      await Promise.all([late, Promise.reject(new Error('undo this'))])
    })
    await expect(undone).rejects.toThrow('undo this')
    await expect(late).rejects.toMatchObject({ code: 'TRANSACTION_ENDED' })
    expect(await sql`SELECT FROM settings WHERE key = 'late'`).toHaveLength(0)
  } finally {
    await world.close()
  }
})

it('a transaction that lost its connection takes nothing more on the next one', async () => {
  const world = await openTestContext()
  const database = openDatabase(world.ownerUrl, { max: 1, name: 'baton-test' })
  const other = openDatabase(world.ownerUrl, { max: 1, name: 'baton-test' })
  try {
    let late: Promise<unknown> = Promise.resolve()
    const lost = database.sql.begin(async (tx) => {
      const [{ pid = 0 } = {}] = await tx<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`
      late = (async () => {
        await other.sql`SELECT pg_terminate_backend(${pid})`
        await expect(tx`SELECT 1`).rejects.toThrow()
        await vi.waitFor(() => database.sql`SELECT 1`, 10_000)
        await tx`INSERT INTO settings (key, value, updated_at) VALUES ('late', '1', now())`
      })()
      await late
    })
    await expect(lost).rejects.toThrow()
    await expect(late).rejects.toMatchObject({ code: 'TRANSACTION_ENDED' })
    expect(await database.sql`SELECT FROM settings WHERE key = 'late'`).toHaveLength(0)
  } finally {
    await other.close()
    await database.close()
    await world.close()
  }
})
