import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OWN_SHOP_SECRET, openTestShop } from '../testing/own-shop.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import {
  listProducts,
  listRules,
  listShops,
  listWarehouses,
  readChannelApps,
  removeProduct,
  saveApp,
  saveMerchant,
  saveProduct,
  saveRule,
  saveShop,
  saveWarehouse,
  showMerchant,
} from './index.ts'

/** One thing that two people have open: how each of them reads it, and saves it with another name. */
interface Editable {
  readonly what: string
  read(): Promise<{ readonly savedAt: string | null; readonly name: string }>
  save(name: string, seenAt: string | null): Promise<unknown>
}

describe('two people who change one thing', () => {
  let world: TestContext
  let editables: readonly Editable[]
  beforeAll(async () => {
    world = await openTestContext()
    const { ctx } = world
    const shop = await openTestShop(ctx)
    const place = { code: 'HD', province: '浙江省', city: '杭州市', address: '1 号', enabled: true }
    const warehouse = await saveWarehouse(ctx, { name: '仓', ...place })
    const any = {
      provinces: [],
      platforms: [],
      categories: [],
      skus: [],
      stockHintHours: null,
      enabled: true,
      warehouseId: warehouse.id,
    }
    const rule = await saveRule(ctx, { name: '规则', ...any })
    const product = { sku: 'A-1', category: '服饰', exempt: false, hasSerial: false }
    await saveProduct(ctx, { name: '外套', seenAt: null, ...product })
    await saveMerchant(ctx, { prefix: 'DB', timeZone: 'Asia/Shanghai', undoSeconds: 60, lockHours: 24, seenAt: null })
    const app = { id: shop.appId, platform: 'own-shop', fields: { secret: OWN_SHOP_SECRET }, endpoints: {} } as const
    const one = <T>(rows: readonly T[]): T => {
      const [row] = rows
      if (!row) throw new Error('there is none')
      return row
    }
    const told = (seenAt: string | null) => (seenAt === null ? {} : { seenAt })
    editables = [
      {
        what: 'the merchant',
        read: async () => ({ ...(await showMerchant(ctx)), name: (await showMerchant(ctx)).timeZone }),
        save: (name, seenAt) =>
          saveMerchant(ctx, { prefix: 'DB', timeZone: `Asia/${name}`, undoSeconds: 60, lockHours: 24, seenAt }),
      },
      {
        what: 'a warehouse',
        read: async () => one(await listWarehouses(ctx)),
        save: (name, seenAt) => saveWarehouse(ctx, { id: warehouse.id, name, ...place, ...told(seenAt) }),
      },
      {
        what: 'a rule',
        read: async () => one(await listRules(ctx)),
        save: (name, seenAt) => saveRule(ctx, { id: rule.id, name, ...any, ...told(seenAt) }),
      },
      {
        what: 'a product',
        read: async () => one((await listProducts(ctx, { limit: 1 })).rows),
        save: (name, seenAt) => saveProduct(ctx, { name, ...product, seenAt }),
      },
      {
        what: 'a shop',
        read: async () => one(await listShops(ctx)),
        save: (name, seenAt) =>
          saveShop(ctx, {
            ...{ id: shop.shopId, appId: shop.appId, name, nativeNumber: 'S1', fields: {}, enabled: true },
            ...told(seenAt),
          }),
      },
      {
        what: 'a channel app',
        read: async () => {
          const { name, updatedAt } = one(await readChannelApps(ctx))
          return { name, savedAt: updatedAt.toISOString() }
        },
        save: (name, seenAt) => saveApp(ctx, { ...app, name, ...told(seenAt) }),
      },
    ]
  })
  afterAll(() => world.close())

  it('do not overwrite each other: who is second hears of it, looks again, and may', async () => {
    for (const { what, read, save } of editables) {
      const seen = (await read()).savedAt
      world.clock.forward(2000)
      await save('Tokyo', seen)
      await expect(save('Seoul', seen), what).rejects.toThrow('VERSION_CONFLICT')
      expect((await read()).name, what).toContain('Tokyo')
      await save('Seoul', (await read()).savedAt)
      expect((await read()).name, what).toContain('Seoul')
    }
  })

  it('leaves a product alone that somebody adds anew, and gone what somebody removed', async () => {
    const product = { sku: 'B-1', name: '相机', category: '数码', barcode: '6901', exempt: true, hasSerial: true }
    await saveProduct(world.ctx, { ...product, seenAt: null })
    const find = async () => (await listProducts(world.ctx, { q: 'B-1', limit: 1 })).rows[0]
    const again = { sku: 'B-1', name: '裤子', category: '服饰', exempt: false, hasSerial: false }
    await expect(saveProduct(world.ctx, { ...again, seenAt: null })).rejects.toThrow('ALREADY_EXISTS')
    expect(await find()).toMatchObject(product)
    const seenAt = (await find())?.savedAt ?? ''
    await removeProduct(world.ctx, { sku: 'B-1' })
    await expect(saveProduct(world.ctx, { ...again, seenAt })).rejects.toThrow('VERSION_CONFLICT')
    expect(await find()).toBeUndefined()
  })
})
