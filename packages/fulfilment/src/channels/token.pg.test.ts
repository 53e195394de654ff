import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { readChannelApps, saveApp } from '../catalogue/index.ts'
import { saveShop } from '../catalogue/shops.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { waitForLocks } from '../testing/wait-for-locks.ts'
import { refreshShopToken } from './call-platform.ts'

describe('an access token that ended', () => {
  let world: TestContext
  let gateway: Server
  let issued = 0
  const asked: string[] = []
  beforeAll(async () => {
    world = await openTestContext()
    gateway = createServer(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      asked.push(`${request.url} ${body}`)
      issued += 1
      const token = { access_token: `token-${issued}`, expires_in: 7200 }
      response.end(JSON.stringify({ ...token, code: 10000, data: token }))
    })
    await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve))
    const { id } = await saveApp(world.ctx, {
      platform: 'weixin-shop',
      name: 'w',
      fields: { appId: 'wx1', appSecret: 's', token: 't', encodingAesKey: 'A'.repeat(43) },
      endpoints: { gateway: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}` },
    })
    await saveShop(world.ctx, { appId: id, name: 's', nativeNumber: randomUUID(), fields: {}, enabled: true })
  })
  afterAll(async () => {
    gateway.close()
    await world.close()
  })

  it('is renewed once, however many calls and processes find it ended', async () => {
    const [app] = await readChannelApps(world.ctx)
    const [shop] = app?.shops ?? []
    if (!app || !shop) throw new Error('no shop')
    const elsewhere = { ...shop }
    const renewed = await Promise.all([1, 2, 3].map(() => refreshShopToken(world.ctx, { app, shop })))
    const later = await refreshShopToken(world.ctx, { app, shop: elsewhere })
    expect([...renewed, later].map((one) => one.fields.accessToken)).toEqual(Array(4).fill('token-1'))
    expect(issued).toBe(1)
  })

  it('is renewed with the refresh token that holds now, and leaves the other fields as they are by then', async () => {
    const { ctx } = world
    const { id: appId } = await saveApp(ctx, {
      platform: 'douyin',
      name: 'd',
      fields: { appKey: '710', appSecret: 's' },
      endpoints: { gateway: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}` },
    })
    const entered = { appId, name: 's', nativeNumber: '1', enabled: true }
    const { id } = await saveShop(ctx, { ...entered, fields: { accessToken: 'old', refreshToken: 'ended' } })
    const app = (await readChannelApps(ctx)).find((one) => one.id === appId)
    const [cached] = app?.shops ?? []
    if (!app || !cached) throw new Error('no shop')
    await saveShop(ctx, { ...entered, id, fields: { refreshToken: 'entered' } })
    await refreshShopToken(ctx, { app, shop: cached })
    expect(asked.at(-1)).toContain('entered')
    const after = (await readChannelApps(ctx)).find((one) => one.id === appId)
    expect(after?.shops[0]?.fields).toMatchObject({ refreshToken: 'entered' })
  })

  it('is kept though somebody holds its shop for longer than a statement waits: the platform gives it once', async () => {
    const { ctx } = world
    const [app] = await readChannelApps(ctx)
    const [shop] = app?.shops ?? []
    if (!app || !shop) throw new Error('no shop')
    const { renewal } = await ctx.sql.begin(async (tx) => {
      await tx`SELECT FROM shops WHERE id = ${shop.id} FOR UPDATE`
      const renewal = refreshShopToken(ctx, { app, shop })
      let isOver = false
      renewal
        .catch(() => {})
        .finally(() => {
          isOver = true
        })
      await waitForLocks(ctx, 1)
      const [first] = await waitingSince(ctx)
      await vi.waitFor(async () => expect(isOver || (await waitingSince(ctx))[0]).not.toEqual(first), 20_000)
      return { renewal }
    })
    const { fields } = await renewal
    const after = (await readChannelApps(ctx)).flatMap((one) => one.shops).find((one) => one.id === shop.id)
    expect(after?.fields.accessToken).toBe(fields.accessToken)
  })
})

/** When the statements began that wait for a lock. */
async function waitingSince({ sql }: Pick<TestContext['ctx'], 'sql'>): Promise<readonly { since: string }[]> {
  return sql<{ since: string }[]>`
    SELECT query_start::text AS since FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`
}
