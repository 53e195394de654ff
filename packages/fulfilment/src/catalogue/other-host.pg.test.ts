import type { ChannelSaveInput } from '@baton/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OWN_SHOP_SECRET } from '../testing/own-shop.ts'
import { secretsAskedAgain } from '../testing/secrets-asked-again.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { importCsv, listShops, readChannelApps, saveApp, saveShop, storeShopToken } from './index.ts'

const GATEWAY = 'https://gateway.example/router'
const OTHER_SECRET = OWN_SHOP_SECRET.replace('whsec_', 'whsec_AAAA')

const APPS = {
  woocommerce: {
    fields: { webhookSecret: 'w', consumerKey: 'ck', consumerSecret: 'cs' },
    endpoints: { gateway: GATEWAY },
  },
  pinduoduo: { fields: { clientId: 'c', clientSecret: 's' }, endpoints: { gateway: GATEWAY } },
  'weixin-shop': {
    fields: { appId: 'wx', appSecret: 's', token: 't', encodingAesKey: 'A'.repeat(43) },
    endpoints: { gateway: GATEWAY },
  },
  shopify: { fields: { clientSecret: 's' }, endpoints: {} },
  'own-shop': {
    fields: { secret: OWN_SHOP_SECRET, outgoingSecret: OTHER_SECRET, miniAppId: 'wx', miniAppSecret: 'm' },
    endpoints: { events: 'https://shop.example/events' },
  },
} as const satisfies Partial<Record<ChannelSaveInput['platform'], Pick<ChannelSaveInput, 'fields' | 'endpoints'>>>
type Platform = keyof typeof APPS

describe('a stored secret does not follow an address to another host', () => {
  let world: TestContext
  let count = 0
  beforeAll(async () => {
    world = await openTestContext()
  })
  afterAll(() => world.close())

  async function anApp(platform: Platform) {
    count += 1
    const base = { platform, name: `app ${count}` }
    const { id } = await saveApp(world.ctx, { ...base, ...APPS[platform] })
    const { endpoints: known } = APPS[platform]
    const change = (endpoints: Record<string, string>, fields: ChannelSaveInput['fields'] = {}) =>
      secretsAskedAgain(saveApp(world.ctx, { id, ...base, fields, endpoints: { ...known, ...endpoints } }))
    const stored = async () => (await readChannelApps(world.ctx)).find((one) => one.id === id)
    return { id, change, stored }
  }

  async function aShop(appId: string, fields: Record<string, string>) {
    const shop = { appId, name: 's', nativeNumber: '1', enabled: true }
    const { id } = await saveShop(world.ctx, { ...shop, fields })
    const change = (changed: Record<string, string | null>) =>
      secretsAskedAgain(saveShop(world.ctx, { id, ...shop, fields: changed }))
    const stored = async () =>
      (await readChannelApps(world.ctx)).flatMap((app) => app.shops).find((one) => one.id === id)
    return { id, change, stored }
  }

  it.each([
    ['host', 'https://evil.example/router'],
    ['port', 'https://gateway.example:444/router'],
    ['scheme', 'http://gateway.example/router'],
    ['user, not host', 'https://gateway.example@evil.example/router'],
  ])('of an app: another %s', async (_what, gateway) => {
    const { change, stored } = await anApp('woocommerce')
    expect(await change({ gateway })).toEqual(['consumerKey', 'consumerSecret'])
    expect(await change({ gateway }, { consumerKey: 'ck2', consumerSecret: ' ' })).toEqual(['consumerSecret'])
    expect((await stored())?.access).toMatchObject({ app: { consumerKey: 'ck' }, endpoints: { gateway: GATEWAY } })
    expect(await change({ gateway }, { consumerKey: 'ck2', consumerSecret: 'cs2' })).toEqual([])
    expect((await stored())?.access).toMatchObject({
      app: { webhookSecret: 'w', consumerKey: 'ck2', consumerSecret: 'cs2' },
      endpoints: { gateway },
    })
  })

  it('of an app: another page of the same host asks for nothing, another host than the platform’s own does', async () => {
    const { change } = await anApp('woocommerce')
    expect(await change({ gateway: 'https://gateway.example/elsewhere' })).toEqual([])
    const shopify = await anApp('shopify')
    const shop = await aShop(shopify.id, { domain: 'a.myshopify.com', accessToken: 't' })
    expect(await shopify.change({ gateway: 'https://evil.example' })).toEqual([])
    expect((await shop.stored())?.fields).toEqual({ domain: 'a.myshopify.com' })
  })

  it('of an app: only what is sent there, or signs it', async () => {
    const { change } = await anApp('own-shop')
    expect(await change({ events: 'https://evil.example/' })).toEqual(['outgoingSecret'])
    expect(await change({ mini: 'https://evil.example/' })).toEqual(['miniAppSecret'])
    expect(await change({ events: '', mini: 'https://evil.example/' }, { miniAppSecret: null })).toEqual([])
    expect(await change({ events: 'https://shop.example/events', mini: 'https://evil.example/' })).toEqual([
      'outgoingSecret',
    ])
  })

  it('of an app’s shops: their tokens are forgotten where they would go, also one that was bought', async () => {
    const app = await anApp('pinduoduo')
    const shop = await aShop(app.id, { accessToken: 'a', refreshToken: 'r' })
    expect(await app.change({ authorise: 'https://page.example' })).toEqual([])
    expect(await app.change({ messages: 'wss://evil.example' })).toEqual(['clientSecret'])
    expect(await app.change({ messages: 'wss://other.example' }, { clientSecret: 's2' })).toEqual([])
    expect((await shop.stored())?.fields).toEqual({ accessToken: 'a', refreshToken: 'r' })
    const before = (await app.stored())?.access.endpoints ?? {}
    expect(await app.change({ gateway: 'https://evil.example' }, { clientSecret: 'guess' })).toEqual([])
    expect(await shop.stored()).toMatchObject({ fields: {}, tokenExpiresAt: null })
    expect((await listShops(world.ctx)).find((one) => one.id === shop.id)?.credentialsSet).toEqual([])
    const renewed = { fields: { accessToken: 'late' }, expiresAt: world.ctx.now(), endpoints: before }
    await expect(storeShopToken(world.ctx, shop.id, renewed)).rejects.toMatchObject({ code: 'VERSION_CONFLICT' })

    const weixin = await anApp('weixin-shop')
    const bought = await aShop(weixin.id, {})
    const endpoints = { gateway: GATEWAY }
    await storeShopToken(world.ctx, bought.id, { fields: { accessToken: 't' }, expiresAt: world.ctx.now(), endpoints })
    expect(await weixin.change({ gateway: 'https://evil.example' })).toEqual(['appSecret'])
    expect(await weixin.change({ gateway: 'https://evil.example' }, { appSecret: 'guess' })).toEqual([])
    expect((await bought.stored())?.fields).toEqual({})
  })

  it('of a shop with an address of its own; by CSV neither addresses nor secrets come in', async () => {
    const app = await anApp('shopify')
    const shop = await aShop(app.id, { domain: 'a.myshopify.com', accessToken: 't' })
    expect(await shop.change({ domain: 'evil.example' })).toEqual(['accessToken'])
    expect(await shop.change({ domain: 'a.myshopify.com' })).toEqual([])
    expect(await shop.change({ domain: 'b.myshopify.com', accessToken: 't2' })).toEqual([])
    const name = (await app.stored())?.name
    const csv = `platform,app,name,native_number,domain,fields\nshopify,${name},s,1,evil.example,x\n`
    const result = await importCsv(world.ctx, { kind: 'shops', csv, dryRun: false })
    expect(result).toMatchObject({ applied: true, updated: 1 })
    expect((await shop.stored())?.fields).toEqual({ domain: 'b.myshopify.com', accessToken: 't2' })
  })

  it('of a shop that somebody would put under another app', async () => {
    const [app, other] = [await anApp('pinduoduo'), await anApp('pinduoduo')]
    const shop = await aShop(app.id, { accessToken: 'a' })
    const moved = { id: shop.id, appId: other.id, name: 's', nativeNumber: '1', enabled: true, fields: {} }
    await expect(saveShop(world.ctx, moved)).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      fields: { appId: expect.anything() },
    })
  })
})
