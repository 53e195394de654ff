import type { OrderSnapshot } from '@baton/platforms'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listShops, saveShop } from '../catalogue/index.ts'
import { openTestShop, type TestShop } from '../testing/own-shop.ts'
import { aSnapshot } from '../testing/snapshot.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { applyPending } from './index.ts'

const HOUR = 3_600_000
const PAID = new Date('2026-11-01T02:00:00Z')

describe('what a shop promises where its channel tells no time to ship by', () => {
  let world: TestContext
  let shop: TestShop
  beforeAll(async () => {
    world = await openTestContext()
    shop = await openTestShop(world.ctx)
  })
  afterAll(() => world.close())

  const promise = async (shipWithinHours: number | null | undefined) => {
    const { appId, shopId: id } = shop
    const told = { id, appId, name: '旗舰店', nativeNumber: 'S1', fields: {}, enabled: true }
    await saveShop(world.ctx, { ...told, ...(shipWithinHours !== undefined && { shipWithinHours }) })
    shop.apps.forget()
  }
  const shipByOf = async (orderNumber: string, told: Partial<OrderSnapshot>) => {
    const snapshot = aSnapshot({ orderNumber, paidAt: PAID, ...told })
    await shop.push(`${orderNumber}-${snapshot.version}`, snapshot)
    await applyPending(world.ctx, shop.apps)
    const [row] = await world.ctx.sql<{ shipBy: Date | null }[]>`
      SELECT ship_by FROM orders WHERE native_number = ${orderNumber}`
    return row?.shipBy ?? null
  }

  it('is nothing until it is set', async () => {
    expect(await shipByOf('P1', {})).toBeNull()
  })

  it('counts from payment, or from the order where nothing is paid beforehand, and not while payment is awaited', async () => {
    await promise(48)
    expect(await shipByOf('P2', {})).toEqual(new Date(PAID.getTime() + 48 * HOUR))
    expect(await shipByOf('P3', { paidAt: null, createdAt: PAID })).toEqual(new Date(PAID.getTime() + 48 * HOUR))
    expect(await shipByOf('P4', { paidAt: null, nativeStatus: 'pending_payment' })).toBeNull()
    const [deadline] = await world.ctx.sql`
      SELECT d.due_at FROM deadlines d JOIN orders o ON o.id = d.subject
      WHERE o.native_number = 'P2' AND d.kind = 'ship_by' AND d.state = 'armed'`
    expect(deadline).toEqual({ dueAt: new Date(PAID.getTime() + 48 * HOUR) })
  })

  it('counts from the payment that was told before, and stays as it was once the order has left', async () => {
    await promise(48)
    await shipByOf('P7', {})
    const later = { version: 1_780_000_001_000, paidAt: null, sellerMemo: '急' }
    expect(await shipByOf('P7', later)).toEqual(new Date(PAID.getTime() + 48 * HOUR))
    const left = { version: 1_780_000_002_000, nativeStatus: 'shipped', shippedAt: PAID }
    await promise(24)
    expect(await shipByOf('P7', left)).toEqual(new Date(PAID.getTime() + 48 * HOUR))
  })

  it('gives way to what the channel tells', async () => {
    await promise(48)
    const shipBy = new Date(PAID.getTime() + 5 * HOUR)
    expect(await shipByOf('P5', { shipBy })).toEqual(shipBy)
  })

  it('stays as it is where a save does not speak of it, and ends with one that empties it', async () => {
    await promise(24)
    await promise(undefined)
    expect(await listShops(world.ctx)).toMatchObject([{ shipWithinHours: 24 }])
    expect(await shipByOf('P6', {})).toEqual(new Date(PAID.getTime() + 24 * HOUR))
    await promise(null)
    expect(await shipByOf('P6', { version: 1_780_000_001_000 })).toBeNull()
  })
})
