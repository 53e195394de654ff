import { randomUUID } from 'node:crypto'
import { mintedCode } from '@baton/contract'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Device } from '../staff/index.ts'
import { type FloorWorld, openFloorWorld } from './floor-world.fixture.ts'
import { lookUp } from './index.ts'

let floor: FloorWorld
let pda: Device

beforeAll(async () => {
  floor = await openFloorWorld()
  pda = await floor.device('装车口 PDA')
  await floor.device('别仓 PDA', floor.elsewhereId)
  const { sql } = floor.ctx
  await sql`UPDATE products SET sku = '红杯/大' WHERE sku = 'SKU-2'`
  for (const [name, warehouseId] of [
    ['面单机 1', floor.warehouseId],
    ['面单机 2', floor.elsewhereId],
  ] as const)
    await sql`
      INSERT INTO printers (id, warehouse_id, name, host, port, language, created_at)
      VALUES (${randomUUID()}, ${warehouseId}, ${name}, '127.0.0.1', 9100, 'zpl', ${floor.ctx.now()})`
})
afterAll(() => floor.close())

const look = (code: string) => lookUp(floor.ctx, pda, { code })

it('an item is known by its SKU however it is written', async () => {
  for (const code of ['SKU-1', 'sku-1', ']C0Sku-1'])
    expect(await look(code)).toMatchObject({ kind: 'item', sku: 'SKU-1' })
  expect(await look('红杯/大')).toMatchObject({ kind: 'item', name: '台灯' })
})

it('a device and a printer are known by what is written on them, in their own warehouse', async () => {
  expect(await look('装车口 PDA')).toEqual({ kind: 'device', name: '装车口 PDA' })
  expect(await look(pda.id.toUpperCase())).toEqual({ kind: 'device', name: '装车口 PDA' })
  expect(await look('面单机 1')).toEqual({ kind: 'printer', name: '面单机 1' })
  for (const code of ['别仓 PDA', '面单机 2']) expect(await look(code)).toEqual({ kind: 'unknown' })
})

it('a return work order says whether it was taken in', async () => {
  const code = mintedCode('work_order', 'RET0901')
  expect(await look(code)).toEqual({ kind: 'return', isTakenIn: false })
  await floor.scan(pda, { kind: 'return_arrived', code })
  expect(await look(code)).toEqual({ kind: 'return', isTakenIn: true })
})

it('a code of ours that leads nowhere says what it is', async () => {
  expect(await look(mintedCode('bin', 'A010203'))).toEqual({ kind: 'bin' })
  expect(await look('https://baton.example/scan/enrol/?code=abc')).toEqual({ kind: 'enrolment' })
  for (const code of ['https://baton.example/x', 'SF9999999999999', '没有的'])
    expect(await look(code)).toEqual({ kind: 'unknown' })
})
