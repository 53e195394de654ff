import { expect, it, vi } from 'vitest'
import { openTestContext } from '../testing/test-context.ts'
import { openDatabase, type Queryable } from './database.ts'
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

/** A table of the test's own, and a pool of one connection that has prepared a statement which gives its rows whole. */
async function beforeMigration() {
  const world = await openTestContext()
  const owner = openDatabase(world.ownerUrl, { max: 1, name: 'baton-test' })
  await owner.sql`CREATE TABLE things AS SELECT 1 AS id`
  const database = openDatabase(world.ownerUrl, { max: 1, name: 'baton-test' })
  const whole = (db: Queryable) => db<{ id: number; pid: number }[]>`
    SELECT *, pg_backend_pid() AS pid FROM things WHERE id = ANY(${[1]}::int[])`
  const [before] = await whole(database.sql)
  return {
    ...{ database, whole, pid: before?.pid },
    migrate: () => owner.sql`ALTER TABLE things ADD COLUMN note text`,
    async close() {
      await Promise.all([database.close(), owner.close()])
      await world.close()
    },
  }
}

it('a transaction whose statement no longer fits a migrated table is undone, and its connection serves the next one', async () => {
  const { database, whole, pid, migrate, close } = await beforeMigration()
  try {
    await migrate()
    const undone = database.sql.begin((tx) =>
      Promise.all([whole(tx).execute(), tx`SELECT 2 AS n`.execute(), tx`SELECT ${3}::int AS n`.execute()]),
    )
    await expect(undone).rejects.toThrow('cached plan must not change result type')
    const [row] = await database.sql.begin((tx) => whole(tx))
    expect(row).toEqual({ id: 1, pid, note: null })
  } finally {
    await close()
  }
})

it('a statement that no longer fits a migrated table is prepared anew, and each statement gets its own answer', async () => {
  const { database, whole, pid, migrate, close } = await beforeMigration()
  const { sql } = database
  try {
    await sql`SELECT ${0}::int AS n`
    await migrate()
    const again = whole(sql).execute()
    const numbers = await Promise.all(
      Array.from({ length: 20 }, async (_, n) => {
        for (let wait = n; wait > 0; wait -= 1) await sql`SELECT 7 AS n`
        return (await sql<{ n: number }[]>`SELECT ${n}::int AS n`)[0]?.n
      }),
    )
    expect([...(await again)]).toEqual([{ id: 1, pid, note: null }])
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, n) => n))
  } finally {
    await close()
  }
})
