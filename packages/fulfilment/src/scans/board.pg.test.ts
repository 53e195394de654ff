import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listAlerts } from '../alerts/index.ts'
import { saveWarehouse } from '../catalogue/index.ts'
import { holdOrders } from '../orders/index.ts'
import type { Device } from '../staff/index.ts'
import { rowsRead } from '../testing/rows-read.ts'
import { type FloorWorld, openFloorWorld } from './floor-world.fixture.ts'
import { attachScans, dismissUnmatched, listDevices, listStops, openTrip, readBoard, watchUnmatched } from './index.ts'

const MINUTE = 60_000
let floor: FloorWorld
let pda: Device
beforeAll(async () => {
  floor = await openFloorWorld()
  pda = await floor.device('PDA 1')
})
afterAll(() => floor.close())

const board = () => readBoard(floor.ctx, {})
const alerts = async () =>
  (await listAlerts(floor.ctx, { which: 'open', limit: 50, kinds: ['scans_unmatched'] })).rows.map((row) => row.count)

describe('the board', () => {
  it('counts what waits in one warehouse or in all, late ones first, held ones apart', async () => {
    const { ctx } = floor
    const within = (minutes: number) => ({ shipBy: new Date(ctx.now().getTime() + minutes * MINUTE) })
    const late = await floor.order('L', within(-5))
    await floor.order('U', { at: null, ...within(-5) })
    const soon = await floor.order('S', { at: floor.elsewhereId, ...within(20) })
    const packing = await floor.order('P', within(90))
    await floor.scan(pda, { kind: 'pack_start', code: packing })
    await holdOrders(ctx, { orders: { ids: [await floor.order('H')] }, reason: 'stock_out', note: '', until: null })
    const all = await board()
    expect(all).toMatchObject({
      toPack: 2,
      packing: 1,
      held: 1,
      late: 1,
      soon: 1,
      loadedToday: 0,
      onShift: 0,
      unassigned: 1,
    })
    expect(all.urgent.map((one) => one.orderId)).toEqual([late, soon, packing])
    expect(all.warehouses.map((one) => one.name)).toEqual(['华东仓', '华南仓'])
    const there = await readBoard(ctx, { warehouseId: floor.elsewhereId })
    expect(there).toMatchObject({ toPack: 1, packing: 0, held: 0, late: 0, soon: 1, unassigned: 0 })
    await floor.ctx.sql`UPDATE warehouses SET enabled = false WHERE id = ${floor.elsewhereId}`
    const without = await board()
    expect(without.warehouses.map((one) => one.name)).toEqual(['华东仓'])
    expect(without).toMatchObject({ toPack: 2, soon: 1, urgentCount: 3 })
    await floor.ctx.sql`UPDATE warehouses SET enabled = true WHERE id = ${floor.elsewhereId}`
    expect(await readBoard(ctx, { warehouseId: '00000000-0000-4000-8000-000000000000' })).toMatchObject({ toPack: 0 })
  })

  it('lists a scan that nobody knows after half an hour, with an alert that ends when it is known or dismissed', async () => {
    await floor.scan(pda, { kind: 'pack_start', code: 'SF7000000001' })
    await floor.scan(pda, { kind: 'pack_start', code: 'SF7000000002' })
    floor.clock.forward(29 * MINUTE)
    expect((await board()).unmatched).toEqual([])
    await watchUnmatched(floor.ctx)
    expect(await alerts()).toEqual([])
    floor.clock.forward(MINUTE)
    const { unmatched, unmatchedCount } = await board()
    expect(unmatchedCount).toBe(2)
    expect(unmatched[0]).toMatchObject({ kind: 'pack_start', deviceName: 'PDA 1', operatorName: '李四' })
    await watchUnmatched(floor.ctx)
    expect(await alerts()).toEqual([2])
    const typo = unmatched.find((one) => one.waybill === 'SF7000000001')
    await dismissUnmatched(floor.ctx, { id: typo?.id ?? '' })
    await expect(dismissUnmatched(floor.ctx, { id: typo?.id ?? '' })).rejects.toMatchObject({
      code: 'SCAN_NOT_WAITING',
    })
    await floor.order('K', { parcels: [{ carrier: 'SF', waybill: 'SF7000000002', lineNumbers: [] }] })
    expect(await attachScans(floor.ctx)).toBe(1)
    expect((await board()).unmatched).toEqual([])
    await watchUnmatched(floor.ctx)
    expect(await alerts()).toEqual([])
    const [kept] = await floor.ctx.sql`SELECT later_answer, later_by FROM scans WHERE waybill = 'SF7000000001'`
    expect(kept).toEqual({ laterAnswer: 'unmatched', laterBy: 'u1' })
  })
})

it('an unknown parcel counts once, however often it was scanned, and is dismissed as a whole', async () => {
  const waybill = 'SF7000000091'
  const { code: trip } = await openTrip(floor.ctx, pda, { carrier: 'SF' })
  const check = { kind: 'check_item', code: waybill, item: 'SKU-1', serial: null } as const
  await floor.scan(pda, { kind: 'pack_start', code: waybill }, check, { kind: 'load', waybill, trip })
  floor.clock.forward(31 * MINUTE)
  const { unmatched, unmatchedCount } = await board()
  expect([unmatchedCount, unmatched.map((one) => [one.waybill, one.kind])]).toEqual([
    1,
    [[waybill, expect.any(String)]],
  ])
  await watchUnmatched(floor.ctx)
  expect(await alerts()).toEqual([1])
  await dismissUnmatched(floor.ctx, { id: unmatched[0]?.id ?? '' })
  expect((await board()).unmatchedCount).toBe(0)
  const id = await floor.order('U91', { parcels: [{ carrier: 'SF', waybill, lineNumbers: [] }] })
  expect(await attachScans(floor.ctx)).toBe(0)
  expect(await floor.stateOf(id)).toBe('to_ship')
})

it('what was loaded today is counted by each warehouse’s own day', async () => {
  const { ctx } = floor
  const place = { province: 'p', city: 'c', address: 'a', enabled: true }
  const { id: here } = await saveWarehouse(ctx, { code: 'SH', name: '上海仓', ...place, timeZone: 'Asia/Shanghai' })
  const { id: there } = await saveWarehouse(ctx, { code: 'PX', name: 'Phoenix', ...place, timeZone: 'America/Phoenix' })
  const untilNoonInShanghai = (28 * 60 - ((ctx.now().getTime() / MINUTE) % (24 * 60))) % (24 * 60)
  floor.clock.forward(untilNoonInShanghai * MINUTE)
  for (const [at, waybill] of [
    [here, 'SF7000000101'],
    [there, 'SF7000000102'],
  ] as const) {
    const device = await floor.device(`PDA ${waybill}`, at)
    await floor.order(waybill, { at, parcels: [{ carrier: 'SF', waybill, lineNumbers: [] }] })
    const { code: trip } = await openTrip(ctx, device, { carrier: 'SF' })
    await floor.scan(device, { kind: 'pack_start', code: waybill }, { kind: 'load', waybill, trip })
  }
  const scansToday = async () => {
    const devices = (await listDevices(ctx)).filter((one) => [here, there].includes(one.warehouseId))
    return devices.map((one) => [one.warehouseId === here, one.scansToday]).sort()
  }
  expect(await scansToday()).toEqual([
    [false, 2],
    [true, 2],
  ])
  const loaded = async () =>
    Promise.all([here, there].map(async (warehouseId) => (await readBoard(ctx, { warehouseId })).loadedToday))
  expect(await loaded()).toEqual([1, 1])
  floor.clock.forward(11 * 60 * MINUTE)
  expect(await loaded()).toEqual([1, 0])
  expect(await scansToday()).toEqual([
    [false, 0],
    [true, 2],
  ])
  floor.clock.forward(60 * MINUTE)
  expect(await loaded()).toEqual([0, 0])
})

it('a device stops what was cancelled before anybody packed it, for as long as it may lie about', async () => {
  const { ctx } = floor
  const label = [{ carrier: 'SF', waybill: 'SF7000000201', lineNumbers: [] }]
  const plain = await floor.order('OFF-1')
  await floor.order('OFF-1', { state: 'cancelled' })
  const labelled = await floor.order('OFF-2', { parcels: label })
  await floor.order('OFF-2', { state: 'cancelled', parcels: label })
  await ctx.sql`UPDATE interceptions SET resolution = 'intercepted', resolved_at = ${ctx.now()} WHERE order_id = ${labelled}`
  const never = await floor.order('OFF-3', { state: 'pending_payment', paidAt: null })
  await floor.order('OFF-3', { state: 'cancelled', paidAt: null })
  const onDelivery = await floor.order('OFF-4', { paidAt: null })
  await floor.order('OFF-4', { state: 'cancelled', paidAt: null })
  const stops = async () => new Map((await listStops(ctx, pda)).stops.map((one) => [one.code, one.answer]))
  const known = await stops()
  expect([plain, labelled, 'SF7000000201', onDelivery, never].map((code) => known.get(code))).toEqual([
    ...['cancelled', 'cancelled', 'cancelled', 'cancelled', undefined],
  ])
  floor.clock.forward(73 * 60 * MINUTE)
  const later = await stops()
  expect([plain, onDelivery].some((code) => later.has(code))).toBe(false)
})

it('a device reads the parcels of the orders it must stop, and no others', async () => {
  const { ctx } = floor
  const held = await floor.order('HELD')
  await holdOrders(ctx, { orders: { ids: [held] }, reason: 'stock_out', note: '', until: null })
  await ctx.sql`
    WITH parcels AS (
      INSERT INTO shipments (id, carrier, waybill, trace, recorded_at)
      SELECT gen_random_uuid(), 'SF', 'SFOLD' || n, 'signed', now() FROM generate_series(1, 5000) n RETURNING id, waybill)
    INSERT INTO shipment_lines SELECT id, 'DB2026' || waybill, '*' FROM parcels`
  expect((await listStops(ctx, pda)).stops.map((one) => one.code)).toContain(held)
  expect(await rowsRead(ctx, 'shipment_lines', (within) => listStops(within, pda))).toBeLessThan(100)
})
