import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bareDatabase, type ClonedDatabase, cloneDatabase } from '../../../../scripts/testing/database.ts'
import { applyPending } from '../channels/index.ts'
import { archiveOrders } from '../orders/index.ts'
import { migrate } from '../runtime/migrate.ts'
import { openTestShop, type TestShop } from '../testing/own-shop.ts'
import { placeFeed } from '../testing/place-feed.ts'
import { aSnapshot } from '../testing/snapshot.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { restoreBackup, writeBackup } from './index.ts'

/** What Postgres writes of a value with every character that its COPY escapes. */
const AWKWARD = '制表\t换行\n回车\r反斜\\.\n\\.\n"引号" \\N \u{1f4e6}'

let folder: string
let file: string
let world: TestContext
let shop: TestShop
let restored: ClonedDatabase
const databases: ClonedDatabase[] = []
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'baton-backup-'))
  file = join(folder, 'baton.backup')
  world = await openTestContext()
  shop = await openTestShop(world.ctx)
  const { ctx } = world
  for (const number of ['A', 'B']) await tell(number, 'done')
  await tell('C', 'to_ship', AWKWARD)
  await placeFeed(ctx)
  world.clock.forward(20 * 86_400_000)
  await archiveOrders({ ...ctx, env: { ...ctx.env, BATON_ARCHIVE_DAYS: 10 } })
  await tell('D', 'to_ship')
  // More than a socket and a stream hold, so that reading has to wait.
  await ctx.sql`
    INSERT INTO customers (id, platform, shop_id, native_id, recorded_at)
    SELECT gen_random_uuid(), 'own-shop', ${shop.shopId}, repeat('顾客', 100) || n, now() FROM generate_series(1, 5000) n`
  await ctx.sql`
    INSERT INTO inspection_photos (id, scan_id, device_id, content_type, received_at, image)
    VALUES (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'image/jpeg', now(), ${randomBytes(1_000_000)})`
  await ctx.sql.begin((tx) => ctx.jobs.add(tx, 'channels.catch-up', [{ shopId: shop.shopId }]))
  restored = await emptyDatabase()
  await writeBackup({ ownerUrl: world.ownerUrl, file })
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await world.close()
  for (const database of databases) await database.drop()
})

async function tell(number: string, nativeStatus: 'done' | 'to_ship', sellerMemo: string | null = null) {
  world.clock.forward(60_000)
  const version = world.clock.at.getTime()
  await shop.push(`${number}-${version}`, aSnapshot({ orderNumber: number, version, nativeStatus, sellerMemo }))
  await applyPending(world.ctx, shop.apps)
}

const emptyDatabase = async (make = cloneDatabase) => {
  const database = await make()
  databases.push(database)
  return database
}

/** Every row of every table, as text; what depends on the transaction ids of a cluster left out. */
async function contentOf(ownerUrl: string): Promise<Record<string, unknown>> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} })
  const content: Record<string, unknown> = {}
  const tables = await sql<{ name: string }[]>`
    SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
    WHERE schemaname IN ('public', 'erp_inbox') OR tablename = 'job_common' ORDER BY 1`
  for (const { name } of tables)
    [content[name]] = await sql.unsafe(`
      SELECT count(*)::int AS rows, md5(string_agg(t, e'\n' ORDER BY t)) AS hash
      FROM (SELECT (to_jsonb(x) - 'xid')::text AS t FROM ${name} x) AS all_rows`)
  content.sequences = await sql`
    SELECT schemaname, sequencename, last_value::text FROM pg_sequences WHERE schemaname IN ('public', 'erp_inbox') ORDER BY 1, 2`
  await sql.end()
  return content
}

describe('a backup', () => {
  it('gives every row back, in a database with tables and in one without', async () => {
    const original = await contentOf(world.ownerUrl)
    expect(original).toMatchObject({
      'public.orders': { rows: 4 },
      'public.order_archives': { rows: 2 },
      'public.inspection_photos': { rows: 1 },
      'public.order_feed_queue': { rows: 1 },
      'pgboss.job_common': { rows: 1 },
    })
    for (const target of [restored, await emptyDatabase(bareDatabase)]) {
      await restoreBackup({ ...target, file })
      expect(await contentOf(target.ownerUrl)).toEqual(original)
    }
  })

  it('is gone on with: a waiting event gets its position, new ids are new, the audit is closed to the application', async () => {
    const sql = postgres(restored.appUrl, { max: 1, onnotice: () => {} })
    const ctx = { ...world.ctx, sql: sql as typeof world.ctx.sql }
    expect(await placeFeed(ctx)).toBe(1)
    await expect(sql`DELETE FROM order_events`).rejects.toMatchObject({ code: '42501' })
    await expect(sql`DELETE FROM inspection_photos`).rejects.toMatchObject({ code: '42501' })
    const [memo] = await sql`SELECT seller_memo AS memo FROM orders WHERE native_number = 'C'`
    expect(memo).toEqual({ memo: AWKWARD })
    await sql`INSERT INTO deliveries (kind, route, key, payload, next_at, created_at) VALUES ('webhook.event', 'r', 'k', '{}', now(), now())`
    await sql.end()
  })

  it('holds one moment, whatever is written meanwhile', async () => {
    const again = join(folder, 'under-traffic.backup')
    const writing = writeBackup({ ownerUrl: world.ownerUrl, file: again })
    for (let n = 0; n < 5; n += 1) await tell(`T${n}`, 'to_ship')
    await writing
    const target = await emptyDatabase()
    await restoreBackup({ ...target, file: again })
    const sql = postgres(target.ownerUrl, { max: 1, onnotice: () => {} })
    const [odd] = await sql<{ lines: number; events: number }[]>`
      SELECT (SELECT count(*)::int FROM orders o WHERE NOT EXISTS (SELECT FROM order_lines WHERE order_id = o.id)) AS lines,
        (SELECT count(*)::int FROM orders o WHERE (SELECT max(seq) FROM order_event_history WHERE order_id = o.id) <> o.seq) AS events`
    expect(odd).toEqual({ lines: 0, events: 0 })
    await sql.end()
  })

  it('of an older release is brought to the schema of this one', async () => {
    const old = await emptyDatabase(bareDatabase)
    const sql = postgres(world.ownerUrl, { max: 1 })
    const history = await sql<
      { at: string }[]
    >`SELECT created_at::text AS at FROM drizzle.__drizzle_migrations ORDER BY created_at`
    await sql.end()
    await migrate({ ...old, until: Number(history[29]?.at) })
    const owner = postgres(old.ownerUrl, { max: 1, onnotice: () => {} })
    const [known] = await owner`SELECT to_regclass('order_archives') AS archives`
    expect(known).toEqual({ archives: null })
    await owner`INSERT INTO erps (id, name, grants, may_hold, created_at) VALUES (gen_random_uuid(), '管易', '{}', false, now())`
    await owner.end()
    const olderFile = join(folder, 'older.backup')
    await writeBackup({ ownerUrl: old.ownerUrl, file: olderFile })
    const target = await emptyDatabase(bareDatabase)
    await restoreBackup({ ...target, file: olderFile })
    const later = postgres(target.ownerUrl, { max: 1, onnotice: () => {} })
    expect((await later`SELECT to_regclass('order_archives')::text AS archives`)[0]).toEqual({
      archives: 'order_archives',
    })
    await later.end()
  })
})

describe('a restore is refused', () => {
  const rowsIn = async (target: ClonedDatabase) => {
    const content = await contentOf(target.ownerUrl)
    return (content['public.orders'] as { rows: number }).rows
  }
  const changed = (change: (text: Buffer) => Buffer): string => {
    const damaged = join(folder, `${randomUUID()}.backup`)
    writeFileSync(damaged, zstdCompressSync(change(zstdDecompressSync(readFileSync(file)))))
    return damaged
  }

  it('into a database that is in use', async () => {
    const before = await rowsIn(world as unknown as ClonedDatabase)
    const options = { ownerUrl: world.ownerUrl, appUrl: world.ctx.env.DATABASE_URL, file }
    await expect(restoreBackup(options)).rejects.toThrow('is not empty')
    expect(await rowsIn(world as unknown as ClonedDatabase)).toBe(before)
  })

  it('of a file that is cut short, damaged, of a newer release or something else, and leaves no row', async () => {
    const target = await emptyDatabase()
    const cut = join(folder, 'cut.backup')
    writeFileSync(cut, readFileSync(file).subarray(0, -200))
    const other = join(folder, 'other')
    writeFileSync(other, 'PK\u0003\u0004 no backup at all')
    const cases: [string, string | RegExp][] = [
      [cut, 'not a whole backup'],
      [other, 'no backup of Baton'],
      [changed((text) => text.subarray(0, text.length / 2)), 'not a whole backup'],
      [
        changed((text) => Buffer.from(text.toString().replace(/"public\.orders":\d+/, '"public.orders":5'))),
        'instead of 5',
      ],
      [
        changed((text) => Buffer.from(text.toString().replace(/"schema":\d+/, '"schema":9999999999999'))),
        'newer release',
      ],
      [changed((text) => Buffer.from(text.toString().replace('COPY public.', 'DROP TABLE public.'))), 'damaged'],
      [join(folder, 'nowhere'), 'ENOENT'],
    ]
    for (const [damaged, message] of cases) {
      await expect(restoreBackup({ ...target, file: damaged })).rejects.toThrow(message)
      expect(await rowsIn(target)).toBe(0)
    }
  })
})
