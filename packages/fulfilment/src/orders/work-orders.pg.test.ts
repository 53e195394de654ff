import { readFileSync } from 'node:fs'
import { type AfterSaleState, readCode } from '@baton/contract'
import type { AfterSaleSnapshot } from '@baton/platforms'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyPending } from '../channels/index.ts'
import { openDatabase } from '../runtime/database.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { openTestShop, type TestShop } from '../testing/own-shop.ts'
import { aSnapshot } from '../testing/snapshot.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { listOrders, moveOrders, type OrderMove, readOrder } from './index.ts'

const START = Date.UTC(2026, 4, 1)
const MIGRATION = new URL('../../../../drizzle/0051_return_work_orders.sql', import.meta.url)
const PARCEL = { carrier: '圆通速递', waybill: ' yt9000000000001' }

describe('the work order of a return', () => {
  let world: TestContext
  let shop: TestShop
  let sent = 0
  beforeAll(async () => {
    world = await openTestContext()
    shop = await openTestShop(world.ctx)
  })
  afterAll(() => world.close())

  /** The order as its shop tells it in that minute, with its one after-sale. */
  const tell = async (orderNumber: string, minute: number, told: Partial<AfterSaleSnapshot>) => {
    const version = START + minute * 60_000
    const sale: AfterSaleSnapshot = {
      ...{ afterSaleNumber: `AS-${orderNumber}`, orderNumber, kind: 'return', nativeStatus: 'requested', version },
      ...{ amountFen: 100, wholeOrder: true, respondBy: null },
      ...told,
    }
    sent += 1
    await shop.push(`m${sent}`, aSnapshot({ orderNumber, version, nativeStatus: 'shipped', afterSales: [sale] }))
    await applyPending(world.ctx, shop.apps)
  }
  /** The after-sale as its platform tells it when it is asked for. */
  const tellSale = async (
    orderNumber: string,
    word: { version: number; state: AfterSaleState; told: Partial<AfterSaleSnapshot> } | undefined,
  ) => {
    if (!word) throw new Error('no word')
    const snapshot: AfterSaleSnapshot = {
      ...{ afterSaleNumber: `AS-${orderNumber}`, orderNumber, kind: 'return', nativeStatus: word.state },
      ...{ version: START + word.version * 60_000, amountFen: 100, wholeOrder: true, respondBy: null },
      ...word.told,
    }
    const move: OrderMove = {
      target: { by: 'native', platform: 'own-shop', shopId: shop.shopId, nativeNumber: orderNumber },
      source: {
        actor: { kind: 'channel', id: 'c1', name: '自有商城' },
        ...{ appId: null, address: null, eventId: null, topic: null, authority: 'home', grants: [] },
      },
      occurredAt: world.ctx.now(),
      claim: { kind: 'after_sale', afterSale: { snapshot, state: word.state } },
    }
    await inTransaction(world.ctx, (tx) => moveOrders(world.ctx, tx, [move]))
  }
  const saleOf = async (orderNumber: string) => {
    const [row] = await world.ctx.sql<{ id: string }[]>`SELECT id FROM orders WHERE native_number = ${orderNumber}`
    return (await readOrder(world.ctx, { id: row?.id ?? '' })).afterSales[0]
  }

  it('is given once goods are to come back, and kept; the buyer’s parcel is read as a scanner reads it', async () => {
    await tell('W1', 1, {})
    expect((await saleOf('W1'))?.workOrder).toBeNull()
    await tell('W1', 2, { nativeStatus: 'approved' })
    const number = (await saleOf('W1'))?.workOrder ?? ''
    expect(readCode(number)).toEqual({ kind: 'work_order', text: number })
    await tell('W1', 3, { nativeStatus: 'goods_returning', returnParcel: PARCEL })
    await tell('W1', 4, { nativeStatus: 'refunded' })
    expect(await saleOf('W1')).toMatchObject({
      ...{ workOrder: number, state: 'refunded', returnCarrier: 'YTO', returnWaybill: 'YT9000000000001' },
    })
    for (const q of [number.toLowerCase(), 'YT9000000000001']) {
      const { rows } = await listOrders(world.ctx, { filter: { q }, limit: 10 })
      expect(rows.map((row) => row.nativeNumber)).toEqual(['W1'])
    }
  })

  it('is none where no goods come back', async () => {
    await tell('W2', 1, { kind: 'refund_only', nativeStatus: 'approved' })
    await tell('W3', 1, { kind: 'return', nativeStatus: 'rejected' })
    expect([(await saleOf('W2'))?.workOrder, (await saleOf('W3'))?.workOrder]).toEqual([null, null])
  })

  it('stands with the buyer’s parcel in whatever order the platform’s words arrive', async () => {
    const back: AfterSaleState = 'goods_returning'
    const words: readonly { version: number; state: AfterSaleState; told: Partial<AfterSaleSnapshot> }[] = [
      { version: 2, state: 'approved', told: {} },
      { version: 3, state: back, told: { returnParcel: { carrier: 'YTO', waybill: 'YT9' } } },
      { version: 4, state: back, told: { kind: 'unknown' } },
    ]
    for (const [at, order] of [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ].entries()) {
      await tell(`P${at}`, 1, {})
      for (const one of order) await tellSale(`P${at}`, words[one])
      const sale = await saleOf(`P${at}`)
      expect(sale).toMatchObject({ state: back, returnCarrier: 'YTO', returnWaybill: 'YT9', kind: 'return' })
      expect(readCode(sale?.workOrder ?? '').kind).toBe('work_order')
    }
  })

  it('is given to the returns under way of a database from before there were any', async () => {
    await tell('M1', 1, { kind: 'exchange', nativeStatus: 'approved' })
    await tell('M2', 1, { kind: 'return', nativeStatus: 'refunded' })
    const owner = openDatabase(world.ownerUrl, { max: 1, name: 'baton-test' })
    try {
      await owner.sql`UPDATE after_sales SET work_order = NULL`
      await owner.sql.unsafe(readFileSync(MIGRATION, 'utf8').split('--> statement-breakpoint').at(-1) ?? '')
    } finally {
      await owner.close()
    }
    expect(readCode((await saleOf('M1'))?.workOrder ?? '').kind).toBe('work_order')
    expect((await saleOf('M2'))?.workOrder).toBeNull()
    const twice = await world.ctx.sql`SELECT work_order FROM after_sales GROUP BY 1 HAVING count(work_order) > 1`
    expect(twice).toEqual([])
  })
})
