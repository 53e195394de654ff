import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OWN_SHOP_SECRET } from '../testing/own-shop.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { waitForLocks } from '../testing/wait-for-locks.ts'
import { assignWarehouse } from './assign-warehouse.ts'
import {
  importCsv,
  listProducts,
  listRules,
  listShops,
  listWarehouses,
  openFields,
  orderRules,
  readChannelApps,
  saveApp,
  saveMerchant,
  saveProduct,
  saveRule,
  saveShop,
  saveWarehouse,
  sealFields,
  showMerchant,
} from './index.ts'

describe('the merchant’s world', () => {
  let world: TestContext
  beforeAll(async () => {
    world = await openTestContext()
  })
  afterAll(() => world.close())

  it('imports products all or not at all, and names the line and column of what is wrong', async () => {
    const csv = 'sku,name,category\n\nA-1,外套,服饰\n\n\nA-2,,服饰\n'
    const refused = await importCsv(world.ctx, { kind: 'products', csv, dryRun: false })
    expect(refused).toMatchObject({ applied: false, errors: [{ line: 6, column: 'name' }] })
    expect((await listProducts(world.ctx, { limit: 10 })).rows).toEqual([])
    const taken = await importCsv(world.ctx, {
      kind: 'products',
      csv: csv.replace('A-2,,', 'A-2,裤子,'),
      dryRun: false,
    })
    expect(taken).toMatchObject({ applied: true, rows: 2, created: 2, updated: 0 })
    expect((await listProducts(world.ctx, { limit: 1 })).next).toBe('A-1')
  })

  it('says which column is missing and what a broken CSV is', async () => {
    const result = await importCsv(world.ctx, { kind: 'warehouses', csv: 'code,name\nE1,x\n', dryRun: true })
    expect(result.errors.map((error) => error.column)).toEqual(['province', 'city', 'address'])
    const broken = await importCsv(world.ctx, { kind: 'products', csv: 'sku,name,category\n"A', dryRun: true })
    expect(broken.errors).toHaveLength(1)
    const untextual = 'sku,name,category\nN-1,a,c\nN-2,b\u0000,c\n'
    expect(await importCsv(world.ctx, { kind: 'products', csv: untextual, dryRun: false })).toMatchObject({
      applied: false,
      errors: [{ line: 1 }],
    })
    expect((await listProducts(world.ctx, { q: 'N-1', limit: 1 })).rows).toEqual([])
  })

  it('takes no file that tells one thing twice', async () => {
    const { ctx } = world
    const files = [
      ['products', 'sku,name,category\nD-1,外套,服饰\nD-2,裤子,服饰\n\nD-1,帽子,服饰\n', 'sku', 5],
      ['warehouses', 'code,name,province,city,address\nD,一,p,c,a\nD,二,p,c,a\n', 'code', 3],
    ] as const
    for (const [kind, csv, column, line] of files) {
      const result = await importCsv(ctx, { kind, csv, dryRun: false })
      expect(result).toMatchObject({
        applied: false,
        errors: [{ line, column, message: { en: 'The same as in line 2' } }],
      })
    }
    expect((await listProducts(ctx, { q: 'D-', limit: 9 })).rows).toEqual([])
  })

  it('does not put back what somebody changes while a file is read', async () => {
    const { ctx } = world
    const file = (more: string) => `sku,name,category${more ? ',barcode' : ''}\nM-1,相机,数码${more}\n`
    await importCsv(ctx, { kind: 'products', csv: file(',6901'), dryRun: false })
    const { importing } = await ctx.sql.begin(async (tx) => {
      await tx`UPDATE products SET barcode = '6902', updated_at = ${new Date(ctx.now().getTime() + 1000)} WHERE sku = 'M-1'`
      const importing = Promise.allSettled([importCsv(ctx, { kind: 'products', csv: file(''), dryRun: false })])
      await waitForLocks(ctx, 1)
      return { importing }
    })
    expect(await importing).toMatchObject([{ status: 'rejected', reason: { code: 'VERSION_CONFLICT' } }])
    expect((await listProducts(ctx, { q: 'M-1', limit: 1 })).rows).toMatchObject([{ barcode: '6902' }])
  })

  it('does not overwrite what somebody adds while a file is read that has it as new', async () => {
    const { ctx } = world
    const added = { sku: 'N-1', name: '相机', category: '数码', barcode: '6903', exempt: true, hasSerial: true }
    const csv = 'sku,name,category\nN-0,裤子,服饰\nN-1,外套,服饰\nN-2,裤子,服饰\n'
    const { importing } = await ctx.sql.begin(async (tx) => {
      await saveProduct({ ...ctx, sql: tx as unknown as typeof ctx.sql }, { ...added, seenAt: null })
      const importing = Promise.allSettled([importCsv(ctx, { kind: 'products', csv, dryRun: false })])
      await waitForLocks(ctx, 1)
      return { importing }
    })
    expect(await importing).toMatchObject([{ status: 'rejected', reason: { code: 'VERSION_CONFLICT' } }])
    const found = async () => (await listProducts(ctx, { q: 'N-', limit: 9 })).rows
    expect(await found()).toMatchObject([added])
    expect(await importCsv(ctx, { kind: 'products', csv, dryRun: false })).toMatchObject({ created: 2, updated: 1 })
    expect(await found()).toMatchObject([{ sku: 'N-0' }, { ...added, name: '外套', category: '服饰' }, { sku: 'N-2' }])
  })

  it('leaves alone what a file has no column for, and empties what it has an empty cell for', async () => {
    const { ctx } = world
    const take = (kind: 'products' | 'warehouses' | 'rules', csv: string) =>
      importCsv(ctx, { kind, csv, dryRun: false })
    await take('products', 'sku,name,category,barcode,exempt,has_serial\nK-1,相机,数码,6901,true,true\n')
    const product = async () => (await listProducts(ctx, { q: 'K-1', limit: 1 })).rows[0]
    await take('products', 'sku,name,category\nK-1,新相机,数码\n')
    expect(await product()).toMatchObject({ name: '新相机', barcode: '6901', exempt: true, hasSerial: true })
    await take('products', 'sku,name,category,barcode,has_serial\nK-1,新相机,数码,,\n')
    expect(await product()).toMatchObject({ barcode: null, exempt: true, hasSerial: false })
    const place = 'code,name,province,city,address'
    await take('warehouses', `${place},time_zone,enabled\nK1,仓,p,c,a,Europe/Paris,false\n`)
    await take('warehouses', `${place}\nK1,新仓,p,c,a\n`)
    const [warehouse] = await listWarehouses(ctx)
    expect(warehouse).toMatchObject({ name: '新仓', timeZone: 'Europe/Paris', enabled: false })
    await take('rules', 'name,warehouse_code,provinces,skus\nR,K1,浙江,K-1|K-2\n')
    await take('rules', 'name,warehouse_code,skus\nR,K1,\n')
    expect(await listRules(ctx)).toMatchObject([{ provinces: ['浙江'], skus: [], enabled: true }])
    await ctx.sql`DELETE FROM assignment_rules`
    await ctx.sql`DELETE FROM warehouses`
  })

  it('imports nothing of a file that fails while it is written', async () => {
    const row = (code: string, zone: string) => `${code},仓,浙江,杭州,路 1 号,${zone}\n`
    const csv = `code,name,province,city,address,time_zone\n${row('T1', 'Asia/Shanghai')}${row('T2', 'Mars/Base')}`
    const refusal = importCsv(world.ctx, { kind: 'warehouses', csv, dryRun: false })
    await expect(refusal).rejects.toMatchObject({ code: 'INPUT_INVALID' })
    expect((await listWarehouses(world.ctx)).filter((one) => one.code.startsWith('T'))).toEqual([])
  })

  it('keeps secrets sealed, refuses unknown fields, and keeps a secret that is not given again', async () => {
    const platform = 'douyin' as const
    const fields = { appKey: '710', appSecret: 'very secret' }
    const { id } = await saveApp(world.ctx, { platform, name: 'a', fields, endpoints: {} })
    await saveApp(world.ctx, { id, platform, name: 'b', fields: { appKey: '711' }, endpoints: {} })
    const [app] = await readChannelApps(world.ctx)
    expect(app?.access.app).toEqual({ appKey: '711', appSecret: 'very secret' })
    const [row] = await world.ctx.sql<{ stored: string }[]>`SELECT encode(fields, 'escape') AS stored FROM channel_apps`
    expect(row?.stored).not.toContain('very secret')
    const wrong = saveApp(world.ctx, { platform, name: 'c', fields: { appKey: '1', oops: 'x' }, endpoints: {} })
    await expect(wrong).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      fields: { 'fields.oops': 'unknown', 'fields.appSecret': 'required' },
    })
    const strange = { gatway: 'https://gateway.example' }
    await expect(saveApp(world.ctx, { platform, name: 'c', fields, endpoints: strange })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      fields: { 'endpoints.gatway': 'unknown' },
    })
  })

  it('takes away what may be missing, and nothing else', async () => {
    const platform = 'own-shop' as const
    const fields = { secret: OWN_SHOP_SECRET, outgoingSecret: OWN_SHOP_SECRET, miniAppId: 'wx' }
    const { id } = await saveApp(world.ctx, { platform, name: 'own', fields, endpoints: {} })
    const change = (changed: Record<string, string | null>) =>
      saveApp(world.ctx, { id, platform, name: 'own', fields: changed, endpoints: {} })
    await change({ outgoingSecret: null, miniAppId: '' })
    const stored = async () => (await readChannelApps(world.ctx)).find((one) => one.id === id)?.access.app
    expect(await stored()).toEqual({ secret: OWN_SHOP_SECRET, miniAppId: 'wx' })
    await expect(change({ secret: null })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      fields: { 'fields.secret': 'required' },
    })
    expect(await stored()).toEqual({ secret: OWN_SHOP_SECRET, miniAppId: 'wx' })
    await world.ctx.sql`DELETE FROM channel_apps WHERE id = ${id}`
  })

  it.each(['', 'whsec_', 'abc', `whsec_${'A'.repeat(31)}`, `whsec_${'秘'.repeat(32)}`])(
    'takes no secret that could be guessed: %j',
    async (secret) => {
      const saved = saveApp(world.ctx, { platform: 'own-shop', name: 'o', fields: { secret }, endpoints: {} })
      await expect(saved).rejects.toMatchObject({
        code: 'INPUT_INVALID',
        fields: { 'fields.secret': expect.any(String) },
      })
    },
  )

  it('refuses the same shop twice under one app', async () => {
    const [app] = await readChannelApps(world.ctx)
    const shop = { appId: app?.id ?? '', name: 's', nativeNumber: '1', fields: { accessToken: 't' }, enabled: true }
    await saveShop(world.ctx, shop)
    await expect(saveShop(world.ctx, shop)).rejects.toMatchObject({ code: 'ALREADY_EXISTS' })
    expect(await listShops(world.ctx)).toMatchObject([{ name: 's', credentialsSet: ['accessToken'] }])
  })

  it('assigns by the first rule that holds; rules move only all together', async () => {
    const place = { province: 'p', city: 'c', address: 'a', timeZone: 'Asia/Shanghai', enabled: true }
    const east = await saveWarehouse(world.ctx, { code: 'E1', name: '华东', ...place })
    const rule = { platforms: [], categories: [], skus: [], stockHintHours: null, enabled: true, warehouseId: east.id }
    const all = await saveRule(world.ctx, { name: '其余', provinces: [], ...rule })
    const south = await saveRule(world.ctx, { name: '华南', provinces: ['广东'], ...rule })
    await orderRules(world.ctx, { ids: [south.id, all.id] })
    const rules = await listRules(world.ctx)
    expect(rules.map((one) => one.name)).toEqual(['华南', '其余'])
    const facts = { province: '广东省', platform: 'douyin' as const, lines: [] }
    const nothing = { categoryOf: new Map(), stock: new Map(), now: world.ctx.now() }
    expect(assignWarehouse(rules, facts, nothing).reason).toBe('华南')
    expect(assignWarehouse(rules, { ...facts, province: '浙江省' }, nothing).reason).toBe('其余')
    const full = rules.map((rule) => ({ ...rule, provinces: rule.provinces.map(() => '上海市') }))
    const named = (province: string | null) => assignWarehouse(full, { ...facts, province }, nothing).reason
    expect(['上海', '上海市', '', null].map(named)).toEqual(['华南', '华南', '其余', '其余'])
    await expect(orderRules(world.ctx, { ids: [all.id] })).rejects.toMatchObject({ code: 'INPUT_INVALID' })
    await expect(
      saveWarehouse(world.ctx, { code: 'X', name: 'x', ...place, timeZone: 'Mars/Base' }),
    ).rejects.toMatchObject({ code: 'INPUT_INVALID' })
    expect(await listWarehouses(world.ctx)).toHaveLength(1)
  })

  it('counts a warehouse’s days in its own zone: told, else as it was, else the merchant’s', async () => {
    const { ctx } = world
    const merchant = await showMerchant(ctx)
    await saveMerchant(ctx, { ...merchant, timeZone: 'Asia/Tokyo' })
    const place = { code: 'TZ', name: 'z', province: 'p', city: 'c', address: 'a', enabled: true }
    const { id } = await saveWarehouse(ctx, place)
    const zone = async () => (await listWarehouses(ctx)).find((one) => one.id === id)?.timeZone
    expect(await zone()).toBe('Asia/Tokyo')
    await saveWarehouse(ctx, { id, ...place, timeZone: 'Europe/Paris' })
    await saveWarehouse(ctx, { id, ...place, name: 'moved' })
    expect(await zone()).toBe('Europe/Paris')
    await saveMerchant(ctx, merchant)
  })

  it('keeps a token that is renewed while somebody changes the shop', async () => {
    const { ctx } = world
    const app = {
      platform: 'pinduoduo',
      name: 'p',
      fields: { clientId: 'c', clientSecret: 's' },
      endpoints: {},
    } as const
    const { id: appId } = await saveApp(ctx, app)
    const fields = { accessToken: 'old', refreshToken: 'old' }
    const { id } = await saveShop(ctx, { appId, name: 'm', nativeNumber: '1', fields, enabled: true })
    let saving: Promise<unknown> = Promise.resolve()
    await ctx.sql.begin(async (tx) => {
      const [row] = await tx<{ fields: Uint8Array }[]>`SELECT fields FROM shops WHERE id = ${id} FOR UPDATE`
      saving = saveShop(ctx, { id, appId, name: 'renamed', nativeNumber: '1', fields: {}, enabled: true })
      await waitForLocks(ctx, 1)
      const place = `shops.fields:${id}`
      const renewed = { ...openFields(ctx.secrets, place, row?.fields ?? new Uint8Array()), refreshToken: 'new' }
      await tx`UPDATE shops SET fields = ${sealFields(ctx.secrets, place, renewed)} WHERE id = ${id}`
    })
    await saving
    const shop = (await readChannelApps(ctx)).flatMap((one) => one.shops).find((one) => one.id === id)
    expect(shop).toMatchObject({ name: 'renamed', fields: { accessToken: 'old', refreshToken: 'new' } })
  })
})
