import { readFileSync } from 'node:fs'
import type { AfterSaleState } from '@baton/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readOrder, readTimeline } from '../orders/index.ts'
import type { Device } from '../staff/index.ts'
import { type Deed, type FloorWorld, openFloorWorld } from './floor-world.fixture.ts'
import { attachScans, lookUp } from './index.ts'

const HOUR = 3_600_000
const MIGRATION = new URL('../../../../drizzle/0052_return_arrivals.sql', import.meta.url)

let floor: FloorWorld
let pda: Device
let made = 0
beforeAll(async () => {
  floor = await openFloorWorld()
  pda = await floor.device('PDA 1')
})
afterAll(() => floor.close())

const arrived = (code: string): Deed => ({ kind: 'return_arrived', code })
const inspected = (code: string): Deed => ({ kind: 'return_inspected', code, grade: 'opened', note: '', photos: [] })

function nextWaybill(): string {
  made += 1
  return `YT${9_000_000_000_000 + made}`
}

/** An after-sale of the order, as its channel tells it. */
async function tell(id: string, number: string, told: { state?: AfterSaleState; waybill?: string } = {}) {
  const { state = 'goods_returning', waybill } = told
  made += 1
  const snapshot = {
    ...{ afterSaleNumber: number, orderNumber: id, kind: 'return' as const, nativeStatus: state },
    ...{ version: 1_780_000_000_000 + made, amountFen: 100, wholeOrder: false, respondBy: null },
    ...(waybill && { returnParcel: { carrier: 'YTO', waybill } }),
  }
  await floor.claim(id, { kind: 'after_sale', afterSale: { snapshot, state } })
}

async function workOrderOf(id: string, number: string): Promise<string> {
  const { afterSales } = await readOrder(floor.ctx, { id })
  return afterSales.find((one) => one.nativeNumber === number)?.workOrder ?? ''
}

async function shipped(number: string): Promise<string> {
  return floor.order(number, { state: 'shipped', shippedAt: floor.ctx.now() })
}

/** Returns in hand of an order, and the times that run for them. */
async function standing(id: string) {
  const { ctx } = floor
  const arrivals = await ctx.sql<{ afterSales: string[]; waybill: string | null; isInspected: boolean }[]>`
    SELECT after_sales, waybill, inspected_at IS NOT NULL AS is_inspected FROM return_arrivals
    WHERE order_id = ${id} ORDER BY arrived_at, waybill`
  const { deadlines } = await readOrder(ctx, { id })
  const due = deadlines.filter((one) => one.kind === 'inspect_by').map((one) => one.dueAt)
  return { arrivals: [...arrivals], due }
}

async function eventsOf(id: string) {
  const { entries } = await readTimeline(floor.ctx, { id, limit: 30 })
  return entries
    .filter((one) => one.verdict === 'applied' && one.changes.includes('return'))
    .map((one) => [one.topic, one.item, one.actorName])
    .reverse()
}

describe('a return that its channel announced', () => {
  it('is taken in once, by its work order or by the buyer’s waybill, and waits for its inspection', async () => {
    const id = await shipped('R1')
    const waybill = nextWaybill()
    await tell(id, 'AS1', { waybill })
    const number = await workOrderOf(id, 'AS1')
    const now = floor.ctx.now().getTime()
    expect(await floor.scan(pda, arrived(number), arrived(number), arrived(waybill), arrived(id))).toEqual([
      ...['return_arrived', 'already_returned', 'already_returned', 'already_returned'],
    ])
    expect(await standing(id)).toEqual({
      arrivals: [{ afterSales: ['AS1'], waybill, isInspected: false }],
      due: [new Date(now + 4 * HOUR).toISOString()],
    })
    expect(await floor.scan(pda, inspected(waybill))).toEqual(['return_inspected'])
    expect(await standing(id)).toMatchObject({ arrivals: [{ isInspected: true }], due: [] })
    expect(await eventsOf(id)).toEqual([
      ['scan.return_arrived', number, 'PDA 1 · 李四'],
      ['scan.return_inspected', waybill, 'PDA 1 · 李四'],
    ])
    expect(await floor.stateOf(id)).toBe('shipped')
  })

  it('is found by a look at either code', async () => {
    const id = await shipped('R2')
    const waybill = nextWaybill()
    await tell(id, 'AS1', { waybill })
    for (const code of [waybill, await workOrderOf(id, 'AS1')])
      expect(await lookUp(floor.ctx, pda, { code })).toMatchObject({ kind: 'order', order: { id } })
  })

  it('is another one than its order’s other return', async () => {
    const id = await shipped('R3')
    await tell(id, 'AS1')
    await tell(id, 'AS2')
    const [first, second] = [await workOrderOf(id, 'AS1'), await workOrderOf(id, 'AS2')]
    expect(await floor.scan(pda, arrived(first), arrived(second))).toEqual(['return_arrived', 'return_arrived'])
    await floor.scan(pda, inspected(second))
    const { arrivals, due } = await standing(id)
    expect(arrivals.map((one) => [one.afterSales, one.isInspected])).toContainEqual([['AS1'], false])
    expect(due).toHaveLength(1)
  })

  it('comes with all that its buyer put into one parcel, of several orders too', async () => {
    const [id, other] = [await shipped('R4'), await shipped('R5')]
    const waybill = nextWaybill()
    await tell(id, 'AS1', { waybill })
    await tell(id, 'AS2', { waybill })
    await tell(other, 'AS3', { waybill })
    expect(await floor.scan(pda, arrived(await workOrderOf(id, 'AS2')), arrived(waybill))).toEqual([
      ...['return_arrived', 'already_returned'],
    ])
    expect((await standing(id)).arrivals).toEqual([{ afterSales: ['AS1', 'AS2'], waybill, isInspected: false }])
    expect((await standing(other)).arrivals).toEqual([{ afterSales: ['AS3'], waybill, isInspected: false }])
  })

  it('is none where many name the same word in a waybill’s place; it waits for a person', async () => {
    const word = nextWaybill()
    for (let at = 0; at < 21; at += 1) await tell(await shipped(`J${at}`), 'AS1', { waybill: word })
    expect(await floor.scan(pda, arrived(word))).toEqual(['unmatched'])
    expect(await attachScans(floor.ctx)).toBe(0)
  })

  it('may be inspected in the time that its warehouse gives', async () => {
    await floor.ctx.sql`UPDATE warehouses SET inspect_hours = 24 WHERE id = ${floor.elsewhereId}`
    const far = await floor.device('PDA 9', floor.elsewhereId)
    const id = await shipped('R6')
    await tell(id, 'AS1')
    await floor.scan(far, arrived(await workOrderOf(id, 'AS1')))
    expect((await standing(id)).due).toEqual([new Date(floor.ctx.now().getTime() + 24 * HOUR).toISOString()])
  })
})

describe('a return that was taken in by mistake', () => {
  it('is taken back in time, and nobody waits for its inspection', async () => {
    const id = await shipped('U1')
    await tell(id, 'AS1')
    const scan = floor.scanOf(arrived(await workOrderOf(id, 'AS1')))
    await floor.send(pda, [scan])
    const undo: Deed = { kind: 'undo', scanId: scan.id }
    expect(await floor.scan(pda, undo, undo)).toEqual(['undone', 'nothing_to_undo'])
    expect(await standing(id)).toEqual({ arrivals: [], due: [] })
    expect(await floor.scan(pda, arrived(id))).toEqual(['return_arrived'])
  })

  it('stays once it was inspected, or too late', async () => {
    const [id, late] = [await shipped('U2'), await shipped('U3')]
    const [first, second] = [floor.scanOf(arrived(id)), floor.scanOf(arrived(late))]
    await floor.send(pda, [first, floor.scanOf(inspected(id)), second])
    expect(await floor.scan(pda, { kind: 'undo', scanId: first.id })).toEqual(['undo_too_late'])
    floor.clock.forward(HOUR)
    expect(await floor.scan(pda, { kind: 'undo', scanId: second.id })).toEqual(['undo_too_late'])
    expect((await standing(late)).due).toHaveLength(1)
  })
})

describe('whatever comes first', () => {
  const FACTS = ['told', 'arrived', 'inspected'] as const
  const ORDERS = [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ] as const

  it.each(ORDERS)('the return ends inspected, with its after-sale: %i, %i, %i', async (...order) => {
    const id = await shipped(`P${order.join('')}`)
    const waybill = nextWaybill()
    const happen = {
      told: () => tell(id, 'AS1', { waybill }),
      arrived: () => floor.scan(pda, arrived(waybill)),
      inspected: () => floor.scan(pda, inspected(waybill)),
    }
    for (const at of order) {
      await happen[FACTS[at]]()
      floor.clock.forward(1000)
      await attachScans(floor.ctx)
    }
    expect(await standing(id)).toEqual({ arrivals: [{ afterSales: ['AS1'], waybill, isInspected: true }], due: [] })
    expect((await eventsOf(id)).map(([topic]) => topic).sort()).toEqual([
      'scan.return_arrived',
      'scan.return_inspected',
    ])
  })

  it('a waybill that was scanned before its after-sale was known takes effect once it is, with the time of its scan', async () => {
    const id = await shipped('L1')
    const waybill = nextWaybill()
    const scannedAt = floor.ctx.now().getTime()
    expect(await floor.scan(pda, arrived(waybill), arrived(waybill))).toEqual(['unmatched', 'unmatched'])
    expect(await attachScans(floor.ctx)).toBe(0)
    floor.clock.forward(HOUR)
    await tell(id, 'AS1', { waybill })
    expect(await attachScans(floor.ctx)).toBe(2)
    expect(await standing(id)).toEqual({
      arrivals: [{ afterSales: ['AS1'], waybill, isInspected: false }],
      due: [new Date(scannedAt + 4 * HOUR).toISOString()],
    })
    expect(await eventsOf(id)).toHaveLength(1)
  })
})

it('what was taken in before there was a time for it is in hand or inspected as its scans say, and no time runs', async () => {
  const [waiting, done] = [await shipped('M1'), await shipped('M2')]
  await floor.scan(pda, arrived(waiting), arrived(done), inspected(done))
  const { sql } = floor.ctx
  await sql`DELETE FROM deadlines WHERE kind = 'inspect_by'`
  await sql`DELETE FROM return_arrivals`
  await sql.unsafe(readFileSync(MIGRATION, 'utf8').split('--> statement-breakpoint').at(-1) ?? '')
  expect(await standing(waiting)).toEqual({
    arrivals: [{ afterSales: [], waybill: null, isInspected: false }],
    due: [],
  })
  expect((await standing(done)).arrivals).toEqual([{ afterSales: [], waybill: null, isInspected: true }])
  expect(await floor.scan(pda, arrived(waiting))).toEqual(['already_returned'])
})
