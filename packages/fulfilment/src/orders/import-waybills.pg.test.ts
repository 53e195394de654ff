import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyPending } from '../channels/index.ts'
import { importWaybillFile, issueErpKey, listErps, pauseIntegration, resumeIntegration, saveErp } from '../erp/index.ts'
import { actingAs, type Context } from '../runtime/index.ts'
import { openTestShop, type TestShop } from '../testing/own-shop.ts'
import { aSnapshot } from '../testing/snapshot.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { moveOrders } from './index.ts'

describe('waybills from a file', () => {
  let world: TestContext
  let ctx: Context
  let shop: TestShop
  beforeAll(async () => {
    world = await openTestContext()
    ctx = actingAs(world.ctx, { kind: 'person', id: 'p1', name: '李娜' }, '192.0.2.1')
    shop = await openTestShop(world.ctx)
    const parcels = [{ carrier: 'yuantong', waybill: 'YT90000', lineNumbers: ['1'] }]
    for (const orderNumber of ['W0', 'W1', 'W2', 'W3']) await shop.push(orderNumber, aSnapshot({ orderNumber }))
    await shop.push('W8', aSnapshot({ orderNumber: 'W8', nativeStatus: 'shipped', shippedAt: new Date(), parcels }))
    await applyPending(world.ctx, shop.apps)
  })
  afterAll(() => world.close())

  const idOf = async (number: string) =>
    (await ctx.sql<{ id: string }[]>`SELECT id FROM orders WHERE native_number = ${number}`)[0]?.id ?? ''
  const told = async (rows: readonly string[], dryRun = false) => {
    const result = await importWaybillFile(ctx, { csv: ['order,carrier,waybill', ...rows].join('\n'), dryRun })
    return result.errors.length > 0 ? result.errors : result.lines.map((one) => one.reason ?? one.verdict)
  }
  const standing = () =>
    ctx.sql`
      SELECT o.native_number AS n, o.state, o.seq, array_agg(s.waybill ORDER BY s.waybill) FILTER (WHERE s.id IS NOT NULL) AS w
      FROM orders o LEFT JOIN shipment_lines l ON l.order_id = o.id LEFT JOIN shipments s ON s.id = l.shipment_id
      GROUP BY o.id ORDER BY 1`

  it('previews exactly what it then does, each line for itself, and the same file again does nothing', async () => {
    const rows = [
      `${await idOf('W0')},YTO,YT10000`,
      'W1,圆通速递,YT10001',
      'W1,SF Express,SF10001',
      'W1,YTO,YT10001',
      'W8,YTO,YT90000',
      'W8,SF,SF90000',
      'NOBODY,YTO,YT10009',
    ]
    const before = await standing()
    const [attempts] = await ctx.sql`SELECT count(*)::int FROM attempts`
    const expected = [
      'applied',
      'applied',
      'applied',
      'nothing_new',
      'nothing_new',
      'shipped_otherwise',
      'order_unknown',
    ]
    expect(await told(rows, true)).toEqual(expected)
    expect(await standing()).toEqual(before)
    expect(await ctx.sql`SELECT count(*)::int FROM attempts`).toEqual([attempts])
    expect(await told(rows)).toEqual(expected)
    const after = await standing()
    expect(after.map(({ n, state, w }) => [n, state, w])).toEqual([
      ['W0', 'shipped', ['YT10000']],
      ['W1', 'shipped', ['SF10001', 'YT10001']],
      ['W2', 'to_ship', null],
      ['W3', 'to_ship', null],
      ['W8', 'shipped', ['YT90000']],
    ])
    expect(await told(rows)).toEqual(expected.map((one) => (one === 'applied' ? 'nothing_new' : one)))
    expect(await standing()).toEqual(after)
  })

  it('adds a parcel to what has left in part, and no other to what has left whole', async () => {
    const actor = { kind: 'erp', id: 'e1', name: 'ERP' } as const
    const source = { actor, appId: null, address: null, eventId: null, topic: null, authority: 'granted' } as const
    const part = { carrier: 'YTO', waybill: 'YT20000', lineNumbers: [] }
    await ctx.sql.begin(async (tx) =>
      moveOrders(ctx, tx as never, [
        {
          target: { by: 'id', id: await idOf('W2') },
          source: { ...source, grants: ['part_shipped'] },
          occurredAt: ctx.now(),
          claim: { kind: 'step', to: 'part_shipped', parcels: [part] },
        },
      ]),
    )
    expect(await told(['W2,YTO,YT20000'])).toEqual(['nothing_new'])
    expect(await told(['W2,YTO,YT20000', 'W2,SF,SF20000'])).toEqual(['nothing_new', 'applied'])
    expect(await told(['W2,YTO,YT20001'])).toEqual(['shipped_otherwise'])
    expect((await standing()).find(({ n }) => n === 'W2')).toMatchObject({
      state: 'shipped',
      w: ['SF20000', 'YT20000'],
    })
  })

  it('imports nothing of a file with a wrong line, and says which and why', async () => {
    const errors = await told(['W3,YTO,YT30000', '1.23E+15,YTO,YT30001', 'W3,Pigeon,1.2E+11', ''])
    expect(errors).toMatchObject([
      { line: 3, column: 'order', message: { en: expect.stringContaining('rounded') } },
      { line: 4, column: 'carrier' },
      { line: 4, column: 'waybill', message: { en: expect.stringContaining('rounded') } },
    ])
    expect((await standing()).find(({ n }) => n === 'W3')).toMatchObject({ state: 'to_ship', w: null })
    for (const csv of ['', 'order,carrier\nW3,YTO', 'order,carrier,waybill\n"W3', 'order,carrier,waybill\nW3'])
      expect(await importWaybillFile(ctx, { csv, dryRun: false })).toMatchObject({ applied: false, lines: [], rows: 0 })
  })

  it('is a credential like any other: refused beyond its grants, not taken while paused', async () => {
    const [files] = (await listErps(ctx)).filter((one) => one.kind === 'file')
    const id = files?.id ?? ''
    expect(files).toMatchObject({ grants: ['part_shipped', 'shipped'], mayHold: false, keys: [] })
    await shop.push('W20', aSnapshot({ orderNumber: 'W20' }))
    await applyPending(world.ctx, shop.apps)
    await saveErp(ctx, { id, name: '文件导入', grants: ['packing'], mayHold: false })
    expect(await told(['W20,YTO,YT20000'])).toEqual(['not_granted'])
    const [attempt] = await ctx.sql`SELECT verdict, actor_name, app_id FROM attempts ORDER BY id DESC LIMIT 1`
    expect(attempt).toMatchObject({ verdict: 'forbidden', actorName: '李娜', appId: id })
    await saveErp(ctx, { id, name: '文件导入', grants: ['shipped'], mayHold: false })
    await pauseIntegration(ctx, { kind: 'erp', id })
    await expect(told(['W20,YTO,YT20000'])).rejects.toMatchObject({ code: 'INTEGRATION_PAUSED' })
    await resumeIntegration(ctx, { kind: 'erp', id })
    expect(await told(['W20,YTO,YT20000'])).toEqual(['applied'])
    await expect(issueErpKey(ctx, { id })).rejects.toMatchObject({ code: 'ERP_NOT_FOUND' })
  })
})
