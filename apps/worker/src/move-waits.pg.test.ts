import { DELIVERY_KINDS } from '@baton/contract'
import { AppCache } from '@baton/fulfilment/channels'
import { DeliveryLoop, enqueueDeliveries, type Senders, type SendResult } from '@baton/fulfilment/deliveries'
import { liftExpiredHolds } from '@baton/fulfilment/orders'
import { ClockWatch, type Context, isClockSteady } from '@baton/fulfilment/runtime'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestShop } from '../../../packages/fulfilment/src/testing/own-shop.ts'
import { openTestContext, type TestContext } from '../../../packages/fulfilment/src/testing/test-context.ts'
import { moveWaits } from './move-waits.ts'

const DAY = 86_400_000
const MINUTE = 60_000
const ROUTE = 'channel.ship:a'
const LATER: SendResult = { result: 'later', code: 'unreachable', request: '', answer: '' }
const DONE: SendResult = { result: 'done', code: 'ok', request: '', answer: '' }

describe('a clock that was set', () => {
  let world: TestContext
  let ctx: Context
  let appId: string
  let shopId: string
  let watch: ClockWatch
  let answer: SendResult
  beforeAll(async () => {
    world = await openTestContext()
    ctx = world.ctx
    const [app] = await (await openTestShop(ctx)).apps.all()
    appId = app?.id ?? ''
    shopId = app?.shops[0]?.id ?? ''
  })
  beforeEach(async () => {
    await ctx.sql`DELETE FROM settings`
    await ctx.sql`DELETE FROM delivery_attempts`
    await ctx.sql`DELETE FROM deliveries`
    await ctx.sql`DELETE FROM delivery_routes`
    watch = new ClockWatch(ctx, moveWaits)
    await watch.look()
    answer = LATER
  })
  afterAll(() => world.close())

  const jump = async (by: number) => {
    world.clock.forward(by)
    return watch.look()
  }
  const put = (key: string) =>
    ctx.sql.begin((tx) =>
      enqueueDeliveries(ctx, tx as never, [{ kind: 'channel.ship', route: ROUTE, key, orderId: null, payload: {} }]),
    )
  /** Makes whatever calls are due. */
  const send = async () => {
    const sender = { limits: () => ({ atOnce: 8, perMinute: 60_000 }), send: async () => answer }
    const senders = Object.fromEntries(DELIVERY_KINDS.map((kind) => [kind, sender])) as unknown as Senders
    const loop = new DeliveryLoop(ctx, senders)
    do await loop.idle()
    while ((await loop.step()) === 0)
  }
  const states = async () => (await ctx.sql`SELECT state FROM deliveries ORDER BY id`).map((row) => row.state)

  it('puts no retry off for a day: what failed under the wrong clock is tried again in its time', async () => {
    await jump(DAY)
    await put('a')
    await send()
    expect(await jump(-DAY)).toBeLessThan(-DAY + MINUTE)
    answer = DONE
    world.clock.forward(1500)
    await send()
    expect(await states()).toEqual(['done'])
  })

  it('keeps no route shut for a day that broke, or was asked to wait, under the wrong clock', async () => {
    await jump(DAY)
    answer = { ...LATER, retryAfterMs: 30_000 }
    await put('a')
    await send()
    await jump(-DAY)
    answer = DONE
    await put('b')
    world.clock.forward(31_000)
    await send()
    expect(await states()).toEqual(['done', 'done'])
  })

  it('gives up nothing for having failed a day, of which nobody tried but a second', async () => {
    await put('a')
    await send()
    await jump(DAY + MINUTE)
    await send()
    expect(await states()).toEqual(['pending'])
    await jump(-DAY - MINUTE)
    world.clock.forward(10_000)
    await send()
    expect(await states()).toEqual(['pending'])
    const [row] =
      await ctx.sql`SELECT ${ctx.now()}::timestamptz - first_failed_at < interval '1 minute' AS "isYoung" FROM deliveries`
    expect(row).toEqual({ isYoung: true })
  })

  it('is followed once, however many workers see it jump', async () => {
    const other = new ClockWatch(ctx, moveWaits)
    await other.look()
    await put('a')
    await send()
    const failedAt = async () => (await ctx.sql`SELECT first_failed_at FROM deliveries`)[0]?.firstFailedAt as Date
    const before = (await failedAt()).getTime()
    world.clock.forward(DAY)
    expect([await watch.look(), await other.look()].filter((by) => by !== 0)).toHaveLength(1)
    expect(Math.abs((await failedAt()).getTime() - before - DAY)).toBeLessThan(MINUTE)
    world.clock.forward(-DAY)
    expect([await other.look(), await watch.look()].filter((by) => by !== 0)).toHaveLength(1)
    expect(Math.abs((await failedAt()).getTime() - before)).toBeLessThan(MINUTE)
  })

  it('is followed by a worker that was not there when it was set back; time without a worker is no jump', async () => {
    await jump(DAY)
    await put('a')
    await send()
    world.clock.forward(-DAY)
    expect(await new ClockWatch(ctx, moveWaits).look()).toBeLessThan(-DAY + MINUTE)
    answer = DONE
    world.clock.forward(1500)
    await send()
    expect(await states()).toEqual(['done'])
    world.clock.forward(DAY)
    expect(await new ClockWatch(ctx, moveWaits).look()).toBe(0)
  })

  it('lets an event be tried again in its time, but not one that only a person tries again', async () => {
    const put = (key: string, next: Date) => ctx.sql`
      INSERT INTO channel_events (id, app_id, key, topic, received_at, state, tries, next_try_at, claimed_until)
      VALUES (nextval('channel_event_ids'), ${appId}, ${key}, 't', ${ctx.now()}, 'failed', 3, ${next}, ${next})`
    await jump(DAY)
    await put('soon', new Date(ctx.now().getTime() + 16_000))
    await put('by hand', new Date('9999-12-31T00:00:00Z'))
    await jump(-DAY)
    const rows = await ctx.sql`
      SELECT key, next_try_at < ${ctx.now()}::timestamptz + interval '1 minute' AS soon,
        claimed_until < ${ctx.now()}::timestamptz + interval '1 minute' AS free FROM channel_events ORDER BY key`
    expect(rows).toEqual([
      { key: 'by hand', soon: false, free: true },
      { key: 'soon', soon: true, free: true },
    ])
  })

  it('has the last day read again where a catch-up went ahead of time', async () => {
    await jump(5 * MINUTE)
    await ctx.sql`
      INSERT INTO catch_ups (shop_id, up_to, last_run_at) VALUES (${shopId}, ${ctx.now()}, ${ctx.now()})`
    await jump(-5 * MINUTE)
    const [row] = await ctx.sql`SELECT up_to FROM catch_ups`
    expect(row?.upTo).toEqual(new Date(ctx.now().getTime() - DAY))
  })

  it('locks nobody out for a day', async () => {
    await ctx.sql`
      INSERT INTO staff (id, name, email, email_verified, created_at, updated_at, role)
      VALUES ('p', 'p', 'p@x', false, ${ctx.now()}, ${ctx.now()}, 'warehouse')`
    await ctx.sql`
      INSERT INTO badges (staff_id, code, pin_hash, expires_at, failures, locked_until)
      VALUES ('p', 'B1', '', ${new Date(ctx.now().getTime() + 30 * DAY)}, 5, ${new Date(ctx.now().getTime() + DAY + 15 * MINUTE)})`
    await ctx.sql`
      INSERT INTO staff_rate_limits (id, key, count, last_request) VALUES
        ('1', 'ahead', 10, ${ctx.now().getTime() + DAY}), ('2', 'now', 10, ${ctx.now().getTime() - 1000})`
    await jump(DAY)
    await jump(-DAY)
    const [badge] = await ctx.sql`SELECT locked_until FROM badges`
    expect(badge?.lockedUntil.getTime()).toBeLessThanOrEqual(ctx.now().getTime() + 15 * MINUTE)
    expect(await ctx.sql`SELECT key FROM staff_rate_limits`).toEqual([{ key: 'now' }])
  })

  it('lets the job queue go on where Postgres was set back as well', async () => {
    await ctx.sql`UPDATE pgboss.version SET cron_on = now() + interval '1 day'`
    await ctx.sql`UPDATE pgboss.queue SET monitor_on = now() + interval '1 day', maintain_on = now() + interval '1 day'`
    await ctx.sql`
      INSERT INTO pgboss.job (name, data, policy, start_after) SELECT name, '{}', policy, now() + wait
      FROM pgboss.queue CROSS JOIN (VALUES (interval '1 day'), (interval '10 minutes')) AS w(wait) WHERE name = 'scans.watch'`
    await jump(DAY)
    await jump(-DAY)
    const [left] = await ctx.sql`
      SELECT (SELECT count(*)::int FROM pgboss.version WHERE cron_on > now()) AS cron,
        (SELECT count(*)::int FROM pgboss.queue WHERE monitor_on > now() OR maintain_on > now()) AS queues,
        (SELECT count(*)::int FROM pgboss.job WHERE name = 'scans.watch' AND start_after > now()) AS jobs`
    expect(left).toEqual({ cron: 0, queues: 0, jobs: 1 })
  })

  it('frees no order before it has gone on for ten minutes from where it jumped to', async () => {
    const shown = async () => ({ isSteady: await isClockSteady(ctx), freed: await liftExpiredHolds(ctx) })
    await jump(DAY)
    expect((await shown()).isSteady).toBe(false)
    for (let minutes = 0; minutes < 11; minutes += 1) {
      world.clock.forward(55_000)
      await new ClockWatch(ctx, moveWaits).look()
    }
    expect((await shown()).isSteady).toBe(true)
    await jump(DAY)
    await jump(-DAY)
    expect((await shown()).isSteady).toBe(true)
  })

  it('does not keep what was read of the channels for a day', async () => {
    const apps = new AppCache(ctx)
    expect((await apps.all()).map((app) => app.enabled)).toEqual([true])
    await ctx.sql`UPDATE channel_apps SET enabled = false`
    world.clock.forward(-DAY)
    expect((await apps.all()).map((app) => app.enabled)).toEqual([false])
    await ctx.sql`UPDATE channel_apps SET enabled = true`
  })
})
