import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { listShops, readChannelApps, saveApp, storeShopToken } from '../catalogue/index.ts'
import { saveShop } from '../catalogue/shops.ts'
import { actingAs, type Context } from '../runtime/context.ts'
import { dropLease, takeLeaseForCall } from '../runtime/lease.ts'
import { OWN_SHOP_SECRET } from '../testing/own-shop.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { beginAuthorisation } from './begin-authorisation.ts'
import { completeAuthorisation } from './complete-authorisation.ts'
import { issueToken } from './issue-token.ts'
import { listChannels } from './list-channels.ts'

const OWNER = '171504183'

describe('authorising a shop', () => {
  let world: TestContext
  let gateway: Server
  let ctx: Context
  let appId: string
  let shopId: string
  const asked: URLSearchParams[] = []
  let answer: () => object | 'nonsense'

  const token = (owner = OWNER) => ({
    pop_auth_token_create_response: {
      access_token: 'issued',
      refresh_token: 'issued-refresh',
      expires_in: 86_400,
      owner_id: owner,
      owner_name: '青禾百货',
    },
  })

  beforeAll(async () => {
    world = await openTestContext()
    ctx = actingAs(world.ctx, { kind: 'person', id: 'lin', name: 'Lin' }, null)
    gateway = createServer(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      asked.push(new URLSearchParams(body))
      const said = answer()
      response.end(said === 'nonsense' ? '{' : JSON.stringify(said))
    })
    await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve))
  })
  beforeEach(async () => {
    answer = () => token()
    asked.length = 0
    const { port } = gateway.address() as AddressInfo
    appId = (
      await saveApp(ctx, {
        platform: 'pinduoduo',
        name: 'p',
        fields: { clientId: 'app', clientSecret: 's' },
        endpoints: { gateway: `http://127.0.0.1:${port}`, authorise: 'https://page.example/auth?from=app' },
      })
    ).id
    const fields = { accessToken: 'old', refreshToken: 'old-refresh' }
    shopId = (await saveShop(ctx, { appId, name: '百货', nativeNumber: OWNER, fields, enabled: true })).id
  })
  afterAll(async () => {
    gateway.close()
    await world.close()
  })

  const begin = async (input: { shopId?: string } = { shopId }, by = ctx) => {
    const url = new URL((await beginAuthorisation(by, { appId, ...input })).url)
    return { url, state: url.searchParams.get('state') ?? '' }
  }
  const comeBack = (state: string, { code = 'code-1', by = ctx }: { code?: string | null; by?: Context } = {}) =>
    completeAuthorisation(by, { platform: 'pinduoduo', state, code })
  const stored = async (id = shopId) => {
    const apps = await readChannelApps(ctx)
    return apps.flatMap((app) => app.shops).find((shop) => shop.id === id)
  }

  it('goes to the app’s page with a state of 256 bits, and stores what the code is exchanged for', async () => {
    const { url, state } = await begin()
    expect(url.href).toMatch(/^https:\/\/page\.example\/auth\?from=app&response_type=code&client_id=app&/)
    expect(url.searchParams.get('redirect_uri')).toBe('http://localhost:3000/authorised/pinduoduo')
    expect(Buffer.from(state, 'base64url')).toHaveLength(32)
    expect((await begin()).state).not.toBe(state)
    expect(await comeBack(state)).toEqual({ shopId })
    expect(asked.map((one) => [one.get('type'), one.get('code')])).toEqual([['pdd.pop.auth.token.create', 'code-1']])
    expect(await stored()).toMatchObject({
      name: '百货',
      fields: { accessToken: 'issued', refreshToken: 'issued-refresh' },
      tokenExpiresAt: new Date(world.clock.at.getTime() + 86_400_000),
      tokenStoredAt: world.clock.at,
    })
  })

  it('makes the shop that the platform names where none was chosen, once', async () => {
    answer = () => token('900')
    const first = await comeBack((await begin({})).state)
    const again = await comeBack((await begin({})).state)
    expect(again).toEqual(first)
    const made = (await listShops(ctx)).find((shop) => shop.id === first.shopId)
    expect(made).toMatchObject({ appId, name: '青禾百货', nativeNumber: '900', enabled: true })
    expect(made?.credentialsSet).toEqual(['accessToken', 'refreshToken'])
    expect(made?.tokenExpiresAt).not.toBeNull()
  })

  it('believes a state once', async () => {
    const { state } = await begin()
    await comeBack(state)
    await expect(comeBack(state)).rejects.toMatchObject({ code: 'AUTHORISATION_INVALID' })
    expect(asked).toHaveLength(1)
  })

  it('believes it once although two servers are asked at the same time', async () => {
    const { state } = await begin()
    const both = await Promise.allSettled([comeBack(state), comeBack(state)])
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(asked).toHaveLength(1)
  })

  it('believes it for ten minutes, and keeps none that is older', async () => {
    const { state } = await begin()
    const late = await begin()
    world.clock.forward(10 * 60_000 - 1)
    await comeBack(state)
    world.clock.forward(1)
    await expect(comeBack(late.state)).rejects.toMatchObject({ code: 'AUTHORISATION_INVALID' })
    await begin()
    const [{ old } = { old: -1 }] = await ctx.sql<{ old: number }[]>`
      SELECT count(*)::int AS old FROM shop_authorisations WHERE begun_at < ${world.clock.at}`
    expect(old).toBe(0)
  })

  it('believes only who began it, and leaves it to them', async () => {
    const { state } = await begin()
    const other = actingAs(ctx, { kind: 'person', id: 'wang', name: 'Wang' }, null)
    await expect(comeBack(state, { by: other })).rejects.toMatchObject({ code: 'AUTHORISATION_INVALID' })
    await expect(comeBack('invented')).rejects.toMatchObject({ code: 'AUTHORISATION_INVALID' })
    expect(asked).toHaveLength(0)
    expect(await comeBack(state)).toEqual({ shopId })
  })

  it('believes it only from the platform it went to', async () => {
    const { state } = await begin()
    const back = { platform: 'taobao', state, code: 'code-1' } as const
    await expect(completeAuthorisation(ctx, back)).rejects.toMatchObject({ code: 'AUTHORISATION_INVALID' })
    expect(asked).toHaveLength(0)
  })

  it('keeps the old tokens when the owner says no, and ends the way', async () => {
    const { state } = await begin()
    await expect(comeBack(state, { code: null })).rejects.toMatchObject({ code: 'AUTHORISATION_DENIED' })
    await expect(comeBack(state)).rejects.toMatchObject({ code: 'AUTHORISATION_INVALID' })
    expect((await stored())?.fields).toEqual({ accessToken: 'old', refreshToken: 'old-refresh' })
  })

  it.each([
    ['another shop', () => token('900'), 'AUTHORISATION_OTHER_SHOP'],
    ['a refused code', () => ({ error_response: { error_code: 10001, error_msg: 'code' } }), 'PLATFORM_REFUSED'],
    ['a busy platform', () => ({ error_response: { error_code: 70031, error_msg: '' } }), 'PLATFORM_UNAVAILABLE'],
    ['half an answer', () => 'nonsense' as const, 'PLATFORM_UNAVAILABLE'],
  ])('changes nothing for %s', async (_name, said, code) => {
    answer = said
    const { state } = await begin()
    await expect(comeBack(state)).rejects.toMatchObject({ code })
    expect((await stored())?.fields).toEqual({ accessToken: 'old', refreshToken: 'old-refresh' })
    expect((await listShops(ctx)).filter((shop) => shop.appId === appId)).toHaveLength(1)
  })

  it('is not written over by a renewal that was under way', async () => {
    const lease = `token:${shopId}`
    await takeLeaseForCall(ctx, lease, 'another server')
    const { state } = await begin()
    const coming = comeBack(state)
    while (asked.length === 0) await ctx.sql`SELECT 1`
    for (let turn = 0; turn < 20; turn += 1) await ctx.sql`SELECT 1`
    const app = (await readChannelApps(ctx)).find((one) => one.id === appId)
    const renewed = { fields: { accessToken: 'renewed' }, expiresAt: world.clock.at }
    await storeShopToken(ctx, shopId, { ...renewed, endpoints: app?.access.endpoints ?? {} })
    await dropLease(ctx, lease, 'another server')
    await coming
    expect((await stored())?.fields.accessToken).toBe('issued')
  })

  it('begins for no unknown app, no shop of another app, and no platform without such a page', async () => {
    await expect(beginAuthorisation(ctx, { appId: randomUUID() })).rejects.toMatchObject({ code: 'CHANNEL_NOT_FOUND' })
    await expect(begin({ shopId: randomUUID() })).rejects.toMatchObject({ code: 'SHOP_NOT_FOUND' })
    const own = await saveApp(ctx, {
      platform: 'own-shop',
      name: 'o',
      fields: { secret: OWN_SHOP_SECRET },
      endpoints: {},
    })
    await expect(beginAuthorisation(ctx, { appId: own.id })).rejects.toMatchObject({ code: 'INPUT_INVALID' })
  })

  it('gets the tokens of a merchant’s own app by the shop’s number alone, and makes the shop if it is new', async () => {
    const { port } = gateway.address() as AddressInfo
    const fields = { appKey: '710', appSecret: 's' }
    const endpoints = { gateway: `http://127.0.0.1:${port}` }
    const douyin = (await saveApp(ctx, { platform: 'douyin', name: 'd', fields, endpoints })).id
    const issue = (shopNumber: string) => issueToken(ctx, { appId: douyin, shopNumber })
    const data = { access_token: 'self', refresh_token: 'r', expires_in: 604_800, shop_id: 95_250, shop_name: '旗舰店' }
    answer = () => ({ code: 10000, data })
    const made = await issue('95250')
    expect(await issue('95250')).toEqual(made)
    expect(await stored(made.shopId)).toMatchObject({
      name: '旗舰店',
      nativeNumber: '95250',
      fields: { accessToken: 'self', refreshToken: 'r' },
      tokenExpiresAt: new Date(world.clock.at.getTime() + 604_800_000),
    })
    await expect(issue('1')).rejects.toMatchObject({ code: 'AUTHORISATION_OTHER_SHOP' })
    answer = () => ({ code: 50002, sub_code: 'isv.business-failed:1', msg: 'no' })
    await expect(issue('95250')).rejects.toMatchObject({ code: 'PLATFORM_REFUSED' })
    await expect(issueToken(ctx, { appId, shopNumber: OWNER })).rejects.toMatchObject({ code: 'INPUT_INVALID' })
  })

  it('goes to the app’s own page also after somebody saved the app as it is shown', async () => {
    const shown = (await listChannels(ctx)).find((channel) => channel.id === appId)
    if (!shown) throw new Error('no app')
    const { id, platform, name, endpoints } = shown
    await saveApp(ctx, { id, platform, name, fields: {}, endpoints: { ...endpoints } })
    expect((await begin()).url.origin).toBe('https://page.example')
    expect(endpoints).not.toHaveProperty('messages')
  })
})
