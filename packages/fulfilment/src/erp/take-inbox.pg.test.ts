import type { ErpWrite } from '@baton/contract'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyPending } from '../channels/index.ts'
import { openTestConnector, type TestConnector } from '../testing/database-connector.ts'
import { openTestShop, type TestShop } from '../testing/own-shop.ts'
import { aSnapshot } from '../testing/snapshot.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { saveErp } from './credentials.ts'
import { forgetErpRequests } from './forget-requests.ts'
import { listErpCalls } from './list-calls.ts'
import { listErps } from './list-erps.ts'
import { pauseIntegration, resumeIntegration } from './pause.ts'
import { listRefusalBursts, watchRefusals } from './refusal-bursts.ts'
import { takeInbox } from './take-inbox.ts'
import { takeWrites } from './take-writes.ts'

type Row = Record<string, string | number | Date | null>

describe('what a database connector writes', () => {
  let world: TestContext
  let shop: TestShop
  let owner: postgres.Sql
  let connector: TestConnector
  beforeAll(async () => {
    world = await openTestContext()
    shop = await openTestShop(world.ctx)
    owner = postgres(world.ownerUrl, { max: 2, onnotice: () => {} })
    connector = await openTestConnector(world.ctx)
  })
  afterAll(async () => {
    await Promise.all([connector.sql, owner].map((sql) => sql.end({ timeout: 1 })))
    await world.close()
  })

  async function order(number: string, told: Partial<Parameters<typeof aSnapshot>[0]> = {}): Promise<string> {
    await shop.push(`m-${number}`, aSnapshot({ orderNumber: number, ...told }))
    await applyPending(world.ctx, shop.apps)
    const [row] = await world.ctx.sql<{ id: string }[]>`SELECT id FROM orders WHERE native_number = ${number}`
    return row?.id ?? ''
  }
  const shippedOrder = (number: string) => order(number, { nativeStatus: 'shipped', shippedAt: new Date() })
  const state = async (number: string) =>
    (await world.ctx.sql`SELECT state FROM orders WHERE native_number = ${number}`)[0]?.state

  async function write(rows: readonly Row[], sql = connector.sql): Promise<void> {
    await sql.begin(async (tx) => {
      for (const row of rows) await tx`INSERT INTO writes ${tx(row)}`
    })
  }
  async function takeAll(): Promise<void> {
    while ((await takeInbox(world.ctx)) > 0);
  }
  const told = (keys: readonly string[], sql = connector.sql) =>
    sql<{ key: string; verdict: string | null; reason: string | null; code: string | null; message: string | null }[]>`
      SELECT key, verdict, reason, code, message FROM writes WHERE key IN ${sql(keys)} ORDER BY id`

  it('moves orders as the API does, row by row in their order, in the name and from the address of its login', async () => {
    const id = await order('M1')
    await write([
      { key: 'm1', order_number: 'M1 ', status: 'packing', note: '' },
      { key: 'm2', order_number: id, status: 'shipped', carrier: 'YTO', waybill: 'YT-M1', lines: '1', expected_seq: 2 },
      {
        key: 'm3',
        order_number: 'M1',
        shop: 'S1',
        report: 'waybill',
        carrier: 'YTO',
        waybill: 'YT-M1B',
        occurred_at: world.clock.at,
      },
      { key: 'm4', order_number: 'M1', status: 'packing' },
    ])
    expect(await takeInbox(world.ctx)).toBe(4)
    const rows = await connector.sql`SELECT key, order_id, verdict, seq, code FROM writes ORDER BY id`
    expect(rows).toMatchObject([
      { key: 'm1', order_id: id, verdict: 'applied', seq: 2, code: null },
      { key: 'm2', order_id: id, verdict: 'applied', seq: 3, code: null },
      { key: 'm3', order_id: id, verdict: 'applied', code: null },
      { key: 'm4', order_id: id, verdict: 'locked', code: 'ORDER_LOCKED' },
    ])
    expect(await state('M1')).toBe('shipped')
    const attempts = await world.ctx.sql`
      SELECT verdict, actor_kind, actor_name, address, app_id FROM attempts WHERE order_id = ${id} AND actor_kind = 'erp'`
    const source = { actorKind: 'erp', actorName: '金蝶中间表', address: '127.0.0.1', appId: connector.id }
    expect(attempts).toMatchObject([
      { verdict: 'applied', ...source },
      { verdict: 'applied', ...source },
      { verdict: 'applied', ...source },
      { verdict: 'locked', ...source },
    ])
    expect(await takeInbox(world.ctx)).toBe(0)
  })

  it('is refused with the codes and verdicts that the API gives for the same', async () => {
    await shippedOrder('R1')
    await order('R2')
    await order('R3')
    const cases: readonly (readonly [Row, ErpWrite])[] = [
      [{ order_number: 'R1', status: 'to_ship' }, statusWrite('R1', 'to_ship')],
      [{ order_number: 'R2', status: 'done' }, statusWrite('R2', 'done')],
      [{ order_number: 'R2', status: 'shipped' }, statusWrite('R2', 'shipped')],
      [
        { order_number: 'R2', status: 'packing', expected_seq: 9 },
        { ...statusWrite('R2', 'packing'), expectedSeq: 9 },
      ],
      [{ order_number: 'R9', status: 'packing' }, statusWrite('R9', 'packing')],
      [
        { order_number: 'R2', report: 'lift', hold_reason: 'platform_freeze' },
        { order: { number: 'R2' }, report: { kind: 'lift', reason: 'platform_freeze' } },
      ],
    ]
    const { id } = await saveErp(world.ctx, {
      name: 'the API',
      grants: ['to_ship', 'packing', 'shipped'],
      mayHold: true,
    })
    const api = {
      id,
      name: 'the API',
      grants: ['to_ship', 'packing', 'shipped'],
      mayHold: true,
      mayTellStock: false,
      mayTellProducts: false,
      mayGiveLinks: false,
      sign: () => ({}),
    } as const
    const expected: (readonly [string | null, string, string | null])[] = []
    for (const [index, [, one]] of cases.entries()) {
      const request = { key: `r${index}`, body: Buffer.from(JSON.stringify(one)), writes: [one], address: '192.0.2.9' }
      const taken = await takeWrites(world.ctx, api, request)
      const [result] = taken.kind === 'answered' ? taken.results : []
      expected.push([result?.code ?? null, result?.verdict ?? '', result?.reason ?? null])
    }
    await write(cases.map(([row], index) => ({ key: `r${index}`, ...row })))
    await takeAll()
    const rows = await told(cases.map((_, index) => `r${index}`))
    expect(rows.map(({ code, verdict, reason }) => [code, verdict, reason])).toEqual(expected)
    const codes = ['ORDER_LOCKED', 'TRANSITION_FORBIDDEN', 'WAYBILL_MISSING', 'VERSION_CONFLICT', 'ORDER_NOT_FOUND']
    expect(expected.slice(0, 5).map(([code]) => code)).toEqual(codes)
    expect(rows[0]?.message).toBe('订单已发货，状态已锁定 / The order has shipped; its status is locked')
  })

  it('holds and lifts, if it may', async () => {
    await order('H1')
    const hold = { order_number: 'H1', report: 'hold', hold_reason: 'stock_out', note: '缺货' }
    await write([
      { key: 'h1', ...hold },
      { key: 'h2', order_number: 'H1', report: 'lift', hold_reason: 'stock_out' },
    ])
    await takeAll()
    expect((await told(['h1', 'h2'])).map((row) => row.verdict)).toEqual(['applied', 'applied'])
    const narrow = await openTestConnector(world.ctx, { name: '只读状态', mayHold: false })
    await write([{ key: 'h1', ...hold }], narrow.sql)
    await takeAll()
    expect(await told(['h1'], narrow.sql)).toMatchObject([{ verdict: 'forbidden', code: 'TRANSITION_FORBIDDEN' }])
    await narrow.sql.end({ timeout: 1 })
  })

  it('takes a key once: the same again hears the same and changes nothing, another report under it is refused', async () => {
    const id = await order('K1')
    const ship = { key: 'k1', order_number: 'K1', status: 'shipped', carrier: 'YTO', waybill: 'YT-K1' }
    await write([ship, ship])
    await takeAll()
    await write([ship, { key: 'k1', order_number: 'K1', status: 'packing' }])
    await takeAll()
    expect((await told(['k1'])).map(({ verdict, code }) => [verdict, code])).toEqual([
      ['applied', null],
      ['applied', null],
      ['applied', null],
      ['forbidden', 'IDEMPOTENCY_KEY_REUSED'],
    ])
    const [{ events, shipments } = {}] = await world.ctx.sql`
      SELECT (SELECT count(*)::int FROM order_events WHERE order_id = ${id}) AS events,
        (SELECT count(*)::int FROM shipments WHERE waybill = 'YT-K1') AS shipments`
    expect([events, shipments]).toEqual([2, 1])
  })

  it('says of a wrong row which column is wrong, tries nothing, and goes on with its neighbours', async () => {
    await order('G1')
    await write([
      { key: 'g1', order_number: 'G1', status: '已发货' },
      { key: null, order_number: 'G1', status: 'shipped' },
      { key: 'g2', order_number: "G1'; DROP TABLE orders; --", status: 'packing' },
    ])
    await connector.sql`
      INSERT INTO writes (key, order_number, status, occurred_at)
      VALUES ('g3', 'G1', 'packing', 'infinity'), ('g4', 'G1', 'packing', '0044-03-15 BC'), ('g5', 'G1', 'packing', now())`
    await takeAll()
    expect((await told(['g1', 'g2', 'g3', 'g4', 'g5'])).map(({ verdict, code }) => [verdict, code])).toEqual([
      [null, 'INPUT_INVALID'],
      ['unmatched', 'ORDER_NOT_FOUND'],
      [null, 'INPUT_INVALID'],
      [null, 'INPUT_INVALID'],
      ['applied', null],
    ])
    const keyless = await connector.sql`SELECT code FROM writes WHERE key IS NULL`
    expect(keyless).toEqual([{ code: 'IDEMPOTENCY_KEY_MISSING' }])
    const rows = await listErpCalls(world.ctx, { id: connector.id })
    expect(rows.find((row) => row.key === 'g1')).toMatchObject({
      code: 'INPUT_INVALID',
      detail: expect.stringMatching(/^status: /),
      refused: 1,
      isKept: false,
    })
  })

  it('goes on around a row that Postgres itself cannot take', async () => {
    await owner`CREATE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE data_exception; END $$`
    await owner`CREATE TRIGGER poison BEFORE INSERT ON erp_requests FOR EACH ROW WHEN (NEW.key = 'p3') EXECUTE FUNCTION poison()`
    for (const number of ['P1', 'P2', 'P3', 'P4', 'P5']) await order(number)
    await write([1, 2, 3, 4, 5].map((n) => ({ key: `p${n}`, order_number: `P${n}`, status: 'packing' })))
    await takeAll()
    expect((await told(['p1', 'p2', 'p3', 'p4', 'p5'])).map(({ verdict, code }) => verdict ?? code)).toEqual([
      ...['applied', 'applied', 'INPUT_INVALID', 'applied', 'applied'],
    ])
    await owner`DROP TRIGGER poison ON erp_requests`
  })

  it('commits a row’s outcome with its move, or neither', async () => {
    await order('C1')
    await write([{ key: 'c1', order_number: 'C1', status: 'packing' }])
    await owner`CREATE FUNCTION crash() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE SQLSTATE '57P01'; END $$`
    await owner`CREATE TRIGGER crash BEFORE UPDATE ON erp_inbox.writes FOR EACH ROW EXECUTE FUNCTION crash()`
    await expect(takeInbox(world.ctx)).rejects.toMatchObject({ code: '57P01' })
    expect([await state('C1'), (await told(['c1']))[0]?.verdict]).toEqual(['to_ship', null])
    await owner`DROP TRIGGER crash ON erp_inbox.writes`
    const workers = await Promise.all([takeInbox(world.ctx), takeInbox(world.ctx), takeInbox(world.ctx)])
    expect(workers.reduce((sum, decided) => sum + decided, 0)).toBe(1)
    expect([await state('C1'), (await told(['c1']))[0]?.verdict]).toEqual(['packing', 'applied'])
  })

  it('is kept while the connector is paused, and takes effect in its order when it is resumed', async () => {
    const id = await order('W1')
    await pauseIntegration(world.ctx, { kind: 'erp', id: connector.id })
    await write([
      { key: 'w1', order_number: 'W1', status: 'packing' },
      { key: 'w2', order_number: 'W1', status: 'shipped', carrier: 'YTO', waybill: 'YT-W1' },
      { key: 'w3', order_number: 'W1', status: 'to_ship' },
    ])
    expect(await takeInbox(world.ctx)).toBe(0)
    expect(await state('W1')).toBe('to_ship')
    const card = async () => (await listErps(world.ctx)).find((one) => one.id === connector.id)
    expect(await card()).toMatchObject({ kind: 'database', kept: 3 })
    expect((await listErpCalls(world.ctx, { id: connector.id }))[0]).toMatchObject({
      key: 'w3',
      order: 'W1',
      isKept: true,
    })
    expect(await resumeIntegration(world.ctx, { kind: 'erp', id: connector.id })).toEqual({ applied: null })
    await takeAll()
    expect((await told(['w1', 'w2', 'w3'])).map(({ verdict, code }) => [verdict, code])).toEqual([
      ['applied', null],
      ['applied', null],
      ['locked', 'ORDER_LOCKED'],
    ])
    expect(await world.ctx.sql`SELECT state, seq FROM orders WHERE id = ${id}`).toEqual([{ state: 'shipped', seq: 3 }])
    expect(await card()).toMatchObject({ pausedAt: null, kept: 0 })
  })

  it('makes one alert of a night of refusals, with source and address', async () => {
    const numbers = Array.from({ length: 120 }, (_, index) => `N${index}`)
    for (const number of numbers) await shippedOrder(number)
    const night = await openTestConnector(world.ctx, { name: '夜间覆盖' })
    await night.sql`INSERT INTO writes ${night.sql(numbers.map((n) => ({ key: `night-${n}`, order_number: n, status: 'to_ship' })))}`
    await takeAll()
    await watchRefusals(world.ctx)
    await watchRefusals(world.ctx)
    const [counts] =
      await night.sql`SELECT count(*)::int, count(DISTINCT code)::int AS codes, min(code) AS code FROM writes`
    expect(counts).toEqual({ count: 120, codes: 1, code: 'ORDER_LOCKED' })
    const bursts = (await listRefusalBursts(world.ctx)).filter((burst) => burst.sourceId === night.id)
    expect(bursts).toMatchObject([
      { source: '夜间覆盖', kind: 'erp', count: 120, addresses: ['127.0.0.1'], closedAt: null },
    ])
    const alerts = await world.ctx.sql`SELECT count FROM alerts WHERE kind = 'refusal_burst' AND subject = ${night.id}`
    expect(alerts).toEqual([{ count: 120 }])
    await night.sql.end({ timeout: 1 })
  })

  it('is forgotten after 30 days once it is decided, and its keys are not', async () => {
    await pauseIntegration(world.ctx, { kind: 'erp', id: connector.id })
    await write([{ key: 'late', order_number: 'M1', status: 'packing' }])
    world.clock.forward(31 * 86_400_000)
    await forgetErpRequests(world.ctx)
    expect(await connector.sql`SELECT key FROM writes`).toEqual([{ key: 'late' }])
    await resumeIntegration(world.ctx, { kind: 'erp', id: connector.id })
    await write([{ key: 'm1', order_number: 'M1', status: 'packing' }])
    await takeAll()
    expect((await told(['late', 'm1'])).map((row) => row.verdict)).toEqual(['locked', 'applied'])
  })
})

function statusWrite(number: string, to: 'to_ship' | 'packing' | 'shipped' | 'done'): ErpWrite {
  return { order: { number }, report: { kind: 'status', to, parcels: [] } }
}
