import { afterAll, beforeAll, expect, it } from 'vitest'
import { type FloorWorld, openFloorWorld } from '../scans/floor-world.fixture.ts'
import { aSnapshot } from '../testing/snapshot.ts'
import { askedAtIn } from './index.ts'

const VERSION = 1_790_000_000_000

let floor: FloorWorld
beforeAll(async () => {
  floor = await openFloorWorld()
})
afterAll(() => floor.close())

it('an answer is overtaken by one that was asked for beside it and brought nothing new', async () => {
  const { sql } = floor.ctx
  const id = await floor.order('A1', { version: VERSION, buyerMemo: '放门口' })
  await sql`
    INSERT INTO order_links (order_id, app_id, native_number, reported_version)
    VALUES (${id}, gen_random_uuid(), 'A1', ${VERSION})`
  const now = async () => {
    const [row] = await sql<[{ memo: string; askedAt: number }]>`
      SELECT buyer_memo AS memo, ${askedAtIn(sql)} AS asked_at FROM orders o WHERE id = ${id}`
    return row
  }
  const answer = async (buyerMemo: string, askedAt: number) => {
    const snapshot = aSnapshot({ orderNumber: 'A1', version: VERSION, buyerMemo })
    const told = { snapshot, meaning: { state: 'to_ship' }, afterSales: [], assignment: null, askedAt } as const
    await floor.claim(id, { kind: 'snapshot', ...told })
    return (await now()).memo
  }
  const { askedAt } = await now()
  expect(await answer('放门口', askedAt)).toBe('放门口')
  expect(await answer('按门铃', askedAt)).toBe('放门口')
  expect(await answer('按门铃', (await now()).askedAt)).toBe('按门铃')
})
