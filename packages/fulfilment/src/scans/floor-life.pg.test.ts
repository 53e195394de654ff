import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { foldPatches, holdOrders, liftHolds, moveBack } from '../orders/index.ts'
import type { Device } from '../staff/index.ts'
import { type Deed, type FloorWorld, openFloorWorld } from './floor-world.fixture.ts'
import { attachScans, openTrip, unbindParcel } from './index.ts'

const ACTS = [
  ...['pack', 'pack', 'bind', 'bind', 'load', 'load', 'move', 'undo', 'undo', 'check', 'batch'],
  ...['hold', 'lift', 'unbind', 'address', 'wait', 'hand_over', 'back', 'attach'],
] as const
type Act = (typeof ACTS)[number]

interface Step {
  readonly act: Act
  /** Which of the two orders, waybills, trucks, devices and latest scans. */
  readonly at: readonly [order: number, waybill: number, truck: number, device: number, scan: number]
}

const bit = fc.nat(1)
const steps = fc.array(fc.record({ act: fc.constantFrom<Act>(...ACTS), at: fc.tuple(bit, bit, bit, bit, fc.nat(3)) }), {
  minLength: 12,
  maxLength: 24,
})

let floor: FloorWorld
let devices: readonly Device[]
let lives = 0

beforeAll(async () => {
  floor = await openFloorWorld()
  devices = [await floor.device('PDA 1'), await floor.device('PDA 2')]
})
afterAll(() => floor.close())

/** Two orders and two waybills on a floor of two trucks and two devices. */
class Life {
  readonly waybills: readonly string[]
  readonly ids: string[] = []
  private readonly numbers: readonly string[]
  private readonly trucks: string[] = []
  private readonly made: { device: Device; id: string }[] = []

  private constructor(nth: number) {
    this.numbers = [`L${nth}a`, `L${nth}b`]
    this.waybills = [`SF19${String(nth).padStart(6, '0')}1`, `SF19${String(nth).padStart(6, '0')}2`]
  }

  static async begin(nth: number): Promise<Life> {
    const life = new Life(nth)
    for (const number of life.numbers) life.ids.push(await floor.order(number))
    for (const _ of [1, 2]) life.trucks.push(await newTruck())
    return life
  }

  async live({ act, at }: Step): Promise<void> {
    const [order, waybill, truck, device, scan] = at
    const [id, label, trip, number] = [this.ids[order], this.waybills[waybill], this.trucks[truck], this.numbers[order]]
    if (!id || !label || !trip || !number) throw new Error('an order, a waybill and a truck are wanted')
    const bind: Deed = { kind: 'bind', orderId: id, waybill: label, carrier: 'SF' }
    const load: Deed = { kind: 'load', waybill: label, trip }
    const send = (...deeds: readonly Deed[]) => this.send(device, deeds)
    const acts: Record<Act, () => Promise<unknown>> = {
      pack: () => send({ kind: 'pack_start', code: scan % 2 === 0 ? id : label }),
      bind: () => send(bind),
      load: () => send(load),
      move: () => send({ ...load, from: this.trucks[1 - truck] ?? trip }),
      check: () => send({ kind: 'check_item', code: id, item: '6901234567892', serial: null }),
      undo: () => this.undo(scan),
      batch: () => this.bindAnew(device, bind, [{ ...bind, orderId: this.ids[1 - order] ?? id }, load]),
      hold: () => holdOrders(floor.ctx, { orders: { ids: [id] }, reason: 'risk', note: '', until: null }),
      lift: () => liftHolds(floor.ctx, { ids: [id], reason: 'risk' }),
      unbind: () => unbindParcel(floor.ctx, { id, waybill: label, reason: '扫错面单' }),
      address: () => floor.order(number, { receiver: { ...RECEIVER, address: `${this.made.length} 号` } }),
      wait: async () => floor.clock.forward(scan * 60_000),
      hand_over: async () => {
        await send({ kind: 'hand_over', trip })
        this.trucks[truck] = await newTruck()
      },
      back: () => {
        floor.clock.forward(25 * 3_600_000)
        return moveBack(floor.ctx, { id, to: scan % 2 === 0 ? 'packing' : 'to_ship', reason: '快递退回' })
      },
      attach: () => attachScans(floor.ctx),
    }
    await acts[act]()
  }

  private async send(at: number, deeds: readonly Deed[]): Promise<void> {
    const device = devices[at]
    if (!device) throw new Error('a device is wanted')
    const scans = deeds.map((deed) => floor.scanOf(deed))
    this.made.push(...scans.map(({ id }) => ({ device, id })))
    await floor.send(device, scans)
  }

  private async undo(back: number): Promise<void> {
    const scan = this.made.at(-1 - back)
    if (scan) await floor.send(scan.device, [floor.scanOf({ kind: 'undo', scanId: scan.id })])
  }

  /** As a device without network sends it: all at once. */
  private async bindAnew(at: number, bind: Deed, then: readonly Deed[]): Promise<void> {
    const scan = floor.scanOf(bind)
    const device = devices[at]
    const later = [{ kind: 'undo', scanId: scan.id } as const, ...then]
    if (device) await floor.send(device, [scan, ...later.map((deed) => floor.scanOf(deed))])
  }

  /** What no sequence of acts may lead to. */
  async wrongs(): Promise<readonly string[]> {
    const { sql } = floor.ctx
    const odd = await sql<{ what: string }[]>`
      SELECT 'no order has ' || s.waybill AS what FROM shipments s
        WHERE NOT EXISTS (SELECT FROM shipment_lines l WHERE l.shipment_id = s.id)
      UNION ALL SELECT 'two orders have ' || s.waybill FROM shipments s JOIN shipment_lines l ON l.shipment_id = s.id
        GROUP BY s.waybill HAVING count(DISTINCT l.order_id) > 1
      UNION ALL SELECT 'nothing stands on ' || p.trip_code FROM parcel_loads p
        WHERE NOT EXISTS (SELECT FROM shipments s WHERE s.id = p.shipment_id)
      UNION ALL SELECT o.state || ' with ' || count(p.shipment_id) || ' of ' || count(*) || ' parcels on a truck' FROM orders o
        JOIN shipment_lines l ON l.order_id = o.id LEFT JOIN parcel_loads p ON p.shipment_id = l.shipment_id
        WHERE o.id = ANY(${this.ids}) GROUP BY o.id
        HAVING (o.state = 'part_shipped' AND count(p.shipment_id) IN (0, count(*)))
          OR (o.state IN ('to_ship', 'packing') AND o.taken_back IS NULL AND count(p.shipment_id) > 0)`
    const folded = await Promise.all(this.ids.map((id) => isFolded(id)))
    return [...odd.map((one) => one.what), ...(folded.includes(false) ? ['events do not give the order'] : [])]
  }
}

async function newTruck(): Promise<string> {
  const [device] = devices
  if (!device) throw new Error('a device is wanted')
  return (await openTrip(floor.ctx, device, { carrier: 'SF' })).code
}

async function isFolded(id: string): Promise<boolean> {
  const { sql } = floor.ctx
  const events = await sql<{ patch: Record<string, unknown> }[]>`
    SELECT patch FROM order_events WHERE order_id = ${id} ORDER BY seq`
  const [row] = await sql<{ state: string; seq: number }[]>`SELECT state, seq FROM orders WHERE id = ${id}`
  const { state, seq } = foldPatches(events.map((event) => event.patch))
  return state === row?.state && seq === row.seq
}

const RECEIVER = {
  ...{ name: '王**', phone: '138****1234', province: '浙江省', city: '杭州市', district: '西湖区', handle: null },
}

it('whatever two devices do in whatever order, each waybill has one order, each truck what stands on it', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (acts) => {
      lives += 1
      const life = await Life.begin(lives)
      for (const [at, step] of acts.entries()) {
        await life.live(step)
        expect([at, await life.wrongs()]).toEqual([at, []])
      }
    }),
    { numRuns: 12, endOnFailure: true },
  )
})
