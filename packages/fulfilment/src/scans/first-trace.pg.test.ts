import { afterAll, beforeAll, expect, it } from 'vitest'
import { readOrder } from '../orders/index.ts'
import type { Device } from '../staff/index.ts'
import { type Deed, type FloorWorld, openFloorWorld } from './floor-world.fixture.ts'
import { openTrip } from './index.ts'

const HOUR = 3_600_000
let floor: FloorWorld
let pda: Device

beforeAll(async () => {
  floor = await openFloorWorld()
  pda = await floor.device('PDA 1')
})
afterAll(() => floor.close())

const load = (waybill: string, trip: string): Deed => ({ kind: 'load', waybill, trip })
const newTrip = async () => (await openTrip(floor.ctx, pda, { carrier: 'SF' })).code
const hoursFromNow = (hours: number) => new Date(floor.ctx.now().getTime() + hours * HOUR).toISOString()
const trace = (waybill: string) =>
  ({ kind: 'trace', waybill, trace: 'picked_up', nativeStatus: 'collected', text: '已揽收' }) as const

/** Which parcels' first traces are awaited, and until when. */
async function awaited(id: string) {
  const { deadlines } = await readOrder(floor.ctx, { id })
  return deadlines
    .filter((one) => one.kind === 'first_trace' && one.state === 'armed')
    .map((one) => [one.waybill, one.dueAt])
}

async function twoParcels(number: string) {
  const id = await floor.order(number)
  const [first, second] = [`SF10000000${number}01`, `SF10000000${number}02`] as const
  for (const waybill of [first, second])
    expect(await floor.scan(pda, { kind: 'bind', orderId: id, waybill, carrier: null })).toEqual(['bound'])
  return { id, first, second }
}

it('each parcel of a split order is awaited from its own load on, not while it stands in the warehouse', async () => {
  const { id, first, second } = await twoParcels('301')
  const trip = await newTrip()
  expect(await floor.scan(pda, load(first, trip))).toEqual(['part_loaded'])
  expect(await awaited(id)).toEqual([[first, hoursFromNow(24)]])
  await floor.claim(id, trace(first))
  expect(await awaited(id)).toEqual([])
  floor.clock.forward(24 * HOUR)
  expect(await floor.scan(pda, load(second, trip))).toEqual(['loaded'])
  expect(await awaited(id)).toEqual([[second, hoursFromNow(24)]])
  await floor.claim(id, trace(second))
  expect(await awaited(id)).toEqual([])
})

it('a load that was taken back awaits nothing, and the next one counts anew', async () => {
  const { id, first, second } = await twoParcels('302')
  const trip = await newTrip()
  const scan = floor.scanOf(load(first, trip))
  await floor.send(pda, [scan])
  expect(await floor.scan(pda, { kind: 'undo', scanId: scan.id })).toEqual(['undone'])
  expect(await awaited(id)).toEqual([])
  floor.clock.forward(HOUR)
  const later = floor.scanOf(load(first, trip))
  await floor.send(pda, [later])
  floor.clock.forward(HOUR)
  const last = floor.scanOf(load(second, trip))
  await floor.send(pda, [last])
  expect(await awaited(id)).toEqual([
    [first, hoursFromNow(23)],
    [second, hoursFromNow(24)],
  ])
  expect(await floor.scan(pda, { kind: 'undo', scanId: last.id })).toEqual(['undone'])
  expect(await awaited(id)).toEqual([[first, hoursFromNow(23)]])
})

it('what a channel ships in parts is awaited from when it told of each parcel', async () => {
  const parcel = (waybill: string) => ({ carrier: 'YTO', waybill, lineNumbers: [] })
  const shippedAt = floor.ctx.now()
  const told = (state: 'part_shipped' | 'shipped', waybills: readonly string[]) =>
    floor.order('FT3', { state, shippedAt, parcels: waybills.map(parcel) })
  const id = await told('part_shipped', ['YT1'])
  expect(await awaited(id)).toEqual([['YT1', hoursFromNow(24)]])
  floor.clock.forward(20 * HOUR)
  await told('shipped', ['YT1', 'YT2'])
  expect(await awaited(id)).toEqual([
    ['YT1', hoursFromNow(4)],
    ['YT2', hoursFromNow(24)],
  ])
  await floor.claim(id, trace('YT1'))
  expect(await awaited(id)).toEqual([['YT2', hoursFromNow(24)]])
})
