import type { ScanInput } from '@baton/contract'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { moveBack, readTimeline } from '../orders/index.ts'
import type { Device } from '../staff/index.ts'
import { type Deed, type FloorWorld, openFloorWorld } from './floor-world.fixture.ts'
import { listHandOvers, lookUp, openTrip, readHandOver } from './index.ts'

let floor: FloorWorld
let pda: Device
let other: Device
let made = 0

beforeAll(async () => {
  floor = await openFloorWorld()
  pda = await floor.device('PDA 1')
  other = await floor.device('PDA 2')
})
afterAll(() => floor.close())

const newTrip = async (device = pda, carrier: 'SF' | 'ZTO' = 'SF') =>
  (await openTrip(floor.ctx, device, { carrier })).code
const load = (waybill: string, trip: string, from?: string): Deed =>
  from ? { kind: 'load', waybill, trip, from } : { kind: 'load', waybill, trip }
const onTruck = async (code: string) => (await readHandOver(floor.ctx, pda, { code })).rows.map((row) => row.waybill)

/** Loaded on a truck of its own, with what loaded it. */
async function loaded(number: string) {
  made += 1
  const [id, waybill, trip] = [await floor.order(number), `SF${1_800_000_000 + made}`, await newTrip()]
  const bind = floor.scanOf({ kind: 'bind', orderId: id, waybill, carrier: null })
  const scan = floor.scanOf(load(waybill, trip))

  expect((await floor.send(pda, [bind, scan])).map((one) => one.answer)).toEqual(['bound', 'loaded'])
  return { id, waybill, trip, scan }
}

it('a parcel that stands on another truck says on which, and comes over as one event of its order, whenever that is', async () => {
  const { id, waybill, trip, scan } = await loaded('T1')
  const second = await newTrip()
  floor.clock.forward(3_600_000)
  const [told] = await floor.send(other, [floor.scanOf(load(waybill, second))])
  expect(told).toMatchObject({ answer: 'on_other_truck', about: trip })
  const found = await lookUp(floor.ctx, other, { code: waybill })
  expect(found).toMatchObject({ order: { parcels: [{ isLoaded: true, trip }] } })
  const before = await recordOf(id)
  expect(await floor.scan(other, load(waybill, second, trip))).toEqual(['truck_changed'])
  expect([await onTruck(trip), await onTruck(second)]).toEqual([[], [waybill]])
  expect(await recordOf(id)).toEqual({ ...before, seq: before.seq + 1 })
  const [event] = await floor.ctx.sql`SELECT effects FROM order_events WHERE order_id = ${id} ORDER BY seq DESC LIMIT 1`
  expect(event?.effects).toEqual([])
  const { entries } = await readTimeline(floor.ctx, { id, limit: 1 })
  expect(entries[0]).toMatchObject({ topic: 'scan.load', reason: 'truck_changed', changes: ['loading'] })
  expect(await floor.scan(other, load(waybill, second), load(waybill, second, trip))).toEqual([
    ...['already_loaded', 'already_loaded'],
  ])
  expect(await floor.scan(pda, { kind: 'undo', scanId: scan.id })).toEqual(['nothing_to_undo'])
  expect(await onTruck(second)).toEqual([waybill])
})

async function recordOf(id: string) {
  const [row] = await floor.ctx.sql<[{ state: string; seq: number; lockedUntil: Date; takenBack: number | null }]>`
    SELECT state, seq, locked_until, shipped_at, taken_back FROM orders WHERE id = ${id}`
  return row
}

it('it stays where it is when its truck was handed over, stands elsewhere, or has another carrier', async () => {
  const { waybill, trip } = await loaded('T2')
  const [second, zto, away] = [
    await newTrip(),
    await newTrip(pda, 'ZTO'),
    await floor.device('PDA 3', floor.elsewhereId),
  ]
  expect(await floor.scan(away, load(waybill, await newTrip(away), trip))).toEqual(['other_warehouse'])
  expect(await floor.scan(other, load(waybill, zto, trip))).toEqual(['wrong_truck'])
  expect(await floor.scan(other, load(waybill, second, second))).toEqual(['on_other_truck'])
  expect(await floor.scan(pda, { kind: 'hand_over', trip })).toEqual(['handed_over'])
  const outcomes = await floor.send(
    other,
    [load(waybill, second), load(waybill, second, trip)].map((one) => floor.scanOf(one)),
  )
  expect(outcomes.map((one) => [one.answer, one.about])).toEqual([
    ...[
      ['left_on_other_truck', trip],
      ['left_on_other_truck', trip],
    ],
  ])
  expect(await onTruck(trip)).toEqual([waybill])
})

it('a parcel that a device without network had loaded before the truck left is on it, however late that is heard', async () => {
  const [trip, waybills] = [await newTrip(), ['SF1800000801', 'SF1800000802', 'SF1800000803'] as const]
  const ids = await Promise.all(
    waybills.map((waybill) => floor.order(`T-${waybill}`, { parcels: [{ carrier: 'SF', waybill, lineNumbers: [] }] })),
  )
  await floor.scan(pda, ...waybills.map((code): Deed => ({ kind: 'pack_start', code })))
  const [before, unmeasured, after] = waybills.map((waybill, at) =>
    floor.scanOf(load(waybill, trip), {
      at: new Date(floor.ctx.now().getTime() + (at === 2 ? 120_000 : 0)).toISOString(),
      offsetMs: at === 1 ? null : 0,
    }),
  ) as [ScanInput, ScanInput, ScanInput]
  floor.clock.forward(60_000)
  expect(await floor.scan(pda, { kind: 'hand_over', trip })).toEqual(['handed_over'])
  floor.clock.forward(3_600_000)
  const told = await floor.send(other, [before, unmeasured, after])
  expect(told.map((one) => one.answer)).toEqual(['loaded', 'trip_closed', 'trip_closed'])
  const { rows } = await readHandOver(floor.ctx, null, { code: trip })
  expect(rows.map(({ waybill, isLater }) => [waybill, isLater])).toEqual([[waybills[0], true]])
  expect(await Promise.all(ids.map(floor.stateOf))).toEqual(['shipped', 'packing', 'packing'])
  expect(await floor.scan(other, { kind: 'undo', scanId: before.id })).toEqual(['undo_too_late'])
})

it('what came together with the hand-over was on the list that was signed; what came afterwards was not', async () => {
  const [trip, waybills] = [await newTrip(), ['SF1800000811', 'SF1800000812'] as const]
  for (const waybill of waybills)
    await floor.order(`T-${waybill}`, { parcels: [{ carrier: 'SF', waybill, lineNumbers: [] }] })
  await floor.scan(pda, ...waybills.map((code): Deed => ({ kind: 'pack_start', code })))
  const [together, afterwards] = [floor.scanOf(load(waybills[0], trip)), floor.scanOf(load(waybills[1], trip))]
  floor.clock.forward(60_000)
  const leaves = floor.scanOf({ kind: 'hand_over', trip })
  floor.clock.forward(3_600_000)
  const answers = await floor.send(pda, [together, leaves])
  expect(answers.map((one) => one.answer)).toEqual(['loaded', 'handed_over'])
  const later = async () =>
    (await readHandOver(floor.ctx, pda, { code: trip })).rows.map(({ waybill, isLater }) => [waybill, isLater])
  expect(await later()).toEqual([[waybills[0], false]])
  floor.clock.forward(1000)
  expect((await floor.send(other, [afterwards])).map((one) => one.answer)).toEqual(['loaded'])
  expect(await later()).toEqual([
    [waybills[0], false],
    [waybills[1], true],
  ])
})

it('the trucks of a day are those handed over in it, of one warehouse or all; today those at the doors, too', async () => {
  floor.clock.forward(24 * 3_600_000)
  const [start, day] = [floor.ctx.now().getTime(), 24 * 3_600_000]
  const of = (from: number, warehouseId?: string) =>
    listHandOvers(floor.ctx, {
      from: new Date(from).toISOString(),
      to: new Date(from + day).toISOString(),
      ...(warehouseId && { warehouseId }),
    }).then((rows) => rows.map((row) => row.code))
  const away = await floor.device('PDA 9', floor.elsewhereId)
  const { waybill, trip } = await loaded('T8')
  const elsewhere = await newTrip(away)
  floor.clock.forward(60_000)
  await floor.scan(pda, { kind: 'hand_over', trip })
  await floor.scan(away, { kind: 'hand_over', trip: elsewhere })
  const open = await newTrip()
  expect((await of(start)).slice(0, 1)).toEqual([open])
  expect(await of(start, floor.elsewhereId)).toContain(elsewhere)
  expect(await of(start, floor.elsewhereId)).not.toContain(trip)
  expect(await of(start - day)).not.toContain(trip)
  floor.clock.forward(day)
  expect((await of(start)).sort()).toEqual([trip, elsewhere].sort())
  const [told] = await listHandOvers(floor.ctx, {
    ...{ from: new Date(start).toISOString(), to: new Date(start + day).toISOString() },
    warehouseId: floor.warehouseId,
  })
  expect(told).toMatchObject({ warehouseName: '华东仓', closedBy: '李四', openedBy: '小陈', parcels: 1, orders: 1 })
  const { rows } = await readHandOver(floor.ctx, null, { code: trip })
  expect(rows.map((row) => [row.waybill, row.isLater])).toEqual([[waybill, false]])
})

it('two trucks that want it at once: it stands on one of them', async () => {
  const { waybill, trip } = await loaded('T3')
  const [second, third] = [await newTrip(), await newTrip()]
  const answers = await Promise.all([
    floor.scan(pda, load(waybill, second, trip)),
    floor.scan(other, load(waybill, third, trip)),
  ])
  expect(answers.flat().sort()).toEqual(['on_other_truck', 'truck_changed'])
  expect([...(await onTruck(second)), ...(await onTruck(third)), ...(await onTruck(trip))]).toEqual([waybill])
})

it('a parcel on a truck whose money is asked back meanwhile says stop at the next scan', async () => {
  const { id, waybill, trip } = await loaded('T4')
  const snapshot = {
    ...{ afterSaleNumber: 'AS-T4', orderNumber: 'T4', nativeStatus: 'requested', version: 1 },
    kind: 'refund_only',
    ...{ amountFen: 100, wholeOrder: false, respondBy: null },
  } as const
  await floor.claim(id, { kind: 'after_sale', afterSale: { snapshot, state: 'requested' } })
  expect(await floor.scan(other, load(waybill, trip), load(waybill, await newTrip(), trip))).toEqual([
    ...['refund_requested', 'refund_requested'],
  ])
})

it('a load that was taken back does not take back the load of another device', async () => {
  const { waybill, trip, scan } = await loaded('T5')
  expect(await floor.scan(pda, { kind: 'undo', scanId: scan.id })).toEqual(['undone'])
  expect(await floor.scan(other, load(waybill, trip))).toEqual(['loaded'])
  expect(await floor.scan(pda, { kind: 'undo', scanId: scan.id })).toEqual(['nothing_to_undo'])
  expect(await onTruck(trip)).toEqual([waybill])
})

it('an order that a person took back is loaded anew, all of its parcels, on another truck', async () => {
  const { id, waybill, trip } = await loaded('T6')
  await floor.scan(pda, { kind: 'hand_over', trip })
  floor.clock.forward(25 * 3_600_000)
  expect(await moveBack(floor.ctx, { id, to: 'packing', reason: '快递退回' })).toMatchObject({ verdict: 'applied' })
  const [second, extra] = [await newTrip(), 'SF1899999999']
  expect(await lookUp(floor.ctx, pda, { code: id })).toMatchObject({
    order: { parcels: [{ isLoaded: false, trip: null }] },
  })
  await floor.scan(pda, { kind: 'bind', orderId: id, waybill: extra, carrier: null })
  expect(await floor.scan(pda, load(extra, second))).toEqual(['part_loaded'])
  expect(await floor.scan(pda, load(waybill, second))).toEqual(['loaded'])
  expect(await floor.stateOf(id)).toBe('shipped')
  expect((await onTruck(second)).toSorted()).toEqual([waybill, extra].toSorted())
  const before = await readHandOver(floor.ctx, pda, { code: trip })
  expect([before.rows.map((row) => row.waybill), before.trip.parcels, before.trip.orders]).toEqual([[waybill], 1, 1])
})

it('the timeline names the waybill of a bind and of a load', async () => {
  const { id, waybill } = await loaded('T7')
  const { entries } = await readTimeline(floor.ctx, { id, limit: 2 })
  expect(entries.map(({ topic, item }) => [topic, item])).toEqual([
    ['scan.load', waybill],
    ['scan.bind', waybill],
  ])
})
