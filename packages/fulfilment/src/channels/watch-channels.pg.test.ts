import { alertText } from '@baton/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dismissAlert, listAlerts } from '../alerts/index.ts'
import { listShops, saveApp, saveShop } from '../catalogue/index.ts'
import { type Context, noteOnLease, takeLease } from '../runtime/index.ts'
import { openTestShop, type TestShop } from '../testing/own-shop.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { watchChannels } from './watch-channels.ts'

describe('watching the channels', () => {
  let world: TestContext
  let ctx: Context
  let shop: TestShop
  let taobao: string
  beforeAll(async () => {
    world = await openTestContext()
    ctx = world.ctx
    shop = await openTestShop(ctx)
    const fields = { appKey: '1', appSecret: 's' }
    taobao = (await saveApp(ctx, { platform: 'taobao', name: '淘宝', fields, endpoints: {} })).id
  })
  afterAll(() => world.close())

  async function alerts(): Promise<readonly string[]> {
    await watchChannels(ctx, new Map([['s1', 'https://erp.example.cn']]))
    const { rows } = await listAlerts(ctx, { which: 'open', limit: 50 })
    return rows.map((alert) => `${alert.kind} ${alertText(alert).zh}`).sort()
  }

  it('says nothing while all is well', async () => {
    expect(await alerts()).toEqual([])
  })

  it('tells of refused pushes, a socket that is down, a token that ends, calls that were given up', async () => {
    const now = ctx.now()
    await ctx.sql`
      INSERT INTO push_refusals (app_id, hour, reason, address, count, first_at, last_at)
      VALUES (${shop.appId}, ${now}, 'signature_wrong', '192.0.2.9', 25, ${now}, ${now})`
    await ctx.sql`
      INSERT INTO leases (name, holder, fence, taken_at, expires_at, note)
      VALUES (${`listener:${taobao}`}, 'w', 1, ${new Date(now.getTime() - 6 * 60_000)}, ${now}, 'ECONNREFUSED')`
    await ctx.sql`UPDATE shops SET token_expires_at = ${new Date(now.getTime() + 6.5 * 86_400_000)}`
    await ctx.sql`UPDATE shops SET app_id = ${taobao}, platform = 'taobao'`
    for (const route of [`channel.ship:${taobao}`, 'webhook.event:s1'])
      await ctx.sql`
        INSERT INTO deliveries (kind, route, key, payload, state, next_at, created_at, settled_at)
        VALUES ('channel.ship', ${route}, ${route}, '{}', 'dead', ${now}, ${now}, ${now})`
    expect(await alerts()).toEqual([
      'channel_broken 淘宝：连接断开超过 5 分钟',
      'channel_broken 自有商城：本小时与上一小时有 20 个以上推送被拒收',
      'credential_expiring 旗舰店 的授权将在 7 天内到期',
      'delivery_dead https://erp.example.cn 有 1 个调用被放弃',
      'delivery_dead 淘宝 有 1 个调用被放弃',
    ])
  })

  it('takes each back when it has passed', async () => {
    world.clock.forward(6 * 60_000)
    await ctx.sql`UPDATE leases SET note = NULL, expires_at = ${new Date(ctx.now().getTime() + 10_000)}`
    await ctx.sql`UPDATE shops SET token_expires_at = ${new Date(ctx.now().getTime() + 30 * 86_400_000)}`
    await ctx.sql`UPDATE deliveries SET state = 'done'`
    expect(await alerts()).toEqual([])
  })

  it('counts five minutes from when a socket dropped, not from when its lease was taken, and from when a lease ran out', async () => {
    const minutesAgo = (minutes: number) => new Date(ctx.now().getTime() - minutes * 60_000)
    const dropped = 'channel_broken 淘宝：连接断开超过 5 分钟'
    await ctx.sql`
      UPDATE leases SET note = 'ECONNRESET', taken_at = ${minutesAgo(600)}, down_since = ${minutesAgo(4)}, expires_at = ${minutesAgo(-1)}`
    expect(await alerts()).toEqual([])
    await ctx.sql`UPDATE leases SET down_since = ${minutesAgo(6)}`
    expect(await alerts()).toEqual([dropped])
    await ctx.sql`UPDATE leases SET note = NULL, down_since = NULL, expires_at = ${minutesAgo(4)}`
    expect(await alerts()).toEqual([])
    await ctx.sql`UPDATE leases SET expires_at = ${minutesAgo(6)}`
    expect(await alerts()).toEqual([dropped])
    await ctx.sql`DELETE FROM leases`
  })

  it('keeps the moment of a drop through whatever is noted until the socket is open again', async () => {
    const name = 'listener:x'
    const since = async () => (await ctx.sql<{ downSince: Date | null }[]>`SELECT down_since FROM leases`)[0]?.downSince
    await takeLease(ctx, name, 'w1')
    await noteOnLease(ctx, name, { holder: 'w1', text: 'ECONNRESET' })
    const first = await since()
    expect(first).toBeInstanceOf(Date)
    await noteOnLease(ctx, name, { holder: 'w1', text: 'connecting' })
    expect(await since()).toEqual(first)
    await noteOnLease(ctx, name, { holder: 'w1', text: null })
    expect(await since()).toBeNull()
    await ctx.sql`DELETE FROM leases`
  })

  it('warns of a token that is not renewed seven days ahead, of one that lives no longer a day ahead', async () => {
    const inDays = (days: number) => new Date(ctx.now().getTime() + days * 86_400_000)
    await ctx.sql`UPDATE shops SET app_id = ${taobao}, platform = 'taobao', token_expires_at = ${inDays(6)}, token_stored_at = NULL`
    expect(await alerts()).toEqual(['credential_expiring 旗舰店 的授权将在 6 天内到期'])
    await ctx.sql`UPDATE shops SET token_stored_at = ${inDays(-0.5)}`
    expect(await alerts()).toEqual([])
    await ctx.sql`UPDATE shops SET token_expires_at = ${inDays(0.9)}`
    expect(await alerts()).toEqual(['credential_expiring 旗舰店 的授权将在 1 天内到期'])
    await ctx.sql`UPDATE shops SET token_expires_at = NULL`
  })

  it('believes that a token is renewed only where there is a refresh token to renew it with', async () => {
    const app = {
      platform: 'pinduoduo',
      name: '拼多多',
      fields: { clientId: '1', clientSecret: 's' },
      endpoints: {},
    } as const
    const { id: appId } = await saveApp(ctx, app)
    const fields = { accessToken: 'entered by hand' }
    const { id } = await saveShop(ctx, { appId, name: '百货', nativeNumber: '7', fields, enabled: true })
    await ctx.sql`UPDATE shops SET token_expires_at = ${new Date(ctx.now().getTime() + 6 * 86_400_000)} WHERE id = ${id}`
    const renewsItself = async () => (await listShops(ctx)).find((one) => one.id === id)?.tokenRenewsItself
    expect(await alerts()).toEqual(['credential_expiring 百货 的授权将在 6 天内到期'])
    expect(await renewsItself()).toBe(false)
    await saveShop(ctx, { id, appId, name: '百货', nativeNumber: '7', fields: { refreshToken: 'r' }, enabled: true })
    expect(await renewsItself()).toBe(true)
    expect(await alerts()).toEqual([])
    await ctx.sql`UPDATE shops SET enabled = false WHERE id = ${id}`
  })

  it('tells of calls given up until somebody closes that, and then only of further ones', async () => {
    const giveUp = (key: string) => ctx.sql`
      INSERT INTO deliveries (kind, route, key, payload, state, next_at, created_at, settled_at)
      VALUES ('email', 'email:x', ${key}, '{}', 'dead', ${ctx.now()}, ${ctx.now()}, ${ctx.now()})`
    await giveUp('e1')
    await giveUp('e2')
    expect(await alerts()).toEqual(['delivery_dead email:x 有 2 个调用被放弃'])
    const [alert] = (await listAlerts(ctx, { which: 'open', limit: 1 })).rows
    await dismissAlert(ctx, { id: alert?.id ?? '' })
    for (const days of [0.5, 1, 2]) {
      world.clock.forward(days * 86_400_000)
      expect(await alerts()).toEqual([])
    }
    await giveUp('e3')
    expect(await alerts()).toEqual(['delivery_dead email:x 有 1 个调用被放弃'])
    await ctx.sql`UPDATE deliveries SET state = 'done'`
    expect(await alerts()).toEqual([])
  })

  it('does not call a channel broken that answers: an order it does not know is no fault of its', async () => {
    const [at, id] = [new Date(ctx.now().getTime() - 6 * 60_000), 9_000_000]
    await ctx.sql`
      INSERT INTO channel_events (app_id, key, id, received_at, topic, state, verdict, tries)
      VALUES (${shop.appId}, 'absent', ${id}, ${at}, 't', 'failed', 'unmatched', 9)`
    expect(await alerts()).toEqual([])
    await ctx.sql`UPDATE channel_events SET verdict = NULL WHERE id = ${id}`
    expect(await alerts()).toEqual([expect.stringMatching(/^channel_broken 自有商城/)])
    await ctx.sql`DELETE FROM channel_events WHERE id = ${id}`
    expect(await alerts()).toEqual([])
  })
})
