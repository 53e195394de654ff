import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../runtime/database.ts'
import { rowsRead } from '../testing/rows-read.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { type AssignmentFacts, assignWarehouses } from './assign-warehouse.ts'
import { explainRules, importCsv, keepStockHints, listProducts, saveRule, saveWarehouse } from './index.ts'

const HOUR = 3_600_000

describe('stock hints', () => {
  let world: TestContext
  const warehouses = { east: '', south: '' }
  beforeAll(async () => {
    world = await openTestContext()
    const place = { province: 'p', city: 'c', address: 'a', timeZone: 'Asia/Shanghai', enabled: true }
    warehouses.east = (await saveWarehouse(world.ctx, { code: 'HD', name: '华东仓', ...place })).id
    warehouses.south = (await saveWarehouse(world.ctx, { code: 'HN', name: '华南仓', ...place })).id
  })
  beforeEach(async () => {
    await world.ctx.sql`DELETE FROM stock_hints`
  })
  afterAll(() => world.close())

  const hint = (sku: string, quantity: number, told: { hoursAgo?: number; at?: 'east' | 'south' } = {}) => ({
    sku,
    quantity,
    warehouseId: warehouses[told.at ?? 'east'],
    saidAt: new Date(world.ctx.now().getTime() - (told.hoursAgo ?? 0) * HOUR),
    saidBy: '旺店通',
  })
  const keep = (...hints: ReturnType<typeof hint>[]) => keepStockHints(world.ctx, world.ctx.sql, hints)
  const known = () => world.ctx.sql<{ sku: string; quantity: number }[]>`
    SELECT sku, quantity FROM stock_hints ORDER BY sku, warehouse_id`
  const order = (lines: AssignmentFacts['lines']): AssignmentFacts => ({ province: null, platform: 'douyin', lines })
  const assigned = async (lines: AssignmentFacts['lines']) =>
    (await assignWarehouses(world.ctx, world.ctx.sql, [order(lines)]))[0]?.reason ?? null

  it('end the same in whatever order and however often they come', async () => {
    const told = fc.record({ sku: fc.constantFrom('A', 'B'), hour: fc.integer({ min: 0, max: 5 }) })
    await fc.assert(
      fc.asyncProperty(
        fc.array(told, { minLength: 1, maxLength: 8 }),
        fc.infiniteStream(fc.nat()),
        async (all, random) => {
          const hints = all.map(({ sku, hour }) => hint(sku, hour * 10, { hoursAgo: hour }))
          const run = async (sequence: typeof hints) => {
            await world.ctx.sql`DELETE FROM stock_hints`
            for (const one of sequence) await keep(one)
            return known()
          }
          const expected = await run(hints)
          const shuffled = [...hints, ...hints]
            .map((one) => ({ one, at: random.next().value as number }))
            .sort((a, b) => a.at - b.at)
            .map(({ one }) => one)
          expect(await run(shuffled)).toEqual(expected)
        },
      ),
      { numRuns: 25 },
    )
  })

  it('of a time yet to come count as of now, so that the next one is not older', async () => {
    expect(await keep(hint('A', 9, { hoursAgo: -8 }))).toBe(1)
    expect(await keep(hint('A', 4))).toBe(1)
    expect(await known()).toEqual([{ sku: 'A', quantity: 4 }])
  })

  describe('with rules that ask for them', () => {
    beforeAll(async () => {
      const any = { provinces: [], platforms: [], categories: [], skus: [], enabled: true }
      await saveRule(world.ctx, { name: '华东有货', ...any, stockHintHours: 6, warehouseId: warehouses.east })
      await saveRule(world.ctx, { name: '华南有货', ...any, stockHintHours: 24, warehouseId: warehouses.south })
      await saveRule(world.ctx, { name: '其余', ...any, stockHintHours: null, warehouseId: warehouses.east })
    })
    const two = [
      { sku: 'A', quantity: 1 },
      { sku: 'B', quantity: 2 },
      { sku: 'A', quantity: 2 },
    ]

    it('take an order only where they cover all of it, lines of one SKU added up', async () => {
      await keep(hint('A', 3), hint('B', 2))
      expect(await assigned(two)).toBe('华东有货')
      await keep(hint('A', 2))
      expect(await assigned(two)).toBe('其余')
      await keep(hint('A', 3, { at: 'south' }), hint('B', 2, { at: 'south' }))
      expect(await assigned(two)).toBe('华南有货')
    })

    it('do not take what nothing is known of, or what was said too long ago', async () => {
      await keep(hint('A', 9), hint('B', 9, { hoursAgo: 6 }))
      expect(await assigned(two)).toBe('华东有货')
      world.clock.forward(1)
      expect(await assigned(two)).toBe('其余')
      expect(
        await assigned([
          { sku: 'A', quantity: 1 },
          { sku: null, quantity: 1 },
        ]),
      ).toBe('其余')
      expect(await assigned([])).toBe('其余')
    })

    it('are explained rule by rule', async () => {
      await keep(hint('A', 2), hint('B', 5, { hoursAgo: 30, at: 'south' }))
      const { rules, taker } = await explainRules(world.ctx, order(two))
      expect(taker).toBe(2)
      expect(rules.map(({ name, unmet }) => [name, unmet])).toEqual([
        ['华东有货', ['stock']],
        ['华南有货', ['stock']],
        ['其余', []],
      ])
      expect(rules.map(({ stock }) => stock.map((one) => [one.sku, one.needed, one.verdict, one.quantity]))).toEqual([
        [
          ['A', 3, 'short', 2],
          ['B', 2, 'unknown', null],
        ],
        [
          ['A', 3, 'unknown', null],
          ['B', 2, 'old', 5],
        ],
        [],
      ])
    })

    it('cost an order the hints of its own SKUs', async () => {
      const owner = openDatabase(world.ownerUrl, { max: 1, name: 'baton-test' })
      const many = Array.from({ length: 2000 }, (_, index) => hint(`S${index}`, 1))
      await keep(...many, ...many.map((one) => ({ ...one, warehouseId: warehouses.south })))
      // The application's role may not; until somebody does, a plan may stand that was made for an empty table.
      await owner.sql`ANALYZE stock_hints`
      await owner.close()
      const facts = order([
        { sku: 'S7', quantity: 1 },
        { sku: 'S8', quantity: 2 },
      ])
      expect(await rowsRead(world.ctx, 'stock_hints', (ctx) => assignWarehouses(ctx, ctx.sql, [facts]))).toBe(4)
    })
  })

  it('cost nothing, not even a round trip, while no rule asks for them', async () => {
    const { ctx } = world
    await ctx.sql`UPDATE assignment_rules SET stock_hint_hours = NULL`
    let statements = 0
    const counting = new Proxy(ctx.sql, {
      apply: (target, self, given) => {
        statements += 1
        return Reflect.apply(target, self, given)
      },
    })
    const fresh = { ...ctx, sql: counting }
    const orders = [order([{ sku: 'A', quantity: 1 }])]
    await assignWarehouses(fresh, counting, orders)
    expect(statements).toBe(1)
    await assignWarehouses(fresh, counting, orders)
    expect(statements).toBe(1)
  })

  describe('by file', () => {
    const take = (csv: string, dryRun = false) => importCsv(world.ctx, { kind: 'stock', csv, dryRun })

    it('stand beside their products, each with who said it when', async () => {
      await importCsv(world.ctx, { kind: 'products', csv: 'sku,name,category\nA,外套,服饰\n', dryRun: false })
      const csv = 'warehouse_code,sku,quantity,said_at\nHD,A,12,2026-01-05 09:30\nHN,A,-3,2026-01-05T01:45:00Z\n'
      expect(await take(csv)).toMatchObject({ applied: true, rows: 2, created: 2, updated: 0 })
      expect((await listProducts(world.ctx, { limit: 1 })).rows[0]?.stock).toEqual([
        { warehouseName: '华东仓', quantity: 12, saidAt: '2026-01-05T01:30:00.000Z', saidBy: world.ctx.actor.name },
        { warehouseName: '华南仓', quantity: -3, saidAt: '2026-01-05T01:45:00.000Z', saidBy: world.ctx.actor.name },
      ])
      const mixed = 'warehouse_code,sku,quantity,said_at\nHD,A,5,2026-01-05 09:29\nHN,A,4,\nHD,B,1,\n'
      expect(await take(mixed, true)).toMatchObject({ rows: 3, created: 1, updated: 1, older: 1, errors: [] })
      await take(mixed)
      expect((await known()).map((one) => one.quantity)).toEqual(expect.arrayContaining([12, 4, 1]))
    })

    it('are taken all or none, and what is wrong is named', async () => {
      const rows = ['XX,A,1,', 'HD,A,1.5,', 'HD,B,1,soon', 'HD,,1,', 'HD,C,1,', 'HD,C,2,']
      const result = await take(`warehouse_code,sku,quantity,said_at\n${rows.join('\n')}\n`)
      expect(result.applied).toBe(false)
      expect(result.errors.map(({ line, column }) => [line, column])).toEqual([
        [2, 'warehouse_code'],
        [3, 'quantity'],
        [4, 'said_at'],
        [5, 'sku'],
        [7, 'sku'],
      ])
      expect(await known()).toEqual([])
    })

    it('set the condition of a rule', async () => {
      const csv = 'name,warehouse_code,stock_hours\n有货,HD,12\n'
      expect(await importCsv(world.ctx, { kind: 'rules', csv, dryRun: false })).toMatchObject({ applied: true })
      const hours = async () =>
        (await world.ctx.sql`SELECT stock_hint_hours AS h FROM assignment_rules WHERE name = '有货'`)[0]?.h
      expect(await hours()).toBe(12)
      await importCsv(world.ctx, { kind: 'rules', csv: 'name,warehouse_code\n有货,HD\n', dryRun: false })
      expect(await hours()).toBe(12)
      const wrong = await importCsv(world.ctx, { kind: 'rules', csv: csv.replace(',12', ',1d'), dryRun: false })
      expect(wrong.errors).toMatchObject([{ line: 2, column: 'stock_hours' }])
      await importCsv(world.ctx, { kind: 'rules', csv: csv.replace(',12', ','), dryRun: false })
      expect(await hours()).toBeNull()
    })
  })
})
