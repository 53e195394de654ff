import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Device, revokeDevice } from '../staff/index.ts'
import { type Deed, type FloorWorld, openFloorWorld } from './floor-world.fixture.ts'
import { attachScans, listDevices, openTrip, readBoard, readHandOver, releaseQuarantine } from './index.ts'

let floor: FloorWorld
let table: Device
let other: Device
let dock: Device
let trip: string
let made = 0

beforeAll(async () => {
  floor = await openFloorWorld()
  table = await floor.device('打包台 1')
  other = await floor.device('打包台 2')
  dock = await floor.device('月台')
  trip = (await openTrip(floor.ctx, dock, { carrier: 'SF' })).code
})
afterAll(() => floor.close())

const pack = (code: string): Deed => ({ kind: 'pack_start', code })
const load = (waybill: string, onto = trip): Deed => ({ kind: 'load', waybill, trip: onto })

function nextWaybill(): string {
  made += 1
  return `SF${1_200_000_000 + made}`
}

async function appears(waybill: string): Promise<string> {
  return floor.order(`L${waybill}`, { parcels: [{ carrier: 'SF', waybill, lineNumbers: [] }] })
}

async function scanNext(device: Device, deed: Deed): Promise<void> {
  floor.clock.forward(1000)
  expect(await floor.scan(device, deed)).toEqual(['unmatched'])
}

describe('scans of a waybill that appears later', () => {
  it('take effect in the order they happened, whichever devices they were made with', async () => {
    const [first, second] = [nextWaybill(), nextWaybill()]
    await scanNext(table, pack(first))
    await scanNext(dock, load(first))
    await scanNext(other, pack(second))
    await scanNext(dock, load(second))
    const ids = [await appears(first), await appears(second)]
    expect(await attachScans(floor.ctx)).toBe(4)
    expect(await Promise.all(ids.map(floor.stateOf))).toEqual(['shipped', 'shipped'])
  })

  it('count as loaded although the truck has left meanwhile; what is scanned after that does not', async () => {
    const waybill = nextWaybill()
    const { code } = await openTrip(floor.ctx, dock, { carrier: 'SF' })
    await floor.scan(dock, pack(waybill), load(waybill, code))
    floor.clock.forward(1000)
    expect(await floor.scan(dock, { kind: 'hand_over', trip: code })).toEqual(['handed_over'])
    floor.clock.forward(1000)
    expect(await floor.scan(dock, load(nextWaybill(), code))).toEqual(['trip_closed'])
    const id = await appears(waybill)
    await attachScans(floor.ctx)
    expect(await floor.stateOf(id)).toBe('shipped')
    const { rows } = await readHandOver(floor.ctx, dock, { code })
    expect(rows.map((row) => [row.waybill, row.isLater])).toEqual([[waybill, true]])
  })

  it('take no effect any more once they were taken back', async () => {
    const [together, apart] = [nextWaybill(), nextWaybill()]
    const mistake = floor.scanOf(load(together))
    const answers = await floor.send(dock, [
      floor.scanOf(pack(together)),
      mistake,
      floor.scanOf({ kind: 'undo', scanId: mistake.id }),
    ])
    expect(answers.map((one) => one.answer)).toEqual(['unmatched', 'unmatched', 'undone'])
    const started = floor.scanOf(pack(apart))
    await floor.send(dock, [started])
    expect(await floor.scan(dock, { kind: 'undo', scanId: started.id })).toEqual(['undone'])
    const ids = [await appears(together), await appears(apart)]
    expect(await attachScans(floor.ctx)).toBe(1)
    expect(await Promise.all(ids.map(floor.stateOf))).toEqual(['packing', 'to_ship'])
  })

  it('may be taken back in time also after they took effect', async () => {
    const waybill = nextWaybill()
    const started = floor.scanOf(pack(waybill))
    await floor.send(table, [started])
    const id = await appears(waybill)
    await attachScans(floor.ctx)
    expect(await floor.stateOf(id)).toBe('packing')
    floor.clock.forward(121_000)
    expect(await floor.scan(table, { kind: 'undo', scanId: started.id })).toEqual(['undo_too_late'])
    floor.clock.forward(-60_000)
    expect(await floor.scan(table, { kind: 'undo', scanId: started.id })).toEqual(['undone'])
    expect(await floor.stateOf(id)).toBe('to_ship')
  })
})

describe('what a revoked device had sent', () => {
  it('waits on for its waybill where that is not known when a person releases it', async () => {
    const lost = await floor.device('PDA 7')
    const waybill = nextWaybill()
    await revokeDevice(floor.ctx, { id: lost.id })
    await floor.scan({ ...lost, isRevoked: true }, pack(waybill))
    expect(await releaseQuarantine(floor.ctx, { id: lost.id })).toEqual({ released: 1 })
    expect((await listDevices(floor.ctx)).find((one) => one.id === lost.id)?.quarantined).toBe(0)
    floor.clock.forward(31 * 60_000)
    expect((await readBoard(floor.ctx, {})).unmatched.map((one) => one.waybill)).toEqual([waybill])
    const id = await appears(waybill)
    expect(await attachScans(floor.ctx)).toBe(1)
    expect(await floor.stateOf(id)).toBe('packing')
  })

  it('stays taken back where the device itself took it back in time', async () => {
    const lost = { ...(await floor.device('PDA 8')), isRevoked: true }
    const waybill = nextWaybill()
    const id = await appears(waybill)
    await floor.scan(table, pack(waybill))
    await revokeDevice(floor.ctx, { id: lost.id })
    const mistake = floor.scanOf(load(waybill))
    await floor.send(lost, [mistake, floor.scanOf({ kind: 'undo', scanId: mistake.id })])
    floor.clock.forward(3_600_000)
    await releaseQuarantine(floor.ctx, { id: lost.id })
    expect(await floor.stateOf(id)).toBe('packing')
  })
})
