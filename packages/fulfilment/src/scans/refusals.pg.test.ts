import { afterAll, beforeAll, expect, it } from 'vitest'
import { readTimeline } from '../orders/index.ts'
import type { Device } from '../staff/index.ts'
import { type Deed, type FloorWorld, openFloorWorld } from './floor-world.fixture.ts'
import { openTrip } from './index.ts'

let floor: FloorWorld
let pda: Device

beforeAll(async () => {
  floor = await openFloorWorld()
  pda = await floor.device('PDA 1')
})
afterAll(() => floor.close())

const load = (waybill: string, trip: string): Deed => ({ kind: 'load', waybill, trip })

it('every refusal of a known parcel stands on the timeline of its order', async () => {
  const waybill = 'SF1400000001'
  const id = await floor.order('T1', { parcels: [{ carrier: 'SF', waybill, lineNumbers: [] }] })
  const { code } = await openTrip(floor.ctx, pda, { carrier: 'SF' })
  const table: Device = { ...(await floor.device('打包台')), grants: ['packing'] }
  const refused = [
    ...(await floor.scan(pda, { kind: 'pack_start', code: waybill }, { kind: 'hand_over', trip: code })),
    ...(await floor.scan(pda, load(waybill, code), load(waybill, 'TR-UNKNOWN1'))),
    ...(await floor.scan(pda, { kind: 'bind', orderId: id, waybill: 'UNTOLD-1', carrier: null })),
    ...(await floor.scan(table, { kind: 'return_arrived', code: waybill })),
  ].slice(2)
  expect(refused).toEqual(['trip_closed', 'trip_unknown', 'carrier_needed', 'not_granted'])
  const { entries } = await readTimeline(floor.ctx, { id, limit: 20 })
  const told = entries.filter((one) => one.verdict === 'forbidden').map(({ reason, actorName }) => [reason, actorName])
  expect(told.reverse()).toEqual([
    ['trip_closed', 'PDA 1 · 李四'],
    ['trip_unknown', 'PDA 1 · 李四'],
    ['carrier_needed', 'PDA 1 · 李四'],
    ['not_granted', '打包台 · 李四'],
  ])
  const unknown = await floor.scan(pda, load('SF1400000002', code), load('SF1400000002', 'TR-UNKNOWN1'))
  expect(unknown).toEqual(['trip_closed', 'trip_unknown'])
})
