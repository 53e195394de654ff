import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { saveMerchant, saveProduct, showMerchant } from '../catalogue/index.ts'
import { holdOrders, readTimeline } from '../orders/index.ts'
import { type Device, enableStaff, grantDevice, readThisDevice, revokeDevice, saveStation } from '../staff/index.ts'
import { type Deed, type FloorWorld, openFloorWorld } from './floor-world.fixture.ts'
import {
  attachScans,
  endForgottenShifts,
  listDevices,
  listStops,
  listTasks,
  lookUp,
  openTrip,
  readBoard,
  readHandOver,
  releaseQuarantine,
  takeHeartbeat,
} from './index.ts'

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
const load = (waybill: string, onto = trip): Deed => ({ kind: 'load', waybill, trip: onto })
const check = (code: string, item: string, serial: string | null = null): Deed => ({
  kind: 'check_item',
  code,
  item,
  serial,
})
function nextWaybill(): string {
  made += 1
  return `SF${1_000_000_000 + made}`
}

async function bound(number: string): Promise<{ id: string; waybill: string }> {
  const id = await floor.order(number)
  const waybill = nextWaybill()
  expect(await floor.scan(pda, bind(id, waybill))).toEqual(['bound'])
  return { id, waybill }
}

describe('a shift', () => {
  it('packs, binds, checks, loads and hands over; the order has shipped, once, with who did it', async () => {
    const id = await floor.order('A1')
    const waybill = nextWaybill()
    const { code } = await openTrip(floor.ctx, pda, { carrier: 'SF' })
    const deeds = [pack(id), bind(id, waybill), check(id, '6901234567892'), load(waybill, code)]
    expect(await floor.scan(pda, ...deeds)).toEqual(['packing_started', 'bound', 'item_checked', 'loaded'])
    expect(await floor.stateOf(id)).toBe('shipped')
    expect(await floor.scan(pda, { kind: 'hand_over', trip: code })).toEqual(['handed_over'])
    const list = await readHandOver(floor.ctx, pda, { code })
    expect(list.rows.map((row) => [row.waybill, row.orderIds])).toEqual([[waybill, [id]]])
    expect([list.closedBy, list.trip.parcels, list.trip.orders]).toEqual(['李四', 1, 1])
    const { entries } = await readTimeline(floor.ctx, { id, limit: 20 })
    const loaded = entries.find((one) => one.topic === 'scan.load')
    expect([loaded?.actor, loaded?.actorName]).toEqual(['device', 'PDA 1 · 李四'])
  })

  it('lists every parcel of a truck, however many it took', async () => {
    const { code } = await openTrip(floor.ctx, pda, { carrier: 'SF' })
    const many = 6000
    await floor.ctx.sql`
      WITH parcels AS (
        INSERT INTO shipments (id, carrier, waybill, trace, recorded_at)
        SELECT gen_random_uuid(), 'SF', 'SFTRUCK' || n, 'created', now() FROM generate_series(1, ${many}) AS n RETURNING id)
      INSERT INTO parcel_loads (shipment_id, trip_code, scan_id, loaded_at)
      SELECT id, ${code}, gen_random_uuid(), now() FROM parcels`
    const list = await readHandOver(floor.ctx, pda, { code })
    expect([list.rows.length, list.trip.parcels]).toEqual([many, many])
  })

  it('answers the same scan the same for ever, and does it once', async () => {
    const { id, waybill } = await bound('A2')
    const scans = [floor.scanOf(pack(waybill)), floor.scanOf(load(waybill))]
    const first = await floor.send(pda, scans)
    const again = await Promise.all([floor.send(pda, scans), floor.send(pda, scans)])
    expect(again).toEqual([first, first])
    expect(await floor.scan(other, load(waybill))).toEqual(['already_loaded'])
    const [events] = await floor.ctx.sql`
      SELECT count(*)::int AS n FROM order_events WHERE order_id = ${id} AND cause = 'scan.load'`
    expect(events?.n).toBe(1)
  })

  it('keeps the outcome of a scan from being changed or taken away', async () => {
    await bound('A3')
    await expect(floor.ctx.sql`UPDATE scans SET answer = 'loaded'`).rejects.toThrow(/stays as it is/)
    await expect(floor.ctx.sql`DELETE FROM scans`).rejects.toThrow(/stays as it is/)
  })

  it('ships an order of two parcels with the second', async () => {
    const { id, waybill } = await bound('A4')
    const second = nextWaybill()
    const answers = await floor.scan(pda, bind(id, second), load(waybill), load(second))
    expect(answers).toEqual(['bound', 'part_loaded', 'loaded'])
    expect(await floor.stateOf(id)).toBe('shipped')
  })

  it('lets one of many devices load a parcel', async () => {
    const { waybill } = await bound('A5')
    const answers = (await Promise.all([pda, other, pda, other].map((one) => floor.scan(one, load(waybill))))).flat()
    expect(answers.sort()).toEqual(['already_loaded', 'already_loaded', 'already_loaded', 'loaded'])
  })
})

describe('the floor is stopped', () => {
  it('by holds, cancellations, refunds and a new address, at packing and at loading', async () => {
    const held = await bound('B1')
    await holdOrders(floor.ctx, { orders: { ids: [held.id] }, reason: 'stock_out', note: '缺货', until: null })
    expect(await floor.scan(pda, pack(held.waybill), load(held.waybill))).toEqual(['held', 'held'])
    await holdOrders(floor.ctx, { orders: { ids: [held.id] }, reason: 'risk', note: '', until: null })
    const [told] = await floor.send(pda, [floor.scanOf(load(held.waybill))])
    expect(told).toMatchObject({ answer: 'held', about: 'risk' })
    const gone = await floor.order('B2', { state: 'cancelled' })
    expect(await floor.scan(pda, pack(gone))).toEqual(['cancelled'])
    const asked = await bound('B3')
    const snapshot = {
      ...{ afterSaleNumber: 'AS-B3', orderNumber: 'B3', nativeStatus: 'requested', version: 1 },
      kind: 'refund_only',
      ...{ amountFen: 100, wholeOrder: false, respondBy: null },
    } as const
    await floor.claim(asked.id, { kind: 'after_sale', afterSale: { snapshot, state: 'requested' } })
    expect(await floor.scan(pda, load(asked.waybill))).toEqual(['refund_requested'])
    const moved = await bound('B4')
    floor.clock.forward(1000)
    await floor.order('B4', { receiver: { ...RECEIVER, address: '别处' } })
    expect(await floor.scan(pda, load(moved.waybill))).toEqual(['address_changed'])
    const stops = new Map((await listStops(floor.ctx, pda)).stops.map((one) => [one.code, one]))
    expect(stops.get(held.waybill)).toMatchObject({ answer: 'held', about: 'risk' })
    expect(stops.get(asked.id)).toMatchObject({ answer: 'refund_requested', about: null })
    expect(stops.get(moved.waybill)?.answer).toBe('address_changed')
  })

  it('where the order is elsewhere, unpaid, unpacked, gone already, or on the wrong truck; and the timeline says so', async () => {
    const far = await floor.order('C1', { at: floor.elsewhereId })
    const unpaid = await floor.order('C2', { state: 'pending_payment', paidAt: null })
    expect(await floor.scan(pda, pack(far), pack(unpaid))).toEqual(['other_warehouse', 'not_paid'])
    const { entries } = await readTimeline(floor.ctx, { id: far, limit: 5 })
    expect(entries.some((one) => one.verdict === 'forbidden' && one.reason === 'other_warehouse')).toBe(true)
    const told = nextWaybill()
    await floor.order('C3', { parcels: [{ carrier: 'SF', waybill: told, lineNumbers: [] }] })
    expect(await floor.scan(pda, load(told))).toEqual(['not_packed'])
    const { id, waybill } = await bound('C4')
    const yto = (await openTrip(floor.ctx, pda, { carrier: 'YTO' })).code
    expect(await floor.scan(pda, load(waybill, yto), load(waybill, 'TR-UNKNOWN1'))).toEqual([
      'wrong_truck',
      'trip_unknown',
    ])
    expect(await floor.scan(pda, load(waybill), pack(id))).toEqual(['loaded', 'already_shipped'])
    expect(await floor.scan(pda, { kind: 'hand_over', trip: yto }, load(waybill, yto))).toEqual([
      'handed_over',
      'trip_closed',
    ])
  })

  it('by a wrong, surplus or unnumbered item, a waybill of others, an order that nobody knows', async () => {
    const lamp = { lineNumber: '1', itemNumber: 'I2', sku: 'SKU-2', title: '台灯', quantity: 2, priceFen: 100 }
    const flag = { sellerFlag: 'red', sellerFlagLabel: '优先' } as const
    const id = await floor.order('D1', { lines: [lamp], ...flag })
    const answers = await floor.scan(
      pda,
      ...[check(id, '6901234567908', 'S1'), pack(id), check(id, '6901234567892'), check(id, '6901234567908')],
      ...[
        check(id, '06901234567908', 'S1'),
        check(id, 'sku-2', 'S1'),
        check(id, 'SKU-2', 'S2'),
        check(id, 'SKU-2', 'S3'),
      ],
    )
    expect(answers).toEqual([
      ...['not_packed', 'packing_started', 'wrong_item', 'serial_missing'],
      ...['item_checked', 'serial_used', 'item_checked', 'too_many'],
    ])
    const found = await lookUp(floor.ctx, pda, { code: id })
    expect(found.kind === 'order' && found.order).toMatchObject(flag)
    expect(found.kind === 'order' && found.order.lines).toMatchObject([{ checked: 2, isSerial: true, quantity: 2 }])
    const { waybill } = await bound('D2')
    expect(await floor.scan(pda, bind(id, waybill), bind(id, 'UNTOLD-123'), pack('DB2026ZZZZZZZZ'))).toEqual([
      ...['waybill_taken', 'carrier_needed', 'order_unknown'],
    ])
  })
})

it('what names an item of the order is no serial number', async () => {
  const line = { itemNumber: 'I2', quantity: 1, priceFen: 100 }
  const lines = [
    { ...line, lineNumber: '1', sku: 'SKU-2', title: '台灯' },
    { ...line, lineNumber: '2', sku: 'SKU-1', title: '搪瓷马克杯' },
  ]
  const id = await floor.order('D6', { lines })
  const numbered = (serial: string) => check(id, 'SKU-2', serial)
  expect(
    await floor.scan(pda, pack(id), ...['SKU-1', 'sku-2', '6901234567908', '06901234567892', 'S60'].map(numbered)),
  ).toEqual(['packing_started', ...Array(4).fill('serial_missing'), 'item_checked'])
})

it('the timeline of an order says why it is late and which item was wrong', async () => {
  const { id } = await bound('D4')
  const late: Deed = { kind: 'delay', code: id, reason: 'stock_out' }
  expect(await floor.scan(pda, late, check(id, '6901234567908'))).toEqual(['delay_noted', 'wrong_item'])
  const { entries } = await readTimeline(floor.ctx, { id, limit: 20 })
  expect(entries.slice(0, 2).map(({ reason, delay, item }) => [reason, delay, item])).toEqual([
    ...[
      ['wrong_item', null, '6901234567908'],
      [null, 'stock_out', null],
    ],
  ])
})

describe('parcels of several orders each', () => {
  it('are taken in smaller parts where their orders are more than one transaction may lock', async () => {
    const packer = await floor.device('PDA far', floor.elsewhereId)
    const parcels = Array.from({ length: 68 }, nextWaybill)
    for (const waybill of parcels)
      for (const place of [1, 2, 3])
        await floor.order(`M${waybill}-${place}`, {
          at: floor.elsewhereId,
          parcels: [{ carrier: 'SF', waybill, lineNumbers: [] }],
        })
    const packed = await floor.scan(packer, ...parcels.map(pack))
    expect(packed).toEqual(parcels.map(() => 'packing_started'))
    const [row] = await floor.ctx.sql`SELECT stored::int FROM devices WHERE id = ${packer.id}`
    expect(row).toEqual({ stored: parcels.length })
  })
})

describe('undoing', () => {
  const undo = (scanId: string): Deed => ({ kind: 'undo', scanId })

  it('takes back a load and a start of packing in time; the order ships anew', async () => {
    const shipBy = new Date(floor.ctx.now().getTime() + 86_400_000)
    const id = await floor.order('E1', { shipBy })
    const waybill = nextWaybill()
    const started = floor.scanOf(pack(id))
    const label = floor.scanOf(bind(id, waybill))
    const loaded = floor.scanOf(load(waybill))
    await floor.send(pda, [started, label, loaded])
    floor.clock.forward(110_000)
    expect(await floor.scan(pda, undo(loaded.id))).toEqual(['undone'])
    expect(await floor.stateOf(id)).toBe('packing')
    const promise = await floor.ctx.sql`
      SELECT state, due_at FROM deadlines WHERE subject = ${id} AND kind = 'ship_by'`
    expect(promise).toEqual([{ state: 'armed', dueAt: shipBy }])
    expect(await floor.scan(pda, undo(loaded.id), undo(started.id))).toEqual(['nothing_to_undo', 'undone'])
    expect(await floor.stateOf(id)).toBe('to_ship')
    expect(await floor.scan(pda, pack(waybill), load(waybill))).toEqual(['packing_started', 'loaded'])
    const rows = await floor.ctx.sql<{ effects: string[] }[]>`SELECT effects FROM order_events WHERE order_id = ${id}`
    expect(rows.flatMap((row) => row.effects).filter((one) => /shipped/.test(one))).toEqual(['shipped', 'shipped:2'])
  })

  it('comes too late after two minutes, and after the hand-over', async () => {
    const late = await bound('E2')
    const loaded = floor.scanOf(load(late.waybill))
    await floor.send(pda, [loaded])
    floor.clock.forward(121_000)
    expect(await floor.scan(pda, undo(loaded.id))).toEqual(['undo_too_late'])
    const { waybill } = await bound('E3')
    const { code } = await openTrip(floor.ctx, pda, { carrier: 'SF' })
    const handed = floor.scanOf(load(waybill, code))
    await floor.send(pda, [handed, floor.scanOf({ kind: 'hand_over', trip: code })])
    expect(await floor.scan(pda, undo(handed.id))).toEqual(['undo_too_late'])
  })

  it('is in time for as long as the merchant says, of which each device hears', async () => {
    const merchant = await showMerchant(floor.ctx)
    await saveMerchant(floor.ctx, { ...merchant, undoSeconds: 300 })
    const { waybill } = await bound('E4')
    const loaded = floor.scanOf(load(waybill))
    await floor.send(pda, [loaded])
    const told = { battery: null, unsent: 0, offsetMs: null, version: 'test', push: 'off' } as const
    expect(await takeHeartbeat(floor.ctx, pda, told)).toEqual({ undoSeconds: 300, timeZone: 'Asia/Shanghai' })
    floor.clock.forward(290_000)
    expect(await floor.scan(pda, undo(loaded.id))).toEqual(['undone'])
    await saveMerchant(floor.ctx, merchant)
  })
})

describe('a device that may not do everything', () => {
  const narrowed = async (name: string, grants: Device['grants']): Promise<Device> => {
    const device = await floor.device(name)
    await grantDevice(floor.ctx, { id: device.id, grants: [...grants] })
    return { ...device, grants }
  }

  it('packs where it was granted to, and is refused the rest on the record of the order', async () => {
    const table = await narrowed('打包台扫码枪', ['packing'])
    const id = await floor.order('N1')
    const waybill = nextWaybill()
    expect(await floor.scan(table, pack(id), bind(id, waybill), load(waybill))).toEqual([
      'packing_started',
      'bound',
      'not_granted',
    ])
    expect(await floor.stateOf(id)).toBe('packing')
    const { entries } = await readTimeline(floor.ctx, { id, limit: 20 })
    expect(entries.find((entry) => entry.verdict === 'forbidden')).toMatchObject({
      reason: 'not_granted',
      actor: 'device',
      actorName: expect.stringContaining('打包台扫码枪'),
    })
    expect(await floor.scan(table, { kind: 'hand_over', trip })).toEqual(['not_granted'])
    expect(await floor.scan(table, { kind: 'return_arrived', code: waybill })).toEqual(['not_granted'])
  })

  it('may load what another packed, and take back its own', async () => {
    const dock = await narrowed('月台扫码枪', ['shipped'])
    const { id, waybill } = await bound('N2')
    expect(await floor.scan(dock, pack(id))).toEqual(['not_granted'])
    const loaded = floor.scanOf(load(waybill))
    await floor.send(dock, [loaded])
    expect(await floor.stateOf(id)).toBe('shipped')
    expect(await floor.scan(dock, { kind: 'undo', scanId: loaded.id })).toEqual(['undone'])
  })

  it('is held to it also where the scan takes effect later', async () => {
    const gun = await narrowed('收货扫码枪', ['returns'])
    const waybill = nextWaybill()
    expect(await floor.scan(gun, pack(waybill))).toEqual(['unmatched'])
    const id = await floor.order('N3', { parcels: [{ carrier: 'SF', waybill, lineNumbers: [] }] })
    expect(await attachScans(floor.ctx)).toBe(1)
    expect(await floor.stateOf(id)).toBe('to_ship')
  })
})

describe('what is not known yet', () => {
  it('is noted and takes effect once the waybill appears', async () => {
    const waybill = nextWaybill()
    expect(await floor.scan(pda, pack(waybill))).toEqual(['unmatched'])
    expect(await attachScans(floor.ctx)).toBe(0)
    const id = await floor.order('F1', { parcels: [{ carrier: 'SF', waybill, lineNumbers: [] }] })
    expect(await attachScans(floor.ctx)).toBe(1)
    expect(await floor.stateOf(id)).toBe('packing')
    expect(await attachScans(floor.ctx)).toBe(0)
  })

  it('from a revoked device waits for a person', async () => {
    const lost = await floor.device('PDA 9')
    const id = await floor.order('F2')
    await revokeDevice(floor.ctx, { id: lost.id })
    expect(await floor.scan({ ...lost, isRevoked: true }, pack(id))).toEqual(['quarantined'])
    expect(await floor.stateOf(id)).toBe('to_ship')
    expect((await listDevices(floor.ctx)).find((one) => one.id === lost.id)?.quarantined).toBe(1)
    expect(await releaseQuarantine(floor.ctx, { id: lost.id })).toEqual({ released: 1 })
    expect(await floor.stateOf(id)).toBe('packing')
  })
})

it('an item is the same one with and without the zeros and the prefix that a scanner adds', async () => {
  const mug = {
    sku: 'UPC-1',
    name: '马克杯',
    category: '百货',
    barcode: '036000291452',
    exempt: false,
    hasSerial: false,
  }
  await saveProduct(floor.ctx, mug)
  const written = ['036000291452', '0036000291452', '00036000291452', '0100036000291452', ']C10100036000291452']
  for (const code of written)
    expect(await lookUp(floor.ctx, pda, { code })).toMatchObject({ kind: 'item', sku: 'UPC-1' })
  const line = { lineNumber: '1', itemNumber: 'I3', sku: 'UPC-1', title: '马克杯', quantity: 3, priceFen: 100 }
  const id = await floor.order('U1', { lines: [line] })
  expect(
    await floor.scan(
      pda,
      pack(id),
      check(id, '0036000291452'),
      check(id, '036000291452'),
      check(id, '0100036000291452'),
    ),
  ).toEqual(['packing_started', 'item_checked', 'item_checked', 'item_checked'])
})

it('people clock in at a station of their warehouse, and move from one to another', async () => {
  const { code } = await saveStation(floor.ctx, { warehouseId: floor.warehouseId, name: '打包台 1' })
  const { code: next } = await saveStation(floor.ctx, { warehouseId: floor.warehouseId, name: '打包台 2' })
  const clockIn = (station: string): Deed => ({ kind: 'clock_in', station })
  const standing = async () => {
    const { operator } = await readThisDevice(floor.ctx, { ...pda, operatorId: floor.staffId })
    return [operator?.isClockedIn, operator?.station]
  }
  await floor.scan(pda, clockIn(next))
  expect(await standing()).toEqual([true, next])
  await floor.scan(pda, { kind: 'clock_out' })
  expect(await standing()).toEqual([false, null])
  const answers = await floor.scan(
    pda,
    ...[clockIn(code), clockIn(code), clockIn(next), { kind: 'clock_out' } as const, { kind: 'clock_out' } as const],
    clockIn('ST-NOWHERE1'),
  )
  expect(answers).toEqual([
    ...['clocked_in', 'already_clocked_in', 'clocked_in', 'clocked_out', 'not_clocked_in', 'station_unknown'],
  ])
  const [shifts] = await floor.ctx.sql`SELECT count(*)::int AS n, count(out_at)::int AS ended FROM shifts`
  expect([shifts?.n, shifts?.ended]).toEqual([3, 3])
})

it('a shift that nobody ended ends with the last scan of its person, or with their account', async () => {
  const { code } = await saveStation(floor.ctx, { warehouseId: floor.warehouseId, name: '打包台 3' })
  const clockIn = { kind: 'clock_in', station: code } as const
  const onShift = async () => (await readBoard(floor.ctx, { warehouseId: floor.warehouseId })).onShift
  await floor.scan(pda, clockIn)
  floor.clock.forward(9 * 3_600_000)
  const last = floor.ctx.now()
  await floor.scan(pda, pack(await floor.order('W1')))
  floor.clock.forward(11 * 3_600_000)
  await endForgottenShifts(floor.ctx)
  expect(await onShift()).toBe(1)
  floor.clock.forward(3_600_000)
  await endForgottenShifts(floor.ctx)
  expect(await onShift()).toBe(0)
  const [ended] = await floor.ctx.sql`SELECT out_at FROM shifts WHERE station_code = ${code}`
  expect(ended?.outAt).toEqual(last)
  expect(await floor.scan(pda, clockIn)).toEqual(['clocked_in'])
  await enableStaff(floor.ctx, { id: floor.staffId, enabled: false })
  expect(await onShift()).toBe(0)
  await enableStaff(floor.ctx, { id: floor.staffId, enabled: true })
})

it('a return is taken in once; what is packed next is listed by urgency', async () => {
  const { id, waybill } = await bound('G1')
  const arrived: Deed = { kind: 'return_arrived', code: waybill }
  expect(await floor.scan(pda, arrived, arrived, { kind: 'return_arrived', code: 'RT-5550001' })).toEqual([
    ...['return_arrived', 'already_returned', 'unmatched'],
  ])
  const { tasks } = await listTasks(floor.ctx, pda)
  expect(tasks.some((one) => one.orderId === id && one.waybill === waybill)).toBe(true)
})

const RECEIVER = {
  ...{
    name: '王**',
    phone: '138****1234',
    province: '浙江省',
    city: '杭州市',
    district: '西湖区',
    address: '文一路***',
  },
  handle: null,
}
