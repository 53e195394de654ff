import { randomUUID } from 'node:crypto'
import { type AfterSaleState, mintedCode, type ReturnStage } from '@baton/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listAlerts } from '../alerts/index.ts'
import { readOrder } from '../orders/index.ts'
import { randomLetters } from '../runtime/random-letters.ts'
import { type Deed, type FloorWorld, openFloorWorld } from '../scans/floor-world.fixture.ts'
import { attachScans, dismissUnmatched, readBoard } from '../scans/index.ts'
import type { Device } from '../staff/index.ts'
import { attachReturn, countReturns, listOrderReturns, listOwnerless, listReturns, watchReturns } from './index.ts'

const HOUR = 3_600_000

let floor: FloorWorld
let pda: Device
let made = 0
beforeAll(async () => {
  floor = await openFloorWorld()
  pda = await floor.device('PDA 1')
})
afterAll(() => floor.close())

const arrived = (code: string): Deed => ({ kind: 'return_arrived', code })
const inspected = (code: string): Deed => ({ kind: 'return_inspected', code, grade: 'damaged', note: '', photos: [] })

function nextWaybill(): string {
  made += 1
  return `YT${8_000_000_000_000 + made}`
}

async function returning(number: string, waybill?: string, state: AfterSaleState = 'goods_returning') {
  const id = await floor.order(number, { state: 'shipped', shippedAt: floor.ctx.now() })
  const snapshot = {
    ...{ afterSaleNumber: `AS-${number}`, orderNumber: number, kind: 'return' as const, nativeStatus: state },
    ...{ version: 1_780_000_000_000, amountFen: 100, wholeOrder: false, respondBy: null },
    ...(waybill && { returnParcel: { carrier: 'YTO', waybill } }),
  }
  await floor.claim(id, { kind: 'after_sale', afterSale: { snapshot, state } })
  const { afterSales } = await readOrder(floor.ctx, { id })
  return { id, workOrder: afterSales[0]?.workOrder ?? '' }
}

async function idsIn(stage: ReturnStage, more: { q?: string; warehouseId?: string; limit?: number } = {}) {
  const { rows } = await listReturns(floor.ctx, { stage, limit: 50, ...more })
  return rows.map((row) => row.orderId)
}

describe('the list of returns', () => {
  it('shows each return in the one stage it stands in', async () => {
    const { id, workOrder } = await returning('L1', nextWaybill())
    const stages = async () => Promise.all((['expected', 'in_hand', 'inspected'] as const).map((one) => idsIn(one)))
    expect(await stages()).toEqual([[id], [], []])
    await floor.scan(pda, arrived(workOrder))
    expect(await stages()).toEqual([[], [id], []])
    await floor.scan(pda, inspected(workOrder))
    expect(await stages()).toEqual([[], [], [id]])
    expect(await listOrderReturns(floor.ctx, { orderId: id })).toMatchObject([
      {
        ...{ orderId: id, warehouseName: '华东仓', afterSales: [{ nativeNumber: 'AS-L1', workOrder }] },
        arrival: { deviceName: 'PDA 1', operatorName: '李四', namedBy: null, inspection: { grade: 'damaged' } },
      },
    ])
  })

  it('is found by any of its numbers, and by its warehouse', async () => {
    const waybill = nextWaybill()
    const { id, workOrder } = await returning('L2', waybill)
    for (const q of [id, 'L2', 'AS-L2', workOrder.toLowerCase(), waybill])
      expect(await idsIn('expected', { q })).toEqual([id])
    await floor.scan(pda, arrived(workOrder))
    for (const q of [id, 'L2', 'AS-L2', workOrder, waybill]) expect(await idsIn('in_hand', { q })).toEqual([id])
    expect(await idsIn('in_hand', { q: 'L' })).toEqual([])
    expect(await idsIn('in_hand', { warehouseId: floor.elsewhereId })).toEqual([])
    await floor.scan(pda, inspected(workOrder))
  })

  it('comes page by page, what is due first on top', async () => {
    const ids: string[] = []
    for (let at = 0; at < 5; at += 1) {
      const { id, workOrder } = await returning(`P${at}`)
      floor.clock.forward(1000)
      await floor.scan(pda, arrived(workOrder))
      ids.push(id)
    }
    const seen: string[] = []
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await listReturns(floor.ctx, { stage: 'in_hand', limit: 2, ...(cursor && { cursor }) })
      seen.push(...page.rows.map((row) => row.orderId))
      cursor = page.next
    }
    expect(seen).toEqual(ids)
    for (const id of ids) await floor.scan(pda, inspected(id))
  })
})

describe('a return that nobody inspects in time', () => {
  const open = async () =>
    (await listAlerts(floor.ctx, { which: 'open', limit: 50, kinds: ['returns_waiting'] })).rows.map((row) => [
      row.params,
      row.count,
    ])

  it('is raised once for its warehouse, and the alert ends with the inspection', async () => {
    const [{ workOrder }, { workOrder: other }] = [await returning('W1'), await returning('W2')]
    await floor.scan(pda, arrived(workOrder), arrived(other))
    floor.clock.forward(4 * HOUR - 1)
    await watchReturns(floor.ctx)
    expect(await open()).toEqual([])
    expect((await readBoard(floor.ctx, {})).returnsWaiting).toBe(2)
    floor.clock.forward(1)
    await watchReturns(floor.ctx)
    expect(await open()).toEqual([[{ warehouse: '华东仓' }, 2]])
    expect(await countReturns(floor.ctx, {})).toMatchObject({ inHand: 2, late: 2 })
    await floor.scan(pda, inspected(workOrder), inspected(other))
    await watchReturns(floor.ctx)
    expect(await open()).toEqual([])
  })
})

describe('a parcel without an owner', () => {
  it('is listed once with who scanned it first, and taken in for the order that a person names', async () => {
    const code = nextWaybill()
    const { id } = await returning('O1')
    await floor.scan(pda, arrived(code), arrived(code), inspected(code))
    const { rows } = await listOwnerless(floor.ctx, { limit: 50 })
    expect(rows).toMatchObject([{ code, deviceName: 'PDA 1', operatorName: '李四', grade: 'damaged' }])
    expect(await attachReturn(floor.ctx, { scanId: rows[0]?.id ?? '', owner: 'O1' })).toEqual({ orderId: id })
    expect(await listOrderReturns(floor.ctx, { orderId: id })).toMatchObject([
      {
        afterSales: [{ nativeNumber: 'AS-O1' }],
        arrival: { waybill: code, namedBy: '小陈', inspection: { grade: 'damaged' } },
      },
    ])
    expect((await listOwnerless(floor.ctx, { limit: 50 })).rows).toEqual([])
    expect(await floor.scan(pda, arrived(code))).toEqual(['already_returned'])
  })

  it('is refused where it has an owner by now, or the number names no order', async () => {
    const [code, ours] = [nextWaybill(), nextWaybill()]
    await floor.scan(pda, arrived(code), arrived(ours))
    const [first] = (await listOwnerless(floor.ctx, { limit: 50 })).rows.filter((row) => row.code === code)
    const attach = (scanId: string, owner: string) => attachReturn(floor.ctx, { scanId, owner })
    await expect(attach(first?.id ?? '', 'DB2026NOBODY0')).rejects.toMatchObject({ code: 'ORDER_NOT_FOUND' })
    await expect(attach(randomUUID(), 'O1')).rejects.toMatchObject({ code: 'SCAN_NOT_WAITING' })
    await returning('O2', code)
    await attachScans(floor.ctx)
    await expect(attach(first?.id ?? '', 'O1')).rejects.toMatchObject({ code: 'SCAN_NOT_WAITING' })
    expect(await idsIn('in_hand', { q: 'O2' })).toHaveLength(1)
    const [left] = (await listOwnerless(floor.ctx, { limit: 50 })).rows
    expect(left?.code).toBe(ours)
    await dismissUnmatched(floor.ctx, { id: left?.id ?? '' })
    expect((await countReturns(floor.ctx, {})).ownerless).toBe(0)
  })

  it('is in hand once, also where its buyer told its channel another waybill', async () => {
    const [told, real] = [nextWaybill(), nextWaybill()]
    const { id, workOrder } = await returning('O4', told)
    await floor.scan(pda, arrived(real))
    const [row] = (await listOwnerless(floor.ctx, { limit: 50 })).rows
    await attachReturn(floor.ctx, { scanId: row?.id ?? '', owner: workOrder })
    expect(await floor.scan(pda, arrived(workOrder))).toEqual(['already_returned'])
    await floor.scan(pda, inspected(workOrder))
    expect(await listOrderReturns(floor.ctx, { orderId: id })).toMatchObject([
      { arrival: { waybill: real, inspection: { grade: 'damaged' } } },
    ])
  })

  it('is in hand once, also where the paper in it bears a work order that nobody knows any more', async () => {
    const [waybill, former] = [nextWaybill(), mintedCode('work_order', randomLetters(7))]
    const { id, workOrder } = await returning('O5', waybill)
    await floor.scan(pda, arrived(former))
    const [row] = (await listOwnerless(floor.ctx, { limit: 50 })).rows
    await attachReturn(floor.ctx, { scanId: row?.id ?? '', owner: workOrder })
    expect(await floor.scan(pda, arrived(waybill), arrived(workOrder), arrived(former))).toEqual(
      Array(3).fill('already_returned'),
    )
    await floor.scan(pda, inspected(waybill))
    expect(await listOrderReturns(floor.ctx, { orderId: id })).toMatchObject([
      { arrival: { inspection: { grade: 'damaged' } } },
    ])
  })

  it('is the one that the first of two people named', async () => {
    const code = nextWaybill()
    await returning('O6')
    const { id } = await returning('O7')
    await floor.scan(pda, arrived(code))
    const [row] = (await listOwnerless(floor.ctx, { limit: 50 })).rows
    const attach = (owner: string) => attachReturn(floor.ctx, { scanId: row?.id ?? '', owner })
    const { sql } = floor.ctx
    await sql`INSERT INTO return_codes (code, order_id, named_by, named_at) VALUES (${code}, ${id}, '小王', now())`
    await expect(attach('O6')).rejects.toMatchObject({ code: 'SCAN_NOT_WAITING' })
    await attachScans(floor.ctx)
    expect(await idsIn('in_hand', { q: code })).toEqual([id])
  })

  it('may be named by the work order of the return that it is', async () => {
    const code = nextWaybill()
    const { id, workOrder } = await returning('O3')
    await floor.scan(pda, arrived(code))
    const [row] = (await listOwnerless(floor.ctx, { limit: 50 })).rows
    await attachReturn(floor.ctx, { scanId: row?.id ?? '', owner: workOrder })
    expect(await idsIn('in_hand', { q: workOrder })).toEqual([id])
    expect(await idsIn('expected', { q: workOrder })).toEqual([])
  })
})
