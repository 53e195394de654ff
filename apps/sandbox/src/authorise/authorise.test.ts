import { type Answer, type AuthorisedShop, type Call, DRIVERS } from '@baton/platforms'
import { expect, test } from 'vitest'
import { Caller } from '../gateways/caller.fixture.ts'
import { sliceData, TestWorld } from '../sandbox.fixture.ts'
import { buildServer } from '../server.ts'

const REDIRECT_URI = 'https://baton.example/authorised/x'
const PLATFORMS = ['pinduoduo', 'taobao'] as const

for (const platform of PLATFORMS) {
  const { authorisation, calls } = DRIVERS[platform]
  if (authorisation === undefined) throw new Error(`${platform} has no authorise page`)

  const given = async () => {
    const world = new TestWorld(await sliceData())
    const channel = world.channel(platform)
    const [shop] = channel.shops
    if (shop === undefined) throw new Error('no shop')
    world.sandbox.redirects.set(channel, REDIRECT_URI)
    const server = await buildServer(world.sandbox)
    const caller = new Caller(world)
    const access = { app: channel.fields, endpoints: channel.endpoints }
    const pageUrl = (visit = {}) =>
      authorisation.pageUrl(access, { redirectUri: REDIRECT_URI, state: 'state-1', ...visit })
    const decide = async (body: string, url = pageUrl()) => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      const answer = await server.inject({ method: 'POST', url, headers, payload: body })
      return { status: answer.statusCode, back: new URL(answer.headers.location ?? 'none:') }
    }
    const exchange = (code: string): Answer<AuthorisedShop> =>
      caller.ask({ channel, shop }, authorisation.exchange, { code })
    return { world, channel, shop, server, caller, pageUrl, decide, exchange }
  }

  test(`${platform}: who agrees comes back with a code and the state; the code buys the shop’s tokens once`, async () => {
    const { channel, shop, server, caller, pageUrl, decide, exchange } = await given()
    const page = await server.inject({ url: pageUrl() })
    expect([page.statusCode, page.body.includes(shop.nativeNumber)]).toEqual([200, true])
    const { status, back } = await decide(`shop=${encodeURIComponent(shop.nativeNumber)}`)
    expect([status, back.origin + back.pathname, back.searchParams.get('state')]).toEqual([
      303,
      REDIRECT_URI,
      'state-1',
    ])
    const code = back.searchParams.get('code') ?? ''
    const issued = exchange(code)
    expect(issued).toMatchObject({ ok: true, value: { shopNumber: shop.nativeNumber, shopName: shop.name } })
    expect(exchange(code)).toMatchObject({ ok: false, fault: { action: 'never' } })

    const read = calls.readOrder as Call<{ orderNumber: string }, unknown>
    if (calls.refreshToken) {
      const before = caller.ask({ channel, shop }, read, { orderNumber: '1' })
      expect(before).toMatchObject({ ok: false, fault: { action: 'token' } })
      expect(caller.ask({ channel, shop }, calls.refreshToken, {}).ok).toBe(false)
    }
    caller.token = issued.ok ? issued.value.accessToken : ''
    expect(caller.ask({ channel, shop }, read, { orderNumber: '1' })).toMatchObject({ fault: { action: 'absent' } })
  })

  test(`${platform}: a code ends after ten minutes`, async () => {
    const { world, shop, decide, exchange } = await given()
    const { back } = await decide(`shop=${shop.nativeNumber}`)
    world.now += 600_000
    expect(exchange(back.searchParams.get('code') ?? '').ok).toBe(false)
  })

  test(`${platform}: who denies comes back without a code`, async () => {
    const { back } = await (await given()).decide('')
    expect(Object.fromEntries(back.searchParams)).toEqual({ error: 'access_denied', state: 'state-1' })
  })

  test(`${platform}: nobody is sent to an address that is not in the console`, async () => {
    const { server, shop, pageUrl, decide } = await given()
    const elsewhere = pageUrl({ redirectUri: 'https://elsewhere.example/' })
    expect((await server.inject({ url: elsewhere })).statusCode).toBe(400)
    expect(await decide(`shop=${shop.nativeNumber}`, elsewhere)).toMatchObject({ status: 400 })
    expect((await server.inject({ url: pageUrl().replace('client_id=', 'client_id=x') })).statusCode).toBe(400)
  })
}

test('douyin: the merchant’s own app gets the tokens of its shops, and of no other', async () => {
  const { issueToken, readOrder, refreshToken } = DRIVERS.douyin.calls
  const world = new TestWorld(await sliceData())
  const channel = world.channel('douyin')
  const [shop] = channel.shops
  if (shop === undefined) throw new Error('no shop')
  const caller = new Caller(world)
  const issued = caller.ask({ channel, shop }, issueToken, { shopNumber: shop.nativeNumber })
  expect(issued).toMatchObject({ ok: true, value: { shopNumber: shop.nativeNumber, shopName: shop.name } })
  expect(caller.ask({ channel, shop }, refreshToken, {}).ok).toBe(false)
  caller.token = issued.ok ? issued.value.accessToken : ''
  expect(caller.ask({ channel, shop }, readOrder, { orderNumber: '1' })).toMatchObject({ fault: { action: 'absent' } })
  const other = caller.ask({ channel, shop }, issueToken, { shopNumber: '1' })
  expect(other).toMatchObject({ ok: false, fault: { action: 'never' } })
})
