import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { saveApp, saveProduct, saveRule, saveShop, saveWarehouse } from '../catalogue/index.ts'
import { applyPending } from '../channels/index.ts'
import { openTestShop } from '../testing/own-shop.ts'
import { aSnapshot } from '../testing/snapshot.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { readSetup } from './index.ts'

describe('the set-up', () => {
  let world: TestContext
  beforeAll(async () => {
    world = await openTestContext()
  })
  afterAll(() => world.close())

  it('of a hub that nobody has set up lacks everything', async () => {
    expect(await readSetup(world.ctx)).toEqual({
      ...{ warehouses: 0, rules: 0, unassigned: 0, products: false, badges: 0, devices: 0, printers: 0 },
      ...{ publicUrl: 'http://localhost:3000', isPublic: false, isPushedTo: false },
      ...{ channels: 0, shops: 0, shopsToAuthorise: [], hasHeard: false, waysToPeople: 0 },
    })
  })

  it('counts what is there and in use, and names what is not ready', async () => {
    const { ctx } = world
    const shop = await openTestShop(ctx)
    await shop.push('m1', aSnapshot({ orderNumber: 'S1', version: 1 }))
    await applyPending(ctx, shop.apps)
    expect(await readSetup(ctx)).toMatchObject({
      ...{ isPushedTo: true, channels: 1, shops: 1, shopsToAuthorise: [], hasHeard: true, unassigned: 1 },
    })
    const place = { province: '浙江省', city: '杭州市', address: '1 号' }
    const { id } = await saveWarehouse(ctx, { code: 'HD', name: '华东仓', ...place, enabled: true })
    await saveWarehouse(ctx, { code: 'HN', name: '华南仓', ...place, enabled: false })
    const any = { provinces: [], platforms: [], categories: [], skus: [], stockHintHours: null, warehouseId: id }
    await saveRule(ctx, { name: '其余', ...any, enabled: true })
    await saveRule(ctx, { name: '从前', ...any, enabled: false })
    const item = { name: '台灯', category: '家居', barcode: null, hasSerial: false, exempt: false }
    await saveProduct(ctx, { sku: 'L-1', ...item })
    const fields = { appKey: 'k', appSecret: 's' }
    const { id: appId } = await saveApp(ctx, { platform: 'taobao', name: '淘宝', fields, endpoints: {} })
    const told = { appId, name: '旗舰店', nativeNumber: '7', fields: { accessToken: 't' }, enabled: true }
    const { id: shopId } = await saveShop(ctx, told)
    expect(await readSetup(ctx)).toMatchObject({ warehouses: 1, rules: 1, products: true, channels: 2, shops: 2 })
    await ctx.sql`UPDATE shops SET field_names = '{}', enabled = false WHERE id = ${shopId}`
    expect(await readSetup(ctx)).toMatchObject({ shops: 1, shopsToAuthorise: ['旗舰店'] })
  })
})
