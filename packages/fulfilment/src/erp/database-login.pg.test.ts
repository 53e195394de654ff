import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyPending } from '../channels/index.ts'
import { migrate } from '../runtime/migrate.ts'
import { openTestConnector, signIn, type TestConnector } from '../testing/database-connector.ts'
import { openTestShop } from '../testing/own-shop.ts'
import { aSnapshot } from '../testing/snapshot.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { revokeErpKey, saveErp } from './credentials.ts'
import { endSlowErpLogins, issueErpLogin } from './database-login.ts'
import { listErps } from './list-erps.ts'
import { takeInbox } from './take-inbox.ts'

const DENIED = { code: '42501' }

describe('the login of a database connector', () => {
  let world: TestContext
  let owner: postgres.Sql
  let mine: TestConnector
  let other: TestConnector
  beforeAll(async () => {
    world = await openTestContext()
    owner = postgres(world.ownerUrl, { max: 1, onnotice: () => {} })
    const shop = await openTestShop(world.ctx)
    await shop.push('m1', aSnapshot({ orderNumber: 'A1' }))
    await applyPending(world.ctx, shop.apps)
    await owner`GRANT TEMPORARY ON DATABASE ${owner(new URL(world.ownerUrl).pathname.slice(1))} TO PUBLIC`
    mine = await openTestConnector(world.ctx)
    other = await openTestConnector(world.ctx)
  })
  afterAll(async () => {
    await Promise.all([mine.sql, other.sql, owner].map((sql) => sql.end({ timeout: 1 })))
    await world.close()
  })

  it('writes rows and reads what became of its own, and how orders stand', async () => {
    const [row] = await mine.sql`
      INSERT INTO writes (key, order_number, status) VALUES ('a', 'A1', 'packing') RETURNING login, address, decided_at`
    expect(row).toMatchObject({ login: mine.login.user, decided_at: null })
    expect(row?.address).toBe('127.0.0.1')
    expect(await other.sql`SELECT FROM writes`).toHaveLength(0)
    expect(await other.sql`SELECT FROM writes WHERE login = ${mine.login.user}`).toHaveLength(0)
    expect(await mine.sql`SELECT number, shop, state, seq FROM orders`).toEqual([
      { number: 'A1', shop: 'S1', state: 'to_ship', seq: 1 },
    ])
    expect(await takeInbox(world.ctx)).toBe(1)
    expect(await mine.sql`SELECT verdict, code, seq FROM writes`).toEqual([{ verdict: 'applied', code: null, seq: 2 }])
  })

  it('may do nothing else to its rows', async () => {
    const { sql } = mine
    await expect(sql`UPDATE writes SET status = 'to_ship'`).rejects.toMatchObject(DENIED)
    await expect(sql`DELETE FROM writes`).rejects.toMatchObject(DENIED)
    await expect(sql`TRUNCATE writes`).rejects.toMatchObject(DENIED)
    await expect(sql`SELECT FROM writes FOR UPDATE`).rejects.toMatchObject(DENIED)
    for (const column of ['login', 'address', 'written_at', 'verdict', 'code', 'decided_at'])
      await expect(sql`INSERT INTO writes ${sql({ key: 'x', [column]: null })}`).rejects.toMatchObject(DENIED)
    await expect(sql`INSERT INTO writes (id) VALUES (1)`).rejects.toMatchObject({ code: '428C9' })
  })

  it('sees no table of ours, runs no function of ours and makes nothing', async () => {
    const { sql } = mine
    const tables = await owner<{ name: string; readable: boolean }[]>`
      SELECT format('%I.%I', n.nspname, c.relname) AS name,
        has_schema_privilege(${mine.login.user}, n.oid, 'USAGE')
          AND has_any_column_privilege(${mine.login.user}, c.oid, 'SELECT, INSERT, UPDATE, REFERENCES') AS readable
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')`
    expect(tables.length).toBeGreaterThan(80)
    expect(tables.flatMap((one) => (one.readable ? [one.name] : [])).sort()).toEqual([
      'erp_inbox.orders',
      'erp_inbox.writes',
    ])
    await expect(sql`SELECT FROM public.receivers`).rejects.toMatchObject(DENIED)
    await expect(sql`SELECT FROM public.erp_requests`).rejects.toMatchObject(DENIED)
    await expect(sql`UPDATE public.orders SET state = 'to_ship'`).rejects.toMatchObject(DENIED)
    const functions = await owner<{ name: string }[]>`
      SELECT p.oid::regprocedure::text AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE n.nspname IN ('public', 'erp_inbox') AND p.prorettype <> 'trigger'::regtype
        AND has_function_privilege(${mine.login.user}, p.oid, 'EXECUTE')`
    expect(functions).toEqual([])
    await expect(sql`SELECT public.baton_ensure_partitions(900)`).rejects.toMatchObject(DENIED)
    await expect(sql`SELECT public.baton_close_erp_login(${other.login.user})`).rejects.toMatchObject(DENIED)
    await expect(sql`CREATE TABLE mine (a int)`).rejects.toMatchObject(DENIED)
    await expect(sql`CREATE TABLE public.mine (a int)`).rejects.toMatchObject(DENIED)
    await expect(sql`CREATE TEMP TABLE mine (a int)`).rejects.toMatchObject(DENIED)
    await expect(sql`CREATE ROLE mine`).rejects.toMatchObject(DENIED)
    await expect(sql`SET ROLE baton_owner`).rejects.toMatchObject(DENIED)
    await expect(sql`ALTER ROLE ${sql(other.login.user)} PASSWORD 'mine'`).rejects.toMatchObject(DENIED)
    const { host, port, user, password } = mine.login
    const elsewhere = postgres({ host, port, user, password, database: 'baton_template', max: 1, connect_timeout: 5 })
    await expect(elsewhere`SELECT 1`).rejects.toMatchObject({ code: expect.stringMatching(/^(42501|55000)$/) })
    await elsewhere.end()
  })

  it('has few connections, short statements, and room for 2000 bytes a row and 20000 waiting rows', async () => {
    const [role] =
      await owner`SELECT rolconnlimit, rolsuper, rolinherit, rolcreaterole FROM pg_roles WHERE rolname = ${mine.login.user}`
    expect(role).toEqual({ rolconnlimit: 5, rolsuper: false, rolinherit: false, rolcreaterole: false })
    const [set] =
      await mine.sql`SELECT current_setting('statement_timeout') AS statement, current_setting('TimeZone') AS zone`
    expect(set).toEqual({ statement: '15s', zone: 'Asia/Shanghai' })
    await expect(mine.sql`INSERT INTO writes (key, note) VALUES ('big', ${'长'.repeat(700)})`).rejects.toMatchObject({
      constraint_name: 'a_row_holds_at_most_2000_bytes',
    })
    const flood = (rows: number) =>
      mine.sql`INSERT INTO writes (key, order_number, status) SELECT 'f' || n, 'A1', 'packing' FROM generate_series(1, ${rows}::int) n`
    await expect(flood(20_001)).rejects.toMatchObject({ code: '53400' })
    await flood(20_000)
    await expect(flood(1)).rejects.toMatchObject({ code: '53400' })
    await other.sql`INSERT INTO writes (key, order_number, status) VALUES ('mine', 'A1', 'packing')`
    await owner`DELETE FROM erp_inbox.writes`
  })

  it('leaves no password with Postgres, in no form but a verifier, and none is taken', async () => {
    await expect(
      world.ctx.sql`SELECT baton_open_erp_login('baton_erp_0123456789abcdef', 'plain text', 'UTC')`,
    ).rejects.toMatchObject({ code: '22023' })
    for (const name of ['postgres', 'baton_app', 'baton_erp_x"; DROP TABLE orders; --'])
      await expect(world.ctx.sql`SELECT baton_close_erp_login(${name})`).rejects.toMatchObject({ code: '22023' })
  })

  it('is changed without a gap: two are valid, the old one ends with its sessions', async () => {
    world.clock.forward(1000)
    const next = await issueErpLogin(world.ctx, { id: mine.id })
    await expect(issueErpLogin(world.ctx, { id: mine.id })).rejects.toMatchObject({ code: 'STILL_IN_USE' })
    const renewed = signIn(next)
    await mine.sql`INSERT INTO writes (key, order_number, status) VALUES ('old', 'A1', 'packing')`
    await renewed`INSERT INTO writes (key, order_number, status) VALUES ('new', 'A1', 'packing')`
    await revokeErpKey(world.ctx, { erpId: mine.id, keyId: mine.login.user })
    await expect(mine.sql`SELECT FROM writes`).rejects.toBeDefined()
    await expect(signIn(mine.login)`SELECT 1`).rejects.toMatchObject({ code: expect.stringMatching(/^28/) })
    expect(await owner`SELECT FROM pg_roles WHERE rolname = ${mine.login.user}`).toHaveLength(0)
    expect(await takeInbox(world.ctx)).toBe(2)
    expect(await renewed`SELECT key, verdict FROM writes`).toEqual([{ key: 'new', verdict: 'duplicate' }])
    const [view] = (await listErps(world.ctx)).filter((one) => one.id === mine.id)
    expect(view?.keys.map((key) => [key.keyId, key.revokedAt !== null, key.lastUsedAt !== null])).toEqual([
      [next.user, false, true],
      [mine.login.user, true, true],
    ])
    await expect(revokeErpKey(world.ctx, { erpId: mine.id, keyId: mine.login.user })).rejects.toMatchObject({
      code: 'ERP_NOT_FOUND',
    })
    await renewed.end()
  })

  it('keeps its rights over a migration, and gets those of this database again that a restore lost', async () => {
    const appUrl = world.ctx.env.DATABASE_URL
    await owner`REVOKE ALL ON erp_inbox.writes, erp_inbox.orders FROM ${owner(other.login.user)}`
    await expect(other.sql`SELECT FROM writes`).rejects.toMatchObject(DENIED)
    await migrate({ ownerUrl: world.ownerUrl, appUrl })
    await other.sql`INSERT INTO writes (key) VALUES ('again')`
    await owner`DELETE FROM erp_inbox.writes`
  })

  it('holds nobody back: its session with a lock, or with a transaction open for long, is ended', async () => {
    const sql = signIn(other.login)
    await sql`SELECT pg_advisory_lock(1)`
    await endSlowErpLogins(world.ctx)
    await owner`SELECT pg_advisory_lock(1)`
    await sql.end({ timeout: 1 })
    const slow = other.sql.begin(async (tx) => {
      await tx`INSERT INTO writes (key) VALUES ('slow')`
      await endSlowErpLogins(world.ctx)
      await tx`SELECT 1`
      await endSlowErpLogins(world.ctx, 0)
      await tx`SELECT 1`
    })
    await expect(slow).rejects.toBeDefined()
    expect(await owner`SELECT FROM erp_inbox.writes WHERE key = 'slow'`).toHaveLength(0)
  })

  it('needs a Postgres that lets the owner make roles, and says what its administrator has to run', async () => {
    await owner`ALTER FUNCTION baton_open_erp_login SECURITY INVOKER`
    const { id } = await saveErp(world.ctx, { kind: 'database', name: '用友', grants: [], mayHold: false })
    await expect(issueErpLogin(world.ctx, { id })).rejects.toMatchObject({
      code: 'DATABASE_LOGINS_NOT_ALLOWED',
      fields: { sql: 'ALTER ROLE baton_owner CREATEROLE;' },
    })
    const [view] = (await listErps(world.ctx)).filter((one) => one.id === id)
    expect(view?.keys).toEqual([])
    await owner`ALTER FUNCTION baton_open_erp_login SECURITY DEFINER`
  })
})
