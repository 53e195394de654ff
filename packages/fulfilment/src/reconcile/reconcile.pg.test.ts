import { type CompareInput, DIFFERENCE_LABELS, type OrderExportInput, type StandardStatus } from '@baton/contract'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { readXlsx } from 'hucre/xlsx'
import iconv from 'iconv-lite'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyPending } from '../channels/index.ts'
import { openTestShop, type TestShop } from '../testing/own-shop.ts'
import { aSnapshot } from '../testing/snapshot.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { compareOrders } from './compare-orders.ts'
import { exportDifferences } from './export-differences.ts'
import { exportOrders } from './export-orders.ts'
import { exportTotals } from './export-totals.ts'
import { continueReplay, readLastReplay } from './replay-orders.ts'
import { totalOrders } from './total-orders.ts'

const MINUTE = 60_000
let world: TestContext
let shop: TestShop
beforeAll(async () => {
  world = await openTestContext()
  shop = await openTestShop(world.ctx)
})
afterAll(() => world.close())

let version = 1_780_000_000_000
async function tell(number: string, nativeStatus: StandardStatus, more: Partial<Parameters<typeof aSnapshot>[0]> = {}) {
  version += 1000
  const shippedAt = ['shipped', 'signed', 'done'].includes(nativeStatus) ? new Date(version) : null
  await shop.push(`${number}-${version}`, aSnapshot({ orderNumber: number, version, nativeStatus, shippedAt, ...more }))
  while ((await applyPending(world.ctx, shop.apps)) > 0);
}

/** Lets everything settle and names the moment. */
function moment(): string {
  world.clock.forward(MINUTE)
  const now = world.clock.at.toISOString()
  world.clock.forward(MINUTE)
  return now
}

async function bytesOf(input: Partial<OrderExportInput> & { asOf: string }): Promise<Buffer> {
  const file = await exportOrders(world.ctx, { format: 'csv', encoding: 'utf-8', lang: 'en', filter: {}, ...input })
  const parts: Uint8Array[] = []
  for await (const part of file.bytes) parts.push(part)
  return Buffer.concat(parts)
}

async function differencesOf(moments: Pick<CompareInput, 'before' | 'after'>): Promise<Record<string, string>[]> {
  const file = await exportDifferences(world.ctx, { ...moments, filter: {}, lang: 'zh' })
  let text = ''
  for await (const part of file.bytes) text += Buffer.from(part).toString()
  return parse(text, { columns: true, bom: true }) as Record<string, string>[]
}

function rowsOf(csv: string): Record<string, string>[] {
  const [, ...lines] = csv.replace(/^\uFEFF/, '').split('\r\n')
  return parse(lines.join('\r\n'), { columns: true }) as Record<string, string>[]
}

const PAID = 'Paid (Asia/Shanghai)'

/** The totals of a moment are those of its file, whatever happened since. */
async function expectToAddUp(asOf: string): Promise<void> {
  const rows = rowsOf((await bytesOf({ asOf })).toString())
  const sumOf = (wanted: (row: Record<string, string>) => boolean) => {
    const found = rows.filter(wanted)
    return { orders: found.length, fen: found.reduce((sum, row) => sum + Math.round(Number(row.Amount) * 100), 0) }
  }
  const isOver = (row: Record<string, string>) => row.Refunded === 'yes' || row['Order axis'] === 'Cancelled'
  const { shops, currencies } = await totalOrders(world.ctx, { asOf, filter: {} })
  const expected = {
    all: sumOf(() => true),
    sums: {
      refunded: sumOf((row) => row.Refunded === 'yes'),
      cancelled: sumOf((row) => row.Refunded === 'no' && isOver(row)),
      unpaid: sumOf((row) => !isOver(row) && row[PAID] === ''),
      sold: sumOf((row) => !isOver(row) && row[PAID] !== ''),
    },
  }
  expect(currencies).toEqual(rows.length === 0 ? [] : [{ currency: 'CNY', ...expected }])
  expect(shops.map(({ all, sums }) => ({ all, sums }))).toEqual(rows.length === 0 ? [] : [expected])
}

async function today(): Promise<readonly object[]> {
  return world.ctx.sql`
    SELECT id AS "Order", seq::text AS "Change no.", (amount_fen / 100)::text || '.' || lpad((amount_fen % 100)::text, 2, '0') AS "Amount",
           state AS axis FROM orders ORDER BY id`
}

const AXIS: Record<string, string> = {
  'Awaiting payment': 'pending_payment',
  'To ship': 'to_ship',
  Shipped: 'shipped',
  Completed: 'done',
  Cancelled: 'cancelled',
}

describe('orders as of a moment', () => {
  it('are, for every moment, exactly what the table held then', async () => {
    const step = fc.record({
      order: fc.nat(4),
      to: fc.constantFrom('pending_payment', 'to_ship', 'shipped', 'done', 'cancelled', 'refunded'),
      amountFen: fc.constantFrom(100, 12_900, 12_905),
    })
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(step, { maxLength: 4 }), { minLength: 3, maxLength: 5 }), async (rounds) => {
        run += 1
        const held: { at: string; rows: readonly object[] }[] = []
        for (const steps of rounds) {
          for (const one of steps)
            await tell(`R${run}-${one.order}`, one.to as StandardStatus, {
              amountFen: one.amountFen,
              ...(one.to === 'pending_payment' && { paidAt: null }),
            })
          held.push({ at: moment(), rows: await today() })
        }
        for (const { at, rows } of held) {
          const read = rowsOf((await bytesOf({ asOf: at })).toString()).map((row) => ({
            Order: row.Order,
            'Change no.': row['Change no.'],
            Amount: row.Amount,
            axis: AXIS[row['Order axis'] ?? ''],
          }))
          expect(read).toEqual(rows)
          await expectToAddUp(at)
        }
      }),
      { numRuns: 5 },
    )
  })

  it('come as UTF-8, GBK and XLSX with the same cells, ids as text, and the moment in the file', async () => {
    await tell('=cmd|1', 'to_ship')
    await tell('6927384650123456789', 'to_ship')
    const asOf = moment()
    const utf8 = (await bytesOf({ asOf, lang: 'zh' })).toString()
    expect(utf8.startsWith(`\uFEFFbaton-orders,${asOf},`)).toBe(true)
    expect(utf8).toContain(`'=cmd|1`)
    expect(utf8).toContain('"6927384650123456789\t"')
    const gbk = iconv.decode(await bytesOf({ asOf, lang: 'zh', encoding: 'gbk' }), 'gbk')
    expect(gbk).toBe(utf8.slice(1))
    const book = await readXlsx(await bytesOf({ asOf, lang: 'zh', format: 'xlsx' }))
    const inShanghai = new Date(Date.parse(asOf) + 8 * 3_600_000).toISOString()
    expect(book.sheets[0]?.name).toBe(inShanghai.slice(0, 19).replace('T', ' ').replaceAll(':', '.'))
    const rows = book.sheets[0]?.rows ?? []
    expect(rows.length).toBe(utf8.trimEnd().split('\r\n').length)
    expect(rows[0]?.slice(0, 3)).toEqual(['baton-orders', asOf, '{}'])
    expect(rows[1]?.join(',')).toBe(utf8.split('\r\n')[1])
    expect(rows[1]).toContain('下单时间 (Asia/Shanghai)')
    const numbers = rows.map((row) => row[3])
    expect(numbers).toContain('=cmd|1')
    expect(numbers).toContain('6927384650123456789')
    const inTheText = rowsOf((await bytesOf({ asOf })).toString()).map((row) => Number(row.Amount))
    expect(rows.slice(2).map((row) => row[10])).toEqual(inTheText)
  })
})

describe('the totals of a moment', () => {
  it('come as a file in words, by shop and currency, with the sums below, and keep to a filter', async () => {
    const asOf = moment()
    await tell('T-1', 'to_ship', { amountFen: 1005 })
    await tell('T-2', 'refunded', { amountFen: 2000 })
    await tell('T-3', 'to_ship', { amountFen: 300, currency: 'EUR' })
    const file = await exportTotals(world.ctx, { asOf: moment(), filter: {}, lang: 'zh' })
    let text = ''
    for await (const part of file.bytes) text += Buffer.from(part).toString()
    const rows = parse(text, { columns: true, bom: true }) as Record<string, string>[]
    expect(rows.map((row) => [row.渠道, row.币种, row['有效 金额']])).toMatchObject([
      ['自有商城', 'CNY', expect.stringMatching(/^\d+\.\d\d$/)],
      ['自有商城', 'EUR', '3.00'],
      ['合计', 'CNY', rows[0]?.['有效 金额']],
      ['合计', 'EUR', '3.00'],
    ])
    const before = await totalOrders(world.ctx, { asOf, filter: {} })
    expect(before.currencies.map(({ currency }) => currency)).toEqual(['CNY'])
    const added = (before.currencies[0]?.sums.refunded.fen ?? 0) + 2000
    expect(rows[0]?.['已退款 金额']).toBe((added / 100).toFixed(2))
    const none = await totalOrders(world.ctx, { asOf: moment(), filter: { platform: ['douyin'] } })
    expect(none).toMatchObject({ shops: [], currencies: [] })
  })
})

describe('two moments', () => {
  it('differ in exactly the orders that differ, each with the event that made the difference', async () => {
    for (const number of ['A', 'B', 'C', 'D']) await tell(number, 'to_ship')
    const before = moment()
    await tell('A', 'shipped')
    await tell('A', 'shipped', { sellerMemo: '催单' })
    await tell('B', 'to_ship', { amountFen: 10_000 })
    await tell('C', 'refunded')
    await tell('D', 'to_ship', { sellerMemo: '仅备注' })
    // More moves than are read at once, of orders that are not there.
    await world.ctx.sql`
      INSERT INTO attempts (recorded_at, order_id, seq, verdict, actor_kind, actor_name, occurred_at)
      SELECT ${world.clock.at}, 'DB2026GONE' || n % 1500, 1, 'applied', 'channel', 'x', now() FROM generate_series(1, 2500) n`
    await tell('A', 'shipped', { sellerMemo: '再催' })
    await tell('E', 'to_ship')
    const after = moment()
    const found = await compareOrders(world.ctx, { before, after, filter: {} })
    expect(found).toMatchObject({ orders: 4, complete: true })
    const brief = found.groups.map(({ kind, amounts, rows }) => [
      kind,
      amounts.map(({ currency, fen }) => `${currency} ${fen}`).join(),
      rows.map((row) => `${row.nativeNumber}#${row.event.seq} ${row.event.cause}`),
    ])
    expect(brief).toEqual([
      ['created', 'CNY 12900', ['E#1 order.updated']],
      ['refunded', '', ['C#2 order.updated']],
      ['status', '', ['A#2 order.updated']],
      ['amount', 'CNY -2900', ['B#2 order.updated']],
    ])
    expect(found.groups[1]).toMatchObject({
      worth: [{ currency: 'CNY', fen: 12_900 }],
      rows: [{ platform: 'own-shop' }],
    })
    const changed = found.groups[2]?.rows[0]?.changed
    expect(changed).toContainEqual({ column: 'state', before: 'to_ship', after: 'shipped' })
    const one = rowsOf((await bytesOf({ asOf: before })).toString())
    const other = rowsOf((await bytesOf({ asOf: after })).toString())
    const [older] = [
      new Map(
        one.map((row) => [row.Order, JSON.stringify({ ...row, 'Change no.': '', 'Changed (Asia/Shanghai)': '' })]),
      ),
    ]
    const really = other.filter(
      (row) => older.get(row.Order) !== JSON.stringify({ ...row, 'Change no.': '', 'Changed (Asia/Shanghai)': '' }),
    )
    expect(really.map((row) => row['Channel number']).sort()).toEqual(['A', 'B', 'C', 'E'])
    expect((await differencesOf({ before, after })).map((row) => row.差异).sort()).toEqual([
      '新订单',
      '状态变化',
      '退款',
      '金额或件数变化',
    ])
    expect(await compareOrders(world.ctx, { before, after, filter: { platform: ['douyin'] } })).toMatchObject({
      orders: 0,
    })
  })

  it('sum up by currency on the screen as in the file, which speaks of amounts, times and statuses in words', async () => {
    await tell('K', 'to_ship', { amountFen: 10_000 })
    await tell('L', 'to_ship', { amountFen: 5000, currency: 'EUR' })
    const before = moment()
    await tell('K', 'to_ship', { amountFen: 9000, shippedAt: new Date('2026-11-24T16:30:00Z') })
    await tell('L', 'to_ship', { amountFen: 5100, currency: 'EUR' })
    await tell('M', 'to_ship', { amountFen: 700, currency: 'EUR' })
    await tell('N', 'to_ship', { amountFen: 305 })
    const after = moment()
    const { groups } = await compareOrders(world.ctx, { before, after, filter: {} })
    const shown = groups.map(({ kind, amounts }) => [DIFFERENCE_LABELS[kind].zh, amounts])
    expect(shown).toEqual([
      [
        '新订单',
        [
          { currency: 'CNY', fen: 305 },
          { currency: 'EUR', fen: 700 },
        ],
      ],
      [
        '金额或件数变化',
        [
          { currency: 'CNY', fen: -1000 },
          { currency: 'EUR', fen: 100 },
        ],
      ],
    ])
    const rows = await differencesOf({ before, after })
    expect(
      rows.map((row) => [row.渠道订单号, row.金额差, row.币种, row['金额（较早）'], row['金额（较晚）']]).sort(),
    ).toEqual([
      ['K', '-10.00', 'CNY', '100.00', '90.00'],
      ['L', '1.00', 'EUR', '50.00', '51.00'],
      ['M', '7.00', 'EUR', '', '7.00'],
      ['N', '3.05', 'CNY', '', '3.05'],
    ])
    expect(rows.find((row) => row.渠道订单号 === 'M')).toMatchObject({
      渠道: '自有商城',
      订单金额: '7.00',
      '状态（较晚）': '待发货',
      '已退款（较晚）': '否',
      '记录时间 (Asia/Shanghai)': expect.stringMatching(/^2026-\d\d-\d\d \d\d:\d\d:\d\d$/),
    })
  })
})

describe('the replay', () => {
  it('gives exactly today’s orders, records it, and finds a single forged value', async () => {
    await continueReplay(world.ctx, {})
    const [count] = await world.ctx.sql<{ events: number; orders: number }[]>`
      SELECT (SELECT count(*)::int FROM order_events) AS events, (SELECT count(*)::int FROM orders) AS orders`
    const clean = await readLastReplay(world.ctx)
    expect(clean).toMatchObject({ differing: 0, ...count })
    expect(clean?.finishedAt).not.toBeNull()
    const owner = postgres(world.ownerUrl, { max: 1 })
    const [order] = await owner<{ id: string }[]>`SELECT id FROM orders WHERE native_number = 'B'`
    await owner`ALTER TABLE order_events DISABLE TRIGGER order_events_append_only`
    await owner`UPDATE order_events SET patch = jsonb_set(patch, '{amountFen}', '1') WHERE order_id = ${order?.id ?? ''} AND seq = 2`
    await owner.end()
    world.clock.forward(MINUTE)
    await continueReplay(world.ctx, {})
    const forged = await readLastReplay(world.ctx)
    expect(forged?.examples).toEqual([`${order?.id}#2`, `${order?.id}.amountFen`])
  })
})
