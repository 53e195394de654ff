import fc from 'fast-check'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyPending } from '../channels/index.ts'
import { csvCell, csvCellOf } from '../runtime/csv-cell.ts'
import { openTestShop } from '../testing/own-shop.ts'
import { aSnapshot } from '../testing/snapshot.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { type ExportSetting, exportLine } from './export-columns.ts'
import { readAsOf, readLinesAsOf } from './read-as-of.ts'
import { ZoneClock } from './zone-clock.ts'

const ORDERS = 4500

describe('what Postgres writes of an order', () => {
  let world: TestContext
  let owner: postgres.Sql
  beforeAll(async () => {
    world = await openTestContext()
    owner = postgres(world.ownerUrl, { max: 1, onnotice: () => {} })
    const shop = await openTestShop(world.ctx)
    await shop.push('one', aSnapshot({ orderNumber: 'ONE', version: Date.now() }))
    while ((await applyPending(world.ctx, shop.apps)) > 0);
    await fillOrders()
    world.clock.forward(60_000)
  })
  afterAll(async () => {
    await owner.end()
    await world.close()
  })

  /** Every order with something else about it, in more than two pages. */
  async function fillOrders() {
    await owner`ALTER TABLE orders DROP CONSTRAINT orders_carry_their_event`
    await owner`
      INSERT INTO orders SELECT (jsonb_populate_record(o, jsonb_build_object(
        'id', 'DB9' || n, 'native_number', (ARRAY['N', '6927384650123456', '=', '''=', 'a "b', '-', 'x,', ''])[1 + n % 8] || n,
        'platform', (ARRAY['taobao', 'douyin', 'own-shop'])[1 + n % 3],
        'shown', (ARRAY['to_ship', 'in_transit', 'exception'])[1 + n % 3], 'state', (ARRAY['to_ship', 'shipped', 'cancelled'])[1 + n % 3],
        'signed', n % 5 = 0, 'refunded', n % 7 = 0, 'hold_reasons', CASE WHEN n % 2 = 0 THEN '["risk", "stock_out"]'::jsonb ELSE '[]' END,
        'seller_flag', (ARRAY[NULL, 'red', NULL, 'other', 'cyan'])[1 + n % 5],
        'seller_flag_label', (ARRAY[NULL, '优先', '=8', 'a,"b"'])[1 + n % 4],
        'amount_fen', (n - 50) * (n % 13), 'native_status', (ARRAY['待发货', '1/2', E'two\r\nlines', E'\t'])[1 + n % 4],
        'warehouse_id', CASE WHEN n % 2 = 0 THEN o.warehouse_id END,
        'ordered_at', '1999-12-31 23:59:59.999Z'::timestamptz + n * interval '61 hours', 'seq', n,
        'paid_at', CASE WHEN n % 3 = 0 THEN o.ordered_at END,
        'shipped_at', CASE WHEN n % 4 = 0 THEN o.ordered_at + n * interval '0.7 seconds' END))).*
      FROM orders o, generate_series(1, ${ORDERS}) n`
  }

  async function settingOf(lang: 'zh' | 'en', timeZone: string): Promise<ExportSetting> {
    const shops = await world.ctx.sql<{ id: string }[]>`SELECT DISTINCT shop_id AS id FROM orders`
    const houses = await world.ctx.sql<{ id: string }[]>`
      SELECT DISTINCT warehouse_id AS id FROM orders WHERE warehouse_id IS NOT NULL`
    return {
      lang,
      timeZone,
      clock: new ZoneClock(timeZone),
      shops: new Map(shops.map(({ id }) => [id, '"旗舰店", =1'])),
      warehouses: new Map(houses.map(({ id }) => [id, '+一号仓'])),
    }
  }

  it.each([
    ['zh', 'Asia/Shanghai'],
    ['en', 'America/New_York'],
  ] as const)('is byte for byte what we write, in %s at %s', async (lang, timeZone) => {
    const setting = await settingOf(lang, timeZone)
    const asOf = { asOf: world.clock.at, filter: {} }
    let theirs = ''
    for await (const lines of readLinesAsOf(world.ctx, { ...asOf, setting })) theirs += lines
    let ours = ''
    for await (const page of readAsOf(world.ctx, asOf)) for (const order of page) ours += exportLine(order, setting)
    expect(ours.split('DB9').length).toBe(ORDERS + 1)
    expect(theirs === ours || differenceOf(theirs, ours)).toBe(true)
  })

  it('keeps every rule about cells', async () => {
    const { sql } = world.ctx
    const part = fc.constantFrom(...`'=+-@\t\r\n",/:0123456789aé店１🚚 \\%_`)
    const text = fc.oneof(
      fc.array(part, { maxLength: 14 }).map((parts) => parts.join('')),
      fc.string({ unit: 'binary' }).filter((one) => !one.includes('\0')),
      fc.constantFrom('123456789012', '12345678901', '1/2', '1-2-3', '01', '', "''=1", '１２３４５６７８９０１２'),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 100 }), async (texts) => {
        const rows = await sql<{ cell: string }[]>`
          SELECT ${csvCellOf(sql, sql`value`)} AS cell FROM unnest(${texts}::text[]) WITH ORDINALITY AS t (value, place) ORDER BY place`
        expect(rows.map((row) => row.cell)).toEqual(texts.map(csvCell))
      }),
      { numRuns: 60 },
    )
  })
})

/** The first lines that differ, so that a failure can be read. */
function differenceOf(theirs: string, ours: string): string {
  const [left, right] = [theirs.split('\r\n'), ours.split('\r\n')]
  const at = left.findIndex((line, index) => line !== right[index])
  return `${left[at]}\n${right[at]}`
}
