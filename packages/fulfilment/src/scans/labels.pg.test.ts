import { afterAll, beforeAll, expect, it } from 'vitest'
import { listInterceptions, readOrder, resolveInterception } from '../orders/index.ts'
import type { Device } from '../staff/index.ts'
import { type Deed, type FloorWorld, openFloorWorld } from './floor-world.fixture.ts'
import { listStops, lookUp, openTrip } from './index.ts'

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
const place = {
  name: '王**',
  phone: '138****1234',
  province: '浙江省',
  city: '杭州市',
  district: '西湖区',
  handle: null,
}

async function moved(number: string, waybill: string): Promise<string> {
  const id = await floor.order(number, { parcels: [parcel(waybill)] })
  await floor.scan(pda, { kind: 'pack_start', code: waybill })
  floor.clock.forward(1000)
  await floor.order(number, { parcels: [parcel(waybill)], receiver: { ...place, address: '别处' } })
  floor.clock.forward(1000)
  return id
}

it('an order whose label was replaced has shipped with the new one', async () => {
  const id = await moved('T1', 'SF1500000001')
  expect(await floor.scan(pda, load('SF1500000001'))).toEqual(['address_changed'])
  expect(await floor.scan(pda, { kind: 'bind', orderId: id, waybill: 'SF1500000002', carrier: null })).toEqual([
    'bound',
  ])
  const stopped = new Map((await listStops(floor.ctx, pda)).stops.map((one) => [one.code, one.answer]))
  const codes = [id, 'SF1500000001', 'SF1500000002']
  expect(codes.map((code) => stopped.get(code))).toEqual([undefined, 'address_changed', undefined])
  expect(await floor.scan(pda, load('SF1500000002'))).toEqual(['loaded'])
  expect(await floor.stateOf(id)).toBe('shipped')
})

it('a two-box order whose labels were replaced has shipped with the second of the new ones', async () => {
  const id = await moved('T2', 'SF1500000011')
  await floor.scan(pda, { kind: 'bind', orderId: id, waybill: 'SF1500000012', carrier: null })
  await floor.scan(pda, { kind: 'bind', orderId: id, waybill: 'SF1500000013', carrier: null })
  expect(await floor.scan(pda, load('SF1500000012'), load('SF1500000013'))).toEqual(['part_loaded', 'loaded'])
})

it('a label that a person says still holds goes on, on every screen, until the address changes again', async () => {
  const waybill = 'SF1500000021'
  const id = await moved('T3', waybill)
  const isStopped = async () => {
    const found = await lookUp(floor.ctx, pda, { code: waybill })
    const { parcels } = await readOrder(floor.ctx, { id })
    return [
      found.kind === 'order' && found.order.stop === 'address_changed',
      (await listStops(floor.ctx, pda)).stops.some((one) => one.code === waybill),
      parcels[0]?.isLabelOutdated,
    ]
  }
  expect(await isStopped()).toEqual([true, true, true])
  const [task] = (await listInterceptions(floor.ctx, { open: true, orderId: id, limit: 5 })).rows
  await resolveInterception(floor.ctx, { id: task?.id ?? '', resolution: 'not_needed', note: '同一运单已换新地址' })
  expect(await isStopped()).toEqual([false, false, false])
  floor.clock.forward(1000)
  await floor.order('T3', { parcels: [parcel(waybill)], receiver: { ...place, address: '又一处' } })
  expect(await isStopped()).toEqual([true, true, true])
  const [again] = (await listInterceptions(floor.ctx, { open: true, orderId: id, limit: 5 })).rows
  await resolveInterception(floor.ctx, { id: again?.id ?? '', resolution: 'not_needed', note: '同上' })
  expect(await floor.scan(pda, load(waybill))).toEqual(['loaded'])
})
