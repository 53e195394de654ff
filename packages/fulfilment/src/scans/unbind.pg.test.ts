import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readTimeline } from '../orders/index.ts'
import type { Device } from '../staff/index.ts'
import { aSnapshot } from '../testing/snapshot.ts'
import { type Deed, type FloorWorld, openFloorWorld } from './floor-world.fixture.ts'
import { lookUp, openTrip, unbindParcel } from './index.ts'

let floor: FloorWorld
let pda: Device
let other: Device
let trip: string
let made = 0

beforeAll(async () => {
  floor = await openFloorWorld()
  pda = await floor.device('PDA 1')
  other = await floor.device('PDA 2')
  trip = (await openTrip(floor.ctx, pda, { carrier: 'SF' })).code
})
afterAll(() => floor.close())

const pack = (code: string): Deed => ({ kind: 'pack_start', code })
const bind = (orderId: string, waybill: string): Deed => ({ kind: 'bind', orderId, waybill, carrier: null })
const load = (waybill: string): Deed => ({ kind: 'load', waybill, trip })
const undo = (scanId: string): Deed => ({ kind: 'undo', scanId })
const parcel = (waybill: string) => ({ carrier: 'SF', waybill, lineNumbers: [] })
const reason = '扫错面单'
const { receiver: RECEIVER } = aSnapshot({ orderNumber: 'any' })

function nextWaybill(): string {
  made += 1
  return `SF${1_700_000_000 + made}`
}

async function waybillsOf(id: string): Promise<readonly string[]> {
  const found = await lookUp(floor.ctx, pda, { code: id })
  return found.kind === 'order' ? found.order.parcels.map((one) => one.waybill) : []
}

/** A bind, sent; what takes it back comes later. */
async function bound(id: string, waybill: string, device = pda): Promise<string> {
  const scan = floor.scanOf(bind(id, waybill))
  const [outcome] = await floor.send(device, [scan])
  expect(outcome?.answer).toBe('bound')
  return scan.id
}

describe('a bind that is taken back in time', () => {
  it('leaves the waybill for the order that it belongs to, and says so on the timeline', async () => {
    const [id, right, waybill] = [await floor.order('U1'), await floor.order('U2'), nextWaybill()]
    await floor.scan(pda, pack(id))
    const scan = await bound(id, waybill)
    expect(await floor.scan(other, bind(right, waybill))).toEqual(['waybill_taken'])
    expect(await floor.scan(pda, undo(scan))).toEqual(['undone'])
    expect([await waybillsOf(id), await floor.stateOf(id)]).toEqual([[], 'packing'])
    const { entries } = await readTimeline(floor.ctx, { id, limit: 1 })
    expect(entries[0]).toMatchObject({ topic: 'scan.undo', reason: 'undone_in_time', item: waybill })
    expect(entries[0]?.changes).toEqual(['parcels'])
    expect(await floor.scan(other, bind(right, waybill), load(waybill))).toEqual(['bound', 'loaded'])
    expect([await waybillsOf(id), await waybillsOf(right)]).toEqual([[], [waybill]])
    expect(await floor.scan(pda, undo(scan))).toEqual(['nothing_to_undo'])
    expect(await waybillsOf(right)).toEqual([waybill])
  })

  it('without network: all of it in one batch, again and again', async () => {
    const [id, right, waybill] = [await floor.order('U3'), await floor.order('U4'), nextWaybill()]
    const wrong = floor.scanOf(bind(id, waybill))
    const later = [undo(wrong.id), pack(waybill), bind(right, waybill), undo(wrong.id), load(waybill)]
    const scans = [wrong, ...later.map((deed) => floor.scanOf(deed))]
    const answers = (await floor.send(pda, scans)).map((one) => one.answer)
    expect(answers).toEqual(['bound', 'undone', 'unmatched', 'bound', 'nothing_to_undo', 'loaded'])
    expect((await floor.send(pda, scans)).map((one) => one.answer)).toEqual(answers)
    expect([await floor.stateOf(id), await floor.stateOf(right)]).toEqual(['to_ship', 'shipped'])
    expect([await waybillsOf(id), await waybillsOf(right)]).toEqual([[], [waybill]])
  })

  it('is nothing where the bind was refused, or found the waybill there already', async () => {
    const [id, waybill] = [await floor.order('U5'), nextWaybill()]
    await bound(id, waybill)
    const taken = floor.scanOf(bind(await floor.order('U6'), waybill))
    const repeated = floor.scanOf(bind(id, waybill))
    const scans = [taken, floor.scanOf(undo(taken.id)), repeated, floor.scanOf(undo(repeated.id))]
    const answers = (await floor.send(other, scans)).map((one) => one.answer)
    expect(answers).toEqual(['waybill_taken', 'undone', 'already_bound', 'nothing_to_undo'])
    expect(await waybillsOf(id)).toEqual([waybill])
  })

  it('keeps a waybill that its channel had told, and takes back that packing began', async () => {
    const waybill = nextWaybill()
    const id = await floor.order('U7', { parcels: [parcel(waybill)] })
    const scan = await bound(id, waybill)
    expect(await floor.stateOf(id)).toBe('packing')
    expect(await floor.scan(pda, undo(scan))).toEqual(['undone'])
    expect([await waybillsOf(id), await floor.stateOf(id)]).toEqual([[waybill], 'to_ship'])
    await floor.order('U7', { parcels: [parcel(waybill)] })
    expect(await waybillsOf(id)).toEqual([waybill])
  })

  it('is too late after the time, on a truck, and where another parcel has left; each until that is over', async () => {
    const [id, first, second] = [await floor.order('U8'), nextWaybill(), nextWaybill()]
    await bound(id, first)
    const scan = await bound(id, second)
    const loaded = floor.scanOf(load(second))
    await floor.send(other, [loaded])
    expect(await floor.scan(pda, undo(scan))).toEqual(['undo_too_late'])
    expect(await floor.scan(other, undo(loaded.id))).toEqual(['undone'])
    const onTruck = floor.scanOf(load(first))
    await floor.send(other, [onTruck])
    expect(await floor.scan(pda, undo(scan))).toEqual(['undo_too_late'])
    expect(await floor.scan(other, undo(onTruck.id))).toEqual(['undone'])
    expect(await floor.scan(pda, undo(scan))).toEqual(['undone'])
    const late = await bound(id, second)
    floor.clock.forward(121_000)
    expect(await floor.scan(pda, undo(late))).toEqual(['undo_too_late'])
    expect((await waybillsOf(id)).toSorted()).toEqual([first, second])
  })

  it('and a label that is bound anew is as new as its second bind', async () => {
    const [wrong, id, waybill] = [await floor.order('U9'), await floor.order('U10'), nextWaybill()]
    const scan = await bound(wrong, waybill)
    floor.clock.forward(1000)
    await floor.order('U10', { receiver: { ...RECEIVER, address: '别处' } as NonNullable<typeof RECEIVER> })
    floor.clock.forward(1000)
    expect(await floor.scan(pda, undo(scan), bind(id, waybill), load(waybill))).toEqual(['undone', 'bound', 'loaded'])
  })
})

describe('a waybill that two devices bind to two orders at once', () => {
  it('belongs to one of them, every time', async () => {
    for (let round = 0; round < 12; round += 1) {
      const ids = [await floor.order(`R${round}a`), await floor.order(`R${round}b`)] as const
      const waybill = nextWaybill()
      const answers = await Promise.all([
        floor.scan(pda, bind(ids[0], waybill)),
        floor.scan(other, bind(ids[1], waybill)),
      ])
      expect(answers.flat().sort()).toEqual(['bound', 'waybill_taken'])
    }
  })
})

describe('a person takes a waybill off', () => {
  const unbind = (id: string, waybill: string) => unbindParcel(floor.ctx, { id, waybill, reason })

  it('with a reason, as an event of its own, once', async () => {
    const [id, right, waybill] = [await floor.order('P1'), await floor.order('P2'), nextWaybill()]
    await bound(id, waybill)
    floor.clock.forward(3_600_000)
    expect(await unbind(id, waybill)).toMatchObject({ verdict: 'applied', reason: 'unbound_by_person' })
    const { entries } = await readTimeline(floor.ctx, { id, limit: 1 })
    expect(entries[0]).toMatchObject({
      actor: 'person',
      actorName: '小陈',
      topic: 'unbind',
      note: reason,
      item: waybill,
    })
    expect(await unbind(id, waybill)).toMatchObject({ verdict: 'stale', reason: 'parcel_unknown' })
    expect(await floor.scan(pda, bind(right, waybill))).toEqual(['bound'])
    expect(await unbind(id, waybill)).toMatchObject({ reason: 'parcel_unknown' })
    expect(await waybillsOf(right)).toEqual([waybill])
  })

  it('not while it stands on a truck, nor when a carrier has seen it, nor when the order has shipped', async () => {
    const [id, first, second] = [await floor.order('P3'), nextWaybill(), nextWaybill()]
    await bound(id, first)
    await bound(id, second)
    await floor.scan(other, load(first))
    expect(await unbind(id, first)).toMatchObject({ verdict: 'locked', reason: 'parcel_left' })
    await floor.scan(other, load(second))
    expect(await unbind(id, second)).toMatchObject({ verdict: 'locked', reason: 'already_shipped' })
    const [seen, waybill] = [await floor.order('P4'), nextWaybill()]
    await bound(seen, waybill)
    await floor.claim(seen, { kind: 'trace', waybill, trace: 'in_transit', nativeStatus: 'X', text: '已揽收' })
    expect(await unbind(seen, waybill)).toMatchObject({ verdict: 'locked', reason: 'parcel_left' })
  })

  it('not when a channel was told of it', async () => {
    const [id, waybill] = [await floor.order('P5'), nextWaybill()]
    await bound(id, waybill)
    await floor.ctx.sql`
      INSERT INTO deliveries (kind, route, key, order_id, payload, state, tries, next_at, created_at)
      SELECT 'channel.ship', 'channel.ship:a', 'ship/P5', ${id}, jsonb_build_object('shipmentIds', jsonb_build_array(id)), 'pending', 0, now(), now()
      FROM shipments WHERE waybill = ${waybill}`
    await floor.ctx.sql`UPDATE deliveries SET state = 'done', tries = 1, code = 'ok' WHERE key = 'ship/P5'`
    expect(await unbind(id, waybill)).toMatchObject({ verdict: 'locked', reason: 'parcel_told' })
    await floor.ctx.sql`UPDATE deliveries SET code = 'undone' WHERE key = 'ship/P5'`
    expect(await unbind(id, waybill)).toMatchObject({ verdict: 'applied' })
  })

  it('and what is left of an order whose other parcels have gone has shipped with them', async () => {
    const [id, first, wrong] = [await floor.order('P6'), nextWaybill(), nextWaybill()]
    await bound(id, first)
    await bound(id, wrong)
    expect(await floor.scan(other, load(first))).toEqual(['part_loaded'])
    expect(await unbind(id, wrong)).toMatchObject({ verdict: 'applied' })
    expect(await floor.stateOf(id)).toBe('shipped')
  })

  it('also of an order that was cancelled', async () => {
    const [id, waybill] = [await floor.order('P7'), nextWaybill()]
    await bound(id, waybill)
    await floor.order('P7', { state: 'cancelled' })
    expect(await unbind(id, waybill)).toMatchObject({ verdict: 'applied' })
    expect([await waybillsOf(id), await floor.stateOf(id)]).toEqual([[], 'cancelled'])
  })
})
