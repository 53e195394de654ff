import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Device } from '../staff/index.ts'
import { type Deed, type FloorWorld, openFloorWorld } from './floor-world.fixture.ts'
import { lookUp, openTrip } from './index.ts'

let floor: FloorWorld
let pda: Device
let trip: string

beforeAll(async () => {
  floor = await openFloorWorld()
  pda = await floor.device('PDA 1')
  trip = (await openTrip(floor.ctx, pda, { carrier: 'SF' })).code
})
afterAll(() => floor.close())

const load = (waybill: string): Deed => ({ kind: 'load', waybill, trip })
const parcel = (waybill: string) => ({ carrier: 'SF', waybill, lineNumbers: [] })

async function loadAndTakeBack(waybill: string): Promise<readonly string[]> {
  const loaded = floor.scanOf(load(waybill))
  const outcomes = await floor.send(pda, [loaded, floor.scanOf({ kind: 'undo', scanId: loaded.id })])
  return outcomes.map((one) => one.answer)
}

it('a load that is taken back leaves an order shipped that its channel has reported as shipped', async () => {
  const waybill = 'SF1300000001'
  const id = await floor.order('T1', { parcels: [parcel(waybill)] })
  await floor.scan(pda, { kind: 'pack_start', code: waybill })
  const shippedAt = floor.ctx.now()
  await floor.order('T1', { state: 'shipped', shippedAt, parcels: [parcel(waybill)] })
  floor.clock.forward(3_600_000)
  expect(await loadAndTakeBack(waybill)).toEqual(['loaded', 'undone'])
  const [row] = await floor.ctx.sql`SELECT state, shipped_at, taken_back FROM orders WHERE id = ${id}`
  expect(row).toEqual({ state: 'shipped', shippedAt, takenBack: null })
  const [loads] = await floor.ctx.sql`SELECT count(*)::int AS n FROM parcel_loads WHERE trip_code = ${trip}`
  expect(loads?.n).toBe(0)
})

it('so does one that its channel reported as shipped only after the scan, also when it is loaded and taken back again', async () => {
  const parcels = [parcel('SF1300000002')]
  const id = await floor.order('T6', { parcels })
  await floor.scan(pda, { kind: 'pack_start', code: id })
  const loaded = floor.scanOf(load('SF1300000002'))
  await floor.send(pda, [loaded])
  await floor.order('T6', { state: 'shipped', shippedAt: floor.ctx.now(), parcels })
  await floor.order('T6', { state: 'to_ship', sellerMemo: '急', shippedAt: floor.ctx.now(), parcels })
  expect(await floor.scan(pda, { kind: 'undo', scanId: loaded.id })).toEqual(['undone'])
  expect(await floor.stateOf(id)).toBe('shipped')
  expect(await loadAndTakeBack('SF1300000002')).toEqual(['loaded', 'undone'])
  expect(await floor.stateOf(id)).toBe('shipped')
})

it('a load comes back that nobody but a scan has reported', async () => {
  const parcels = [parcel('SF1300000003')]
  const id = await floor.order('T7', { parcels })
  await floor.scan(pda, { kind: 'pack_start', code: id })
  const loaded = floor.scanOf(load('SF1300000003'))
  await floor.send(pda, [loaded])
  await floor.order('T7', { sellerMemo: '急', parcels })
  expect(await floor.scan(pda, { kind: 'undo', scanId: loaded.id })).toEqual(['undone'])
  expect(await floor.stateOf(id)).toBe('packing')
})

it('what its channel has reported in part stays reported when the last load is taken back', async () => {
  const parcels = ['SF1300000011', 'SF1300000012'].map(parcel)
  const id = await floor.order('T2', { parcels })
  await floor.scan(pda, { kind: 'pack_start', code: id })
  await floor.order('T2', { state: 'part_shipped', parcels })
  await floor.scan(pda, load('SF1300000011'))
  expect(await loadAndTakeBack('SF1300000012')).toEqual(['loaded', 'undone'])
  expect(await floor.stateOf(id)).toBe('part_shipped')
  expect(await loadAndTakeBack('SF1300000012')).toEqual(['loaded', 'undone'])
  expect(await floor.stateOf(id)).toBe('part_shipped')
})

it('what was checked of a parcel whose packing was taken back is checked anew, and its serial number is free', async () => {
  const lamp = { lineNumber: '1', itemNumber: 'I2', sku: 'SKU-2', title: '台灯', quantity: 1, priceFen: 100 }
  const id = await floor.order('T5', { lines: [lamp] })
  const start = (): Deed => ({ kind: 'pack_start', code: id })
  const check: Deed = { kind: 'check_item', code: id, item: 'SKU-2', serial: 'S-77' }
  const checked = async () => {
    const found = await lookUp(floor.ctx, pda, { code: id })
    return found.kind === 'order' ? found.order.lines.map((line) => line.checked) : []
  }
  const started = floor.scanOf(start())
  const undo = (scanId: string) => floor.scanOf({ kind: 'undo', scanId })
  await floor.send(pda, [started, floor.scanOf(check)])
  expect(await checked()).toEqual([1])
  const back = undo(started.id)
  const again = floor.scanOf(start())
  const outcomes = await floor.send(pda, [back, again, floor.scanOf(check), undo(again.id)])
  expect(outcomes.map((one) => one.answer)).toEqual(['undone', 'packing_started', 'item_checked', 'undone'])
  expect(await checked()).toEqual([0])
  expect(await floor.scan(pda, start(), check, check)).toEqual(['packing_started', 'item_checked', 'too_many'])
  expect(await checked()).toEqual([1])
})

it('a device takes back its own scans only', async () => {
  const other = await floor.device('PDA 2')
  const id = await floor.order('T3')
  const started = floor.scanOf({ kind: 'pack_start', code: id })
  await floor.send(pda, [started])
  expect(await floor.scan(other, { kind: 'undo', scanId: started.id })).toEqual(['nothing_to_undo'])
  expect(await floor.scan(pda, { kind: 'undo', scanId: started.id })).toEqual(['undone'])
})

it('each parcel of an order comes back by itself', async () => {
  const [first = '', second = ''] = ['SF1300000021', 'SF1300000022']
  const id = await floor.order('T4', { parcels: [parcel(first), parcel(second)] })
  const arrived = (code: string): Deed => ({ kind: 'return_arrived', code })
  expect(await floor.scan(pda, arrived(first), arrived(second), arrived(first), arrived(id))).toEqual([
    ...['return_arrived', 'return_arrived', 'already_returned', 'already_returned'],
  ])
  expect(await floor.scan(pda, arrived(second))).toEqual(['already_returned'])
})
