import { hasMark, itemMark, readCode, unpackMarks } from '@baton/contract'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { saveProduct } from '../catalogue/index.ts'
import { holdOrders } from '../orders/index.ts'
import type { Device } from '../staff/index.ts'
import { type FloorWorld, openFloorWorld } from './floor-world.fixture.ts'
import { listItemCodes, listPacks } from './index.ts'

const MINUTE = 60_000
let floor: FloorWorld
let pda: Device

beforeAll(async () => {
  floor = await openFloorWorld()
  pda = await floor.device('PDA 1')
})
afterAll(() => floor.close())

const parcel = (waybill: string) => ({ carrier: 'SF', waybill, lineNumbers: [] })
const line = (lineNumber: string, sku: string | null, quantity: number) => ({
  ...{ lineNumber, sku, quantity, itemNumber: 'I', title: '买家写的：给张三', priceFen: 100 },
})

it('a device is told what goes into the parcels of its warehouse, the most urgent first, and of nobody who gets them', async () => {
  const due = (minutes: number) => ({ shipBy: new Date(floor.ctx.now().getTime() + minutes * MINUTE) })
  const later = await floor.order('P1', {
    ...{ parcels: [parcel('SF1600000001')], lines: [line('1', 'SKU-1', 2), line('2', 'SKU-2', 1)] },
    ...due(60),
  })
  const soon = await floor.order('P2', { lines: [line('1', 'SKU-1', 3)], ...due(5) })
  await floor.scan(pda, { kind: 'pack_start', code: soon })
  await floor.order('P3', { at: floor.elsewhereId })
  await floor.order('P4', { state: 'pending_payment' })
  await floor.order('P5', { state: 'shipped' })
  await floor.order('P6', { lines: [line('1', 'SKU-1', 1), line('2', null, 1)], ...due(1) })
  const held = await floor.order('P7', due(1))
  await holdOrders(floor.ctx, { orders: { ids: [held] }, reason: 'stock_out', note: '', until: null })
  const packs = await listPacks(floor.ctx, pda)
  expect(packs).toEqual({
    items: [
      { sku: 'SKU-1', name: '童装外套', barcode: '6901234567892', isSerial: false },
      { sku: 'SKU-2', name: '台灯', barcode: '6901234567908', isSerial: true },
    ],
    orders: [
      { id: soon, isBegun: true, waybills: [], lines: [[0, 3, '1']] },
      {
        id: later,
        isBegun: false,
        waybills: ['SF1600000001'],
        lines: [
          [0, 2, '1'],
          [1, 1, '2'],
        ],
      },
    ],
    asOf: floor.ctx.now().toISOString(),
  })
  expect(JSON.stringify(packs)).not.toContain('张三')
})

it('a waybill that two orders share tells the pieces of neither', async () => {
  const ids = [
    await floor.order('S1', { parcels: [parcel('SF1600000009')] }),
    await floor.order('S2', { parcels: [parcel('SF1600000009')] }),
  ]
  const { orders } = await listPacks(floor.ctx, pda)
  const waybills = ids.map((id) => orders.find((one) => one.id === id)?.waybills)
  expect(waybills).toEqual([[], []])
})

it('a device is told of every product’s codes that look like waybills, and once for each change of the catalogue', async () => {
  const told = await listItemCodes(floor.ctx, { version: null })
  const knows = ({ codes }: typeof told, code: string) =>
    codes !== null && hasMark(unpackMarks(codes), itemMark(readCode(code)) ?? -1)
  expect(['sku-1', 'SKU-2', 'HAT-XL', 'SKU-3'].map((code) => knows(told, code))).toEqual([true, true, false, false])
  expect(await listItemCodes(floor.ctx, { version: told.version })).toEqual({ version: told.version, codes: null })
  floor.clock.forward(MINUTE)
  await saveProduct(floor.ctx, {
    ...{ sku: 'HAT-XL', name: '帽子', category: '服饰', barcode: 'PRIV-7788', exempt: false, hasSerial: false },
  })
  const later = await listItemCodes(floor.ctx, { version: told.version })
  expect(later.version).not.toBe(told.version)
  expect(['SKU-1', 'HAT-XL', 'priv-7788', 'PRIV-7789'].map((code) => knows(later, code))).toEqual([
    true,
    true,
    true,
    false,
  ])
})
