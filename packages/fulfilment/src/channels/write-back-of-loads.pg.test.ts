import { randomUUID } from 'node:crypto'
import { DEVICE_GRANTS, type ScanInput } from '@baton/contract'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { saveApp, saveWarehouse } from '../catalogue/index.ts'
import { type MoveSource, moveOrders } from '../orders/index.ts'
import { type Context, inTransaction } from '../runtime/index.ts'
import { applyScans, openTrip } from '../scans/index.ts'
import type { Device } from '../staff/index.ts'
import { OWN_SHOP_SECRET, openTestShop, type TestShop } from '../testing/own-shop.ts'
import { aSnapshot } from '../testing/snapshot.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { applyPending, planWriteBack } from './index.ts'
import { readShipFacts } from './ship-facts.ts'

let world: TestContext
let ctx: Context
let shop: TestShop
let pda: Device
let trip: string
let seq = 0

beforeAll(async () => {
  world = await openTestContext()
  ctx = { ...world.ctx, actor: { kind: 'person', id: 'u1', name: '小陈' } }
  shop = await openTestShop(ctx)
  const endpoints = { events: 'http://127.0.0.1:9/events' }
  const fields = { secret: OWN_SHOP_SECRET, outgoingSecret: OWN_SHOP_SECRET }
  await saveApp(ctx, { id: shop.appId, platform: 'own-shop', name: '自有商城', fields, endpoints })
  shop.apps.forget()
  const place = { province: '浙江省', city: '杭州市', address: '1 号', timeZone: 'Asia/Shanghai', enabled: true }
  const { id: warehouseId } = await saveWarehouse(ctx, { code: 'HD', name: '华东仓', ...place })
  const id = randomUUID()
  await ctx.sql`
    INSERT INTO devices (id, kind, name, warehouse_id, created_at, created_by)
    VALUES (${id}, 'browser', 'PDA 1', ${warehouseId}, ${ctx.now()}, 'test')`
  pda = { id, name: 'PDA 1', warehouseId, isRevoked: false, grants: DEVICE_GRANTS, operatorId: null }
  trip = (await openTrip(ctx, pda, { carrier: 'SF' })).code
})
afterAll(() => world.close())

async function order(number: string, waybills: readonly string[]): Promise<string> {
  const parcels = waybills.map((waybill) => ({ carrier: 'SF', waybill, lineNumbers: [] }))
  await shop.push(`m-${number}`, aSnapshot({ orderNumber: number, parcels }))
  await applyPending(ctx, shop.apps)
  const [row] = await ctx.sql<{ id: string }[]>`SELECT id FROM orders WHERE native_number = ${number}`
  return row?.id ?? ''
}

async function scan(deed: object): Promise<{ id: string; answer: string | undefined }> {
  seq += 1
  const id = randomUUID()
  const base = { id, seq, at: ctx.now().toISOString(), offsetMs: 0, operatorId: null }
  const { outcomes } = await applyScans(ctx, pda, { scans: [{ ...base, ...deed } as ScanInput] })
  return { id, answer: outcomes[0]?.answer }
}
const load = (waybill: string) => scan({ kind: 'load', waybill, trip })

/** An ERP says that a parcel left. */
function reportByErp(id: string, { to, waybill }: { to: 'part_shipped' | 'shipped'; waybill: string }) {
  const source: MoveSource = {
    ...{ actor: { kind: 'erp', id: 'e', name: '旺店通' }, appId: null, address: null, eventId: null, topic: null },
    ...{ authority: 'granted', grants: [to] },
  }
  const claim = { kind: 'step', to, parcels: [{ carrier: 'SF', waybill, lineNumbers: [] }] } as const
  return inTransaction(ctx, (tx) =>
    moveOrders(ctx, tx, [{ target: { by: 'id', id }, source, occurredAt: ctx.now(), claim }]),
  )
}

async function plan(): Promise<void> {
  const jobs = await ctx.sql<{ data: { moves: Parameters<typeof planWriteBack>[2] } }[]>`
    DELETE FROM pgboss.job WHERE name = 'channels.write-back' RETURNING data`
  for (const { data } of jobs) await planWriteBack(ctx, shop.apps, data.moves)
}

interface Call {
  readonly id: number
  readonly key: string
  readonly payload: never
  readonly nextAt: Date
}

async function waiting(orderId: string): Promise<readonly Call[]> {
  return ctx.sql<Call[]>`
    SELECT id, key, payload, next_at FROM deliveries WHERE order_id = ${orderId} AND state = 'pending' ORDER BY id`
}

/** What each call that waits would say now. */
async function said(orderId: string): Promise<readonly (string | readonly string[])[]> {
  const codes = async () => new Map([['SF', { code: 'SF', name: '顺丰' } as never]])
  const all = await waiting(orderId)
  const facts = await Promise.all(all.map((one) => readShipFacts(ctx, codes, one as never)))
  return facts.map((one) => (one.kind === 'ready' ? one.input.parcels.map(({ waybill }) => waybill).sort() : one.kind))
}

it('tells a channel of a parcel once it is loaded, and not of the other that still stands on the table', async () => {
  const id = await order('P1', ['SF1600000001', 'SF1600000002'])
  await scan({ kind: 'pack_start', code: id })
  expect((await load('SF1600000001')).answer).toBe('part_loaded')
  await plan()
  expect(await said(id)).toEqual([['SF1600000001']])
  expect((await load('SF1600000002')).answer).toBe('loaded')
  await plan()
  expect(await said(id)).toEqual([['SF1600000001'], ['SF1600000002']])
})

it('tells a channel of each parcel once it is loaded, also of those between the first and the last', async () => {
  const id = await order('P5', ['SF1600000051', 'SF1600000052', 'SF1600000053'])
  await scan({ kind: 'pack_start', code: id })
  for (const waybill of ['SF1600000051', 'SF1600000052']) {
    expect((await load(waybill)).answer).toBe('part_loaded')
    await plan()
  }
  expect(await said(id)).toEqual([['SF1600000051'], ['SF1600000052']])
})

it('tells a channel at once of a parcel that an ERP reports, although the floor loads the others', async () => {
  const id = await order('P4', ['SF1600000041', 'SF1600000042', 'SF1600000043'])
  const report = (waybill: string) => reportByErp(id, { to: 'part_shipped', waybill })
  await scan({ kind: 'pack_start', code: id })
  await load('SF1600000041')
  await plan()
  expect((await report('SF1600000042'))[0]?.verdict).toBe('applied')
  await plan()
  expect(await said(id)).toEqual([['SF1600000041'], ['SF1600000042']])
  const [, reported] = await waiting(id)
  expect(reported?.nextAt).toEqual(ctx.now())
  expect((await report('SF1600000042'))[0]?.verdict).toBe('duplicate')
  await plan()
  expect(await said(id)).toHaveLength(2)
  await load('SF1600000043')
  await plan()
  expect(await said(id)).toEqual([['SF1600000041'], ['SF1600000042'], ['SF1600000043']])
})

it('tells nothing of a parcel whose load was taken back, and waits anew when it is loaded again', async () => {
  const id = await order('P2', ['SF1600000011'])
  await scan({ kind: 'pack_start', code: id })
  const first = await load('SF1600000011')
  await plan()
  world.clock.forward(60_000)
  expect((await scan({ kind: 'undo', scanId: first.id })).answer).toBe('undone')
  await plan()
  expect(await said(id)).toEqual(['undone'])
  world.clock.forward(30_000)
  await load('SF1600000011')
  const loadedAt = ctx.now()
  await plan()
  expect(await said(id)).toEqual([['SF1600000011']])
  const [call] = await waiting(id)
  expect(call?.nextAt).toEqual(new Date(loadedAt.getTime() + 120_000))
})

it('one parcel of two that is taken back holds up neither the other nor itself', async () => {
  const id = await order('P3', ['SF1600000021', 'SF1600000022'])
  await scan({ kind: 'pack_start', code: id })
  await load('SF1600000021')
  const second = await load('SF1600000022')
  await plan()
  expect(await said(id)).toEqual([['SF1600000021', 'SF1600000022']])
  await scan({ kind: 'undo', scanId: second.id })
  await plan()
  expect(await said(id)).toEqual(['undone', ['SF1600000021']])
  await ctx.sql`UPDATE deliveries SET state = 'done', code = 'undone' WHERE key IN (SELECT key FROM deliveries WHERE order_id = ${id} ORDER BY id LIMIT 1)`
  await load('SF1600000022')
  await plan()
  expect(await said(id)).toEqual([['SF1600000021'], ['SF1600000022']])
})

it('still tells a channel of what was reported as shipped when the buyer changes the address after that', async () => {
  const waybills = ['SF1600000061', 'SF1600000062']
  const parcels = waybills.map((waybill) => ({ carrier: 'SF', waybill, lineNumbers: [] }))
  const id = await order('P6', waybills)
  await reportByErp(id, { to: 'shipped', waybill: 'SF1600000061' })
  expect((await load('SF1600000062')).answer).toBe('loaded')
  await plan()
  expect(await said(id)).toEqual([waybills])
  world.clock.forward(1000)
  const { receiver, ...rest } = aSnapshot({ orderNumber: 'P6', parcels, version: 1_780_000_001_000 })
  await shop.push('m-P6-2', { ...rest, receiver: receiver && { ...receiver, address: '文二路***' } })
  await applyPending(ctx, shop.apps)
  expect(await said(id)).toEqual([waybills])
})
