import { DELIVERY_KINDS } from '@baton/contract'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Context } from '../runtime/index.ts'
import { rowsRead } from '../testing/rows-read.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { claimDeliveries } from './claim.ts'
import { DeliveryLoop, enqueueDeliveries, listDeliveries, listRoutes, readDelivery, replayDeliveries } from './index.ts'
import { recordAttempt } from './record.ts'
import type { Delivery, Sender, Senders, SendResult } from './sender.ts'

const DONE: SendResult = { result: 'done', code: 'ok', request: 'POST /', answer: '200' }
const LATER: SendResult = { result: 'later', code: 'unreachable', request: 'POST /', answer: '' }
const NEVER: SendResult = {
  result: 'never',
  code: 'refused',
  request: 'POST /?access_token=abcdef123',
  answer: '13800001234',
}
const UNLIMITED = { atOnce: 8, perMinute: 60_000 }

function sendersOf(sender: Sender): Senders {
  return Object.fromEntries(DELIVERY_KINDS.map((kind) => [kind, sender])) as Senders
}

describe('the outbox', () => {
  let world: TestContext
  let ctx: Context
  let used = 0
  beforeAll(async () => {
    world = await openTestContext()
    ctx = world.ctx
  })
  afterEach(async () => {
    await ctx.sql`UPDATE deliveries SET state = 'cancelled' WHERE state = 'pending'`
  })
  afterAll(() => world.close())

  /** A route nobody else uses, with so many calls waiting. */
  async function waiting(count: number): Promise<string> {
    used += 1
    const route = `channel.ship:${used}`
    const call = (index: number) =>
      ({ kind: 'channel.ship', route, key: `${route}/${index}`, orderId: null, payload: { index } }) as const
    await ctx.sql.begin((tx) =>
      enqueueDeliveries(
        ctx,
        tx,
        Array.from({ length: count }, (_, index) => call(index)),
      ),
    )
    return route
  }

  async function drain(loop: DeliveryLoop): Promise<void> {
    do await loop.idle()
    while ((await loop.step()) === 0)
  }

  async function statesOn(route: string): Promise<readonly string[]> {
    return (await listDeliveries(ctx, { route, limit: 100 })).rows.map((row) => row.state)
  }

  it('keeps one call a key, and none of a transaction that fails', async () => {
    const call = {
      kind: 'channel.ship',
      route: 'channel.ship:once',
      key: 'once',
      orderId: null,
      payload: {},
    } as const
    const twice = () => ctx.sql.begin((tx) => enqueueDeliveries(ctx, tx, [call, call]))
    expect([(await twice()).length, (await twice()).length]).toEqual([1, 0])
    const undone = ctx.sql.begin(async (tx) => {
      await enqueueDeliveries(ctx, tx, [{ ...call, key: 'undone' }])
      throw new Error('the cause fails')
    })
    await expect(undone).rejects.toThrow('the cause fails')
    expect(await ctx.sql`SELECT FROM deliveries WHERE key = 'undone'`).toHaveLength(0)
  })

  it('leaves places for others while one messenger hangs with a route for each of its people', async () => {
    const people = Array.from({ length: 100 }, (_, at) => `wecom.message:hanging:${at}`)
    const call = (route: string) => ({ route, key: route, orderId: null, payload: {} })
    await ctx.sql.begin((tx) =>
      enqueueDeliveries(
        ctx,
        tx,
        people.map((route) => ({ ...call(route), kind: 'wecom.message' as const })),
      ),
    )
    const { promise: back, resolve: comeBack } = Promise.withResolvers<SendResult>()
    const heard: string[] = []
    const loop = new DeliveryLoop(
      ctx,
      sendersOf({
        limits: () => ({ atOnce: 1, perMinute: 60_000 }),
        send: async (_ctx, { route }) => {
          heard.push(route)
          return route.startsWith('wecom') ? back : DONE
        },
      }),
    )
    while ((await loop.step()) === 0);
    const hanging = heard.length
    const route = await waiting(1)
    await loop.step()
    expect(heard.slice(hanging)).toEqual([route])
    comeBack(DONE)
    await drain(loop)
    expect(heard.filter((one) => people.includes(one)).sort()).toEqual([...people].sort())
  })

  it('sends again, under the same key, what a dead process had taken up; its late answer changes nothing', async () => {
    const route = await waiting(1)
    const ask = { limitsOf: () => UNLIMITED, room: (one: string) => (one === route ? 8 : 0) }
    const [lost] = (await claimDeliveries(ctx, ask)).deliveries as readonly [Delivery]
    expect((await claimDeliveries(ctx, ask)).deliveries).toEqual([])
    world.clock.forward(31_000)
    const [again] = (await claimDeliveries(ctx, ask)).deliveries
    expect(again?.key).toBe(lost.key)
    const sender: Sender = { send: async () => DONE, limits: () => UNLIMITED }
    const made = { startedAt: ctx.now(), milliseconds: 5 }
    await recordAttempt(ctx, sender, { ...made, delivery: lost, result: DONE })
    await recordAttempt(ctx, sender, { ...made, delivery: lost, result: LATER })
    const [row] = (await listDeliveries(ctx, { route, limit: 1 })).rows
    expect([row?.state, row?.tries]).toEqual(['done', 1])
  })

  it('is left to a living process, however long the call takes', async () => {
    const route = await waiting(1)
    const { promise: answer, resolve: comeBack } = Promise.withResolvers<SendResult>()
    let calls = 0
    const send = () => {
      calls += 1
      return answer
    }
    const loop = new DeliveryLoop(ctx, sendersOf({ limits: () => UNLIMITED, send }))
    await loop.step()
    const ask = { limitsOf: () => UNLIMITED, room: (one: string) => (one === route ? 8 : 0) }
    for (let times = 0; times < 6; times += 1) {
      world.clock.forward(20_000)
      await loop.step()
      expect((await claimDeliveries(ctx, ask)).deliveries).toEqual([])
    }
    comeBack(DONE)
    await drain(loop)
    expect(calls).toBe(1)
  })

  it('lets a route that hangs delay no other', async () => {
    const hanging = await waiting(20)
    const quick = await waiting(20)
    let letGo = () => {}
    const hang = new Promise<void>((resolve) => {
      letGo = resolve
    })
    const send = async (_: Context, delivery: Delivery) => {
      if (delivery.route === hanging) await hang
      return DONE
    }
    const loop = new DeliveryLoop(ctx, sendersOf({ send, limits: () => ({ atOnce: 2, perMinute: 60_000 }) }))
    while ((await statesOn(quick)).some((state) => state !== 'done')) await loop.step()
    expect(await statesOn(hanging)).toEqual(Array(20).fill('pending'))
    letGo()
    await drain(loop)
    expect(await statesOn(hanging)).toEqual(Array(20).fill('done'))
  })

  it('keeps a rate that all workers share', async () => {
    await waiting(30)
    let sent = 0
    const send = async () => {
      sent += 1
      return DONE
    }
    const loops = [1, 2, 3].map(
      () => new DeliveryLoop(ctx, sendersOf({ send, limits: () => ({ atOnce: 30, perMinute: 60 }) })),
    )
    for (const loop of loops) await drain(loop)
    expect(sent).toBe(5)
    world.clock.forward(10_000)
    for (const loop of loops) await drain(loop)
    expect(sent).toBe(10)
    world.clock.forward(1000)
    for (const loop of loops) await drain(loop)
    expect(sent).toBe(11)
  })

  it('stops asking a route that fails, then asks with one call whether it is back', async () => {
    const route = await waiting(12)
    let answer = LATER
    const asked: number[] = []
    const send = async (_: Context, delivery: Delivery) => {
      asked.push(delivery.id)
      return answer
    }
    const loop = new DeliveryLoop(ctx, sendersOf({ send, limits: () => ({ atOnce: 5, perMinute: 60_000 }) }))
    await drain(loop)
    expect(asked).toHaveLength(5)
    const breaker = async () => (await listRoutes(ctx)).find((one) => one.route === route)?.breaker
    expect(await breaker()).toBe('open')
    world.clock.forward(5001)
    expect(await breaker()).toBe('half_open')
    answer = DONE
    await loop.step()
    await loop.idle()
    expect(asked).toHaveLength(6)
    expect(await breaker()).toBe('closed')
    world.clock.forward(20_000)
    await drain(loop)
    expect(await statesOn(route)).toEqual(Array(12).fill('done'))
  })

  it('asks a route again after five seconds however many calls failed at once, and later only if that one fails, too', async () => {
    const route = await waiting(17)
    let answer = LATER
    let asked = 0
    const send = async () => {
      asked += 1
      return answer
    }
    const loop = new DeliveryLoop(ctx, sendersOf({ send, limits: () => ({ atOnce: 16, perMinute: 60_000 }) }))
    const breaker = async () => (await listRoutes(ctx)).find((one) => one.route === route)?.breaker
    await drain(loop)
    expect([asked, await breaker()]).toEqual([16, 'open'])
    world.clock.forward(5001)
    await drain(loop)
    expect([asked, await breaker()]).toEqual([17, 'open'])
    world.clock.forward(9999)
    await drain(loop)
    expect([asked, await breaker()]).toEqual([17, 'open'])
    answer = DONE
    world.clock.forward(2)
    await loop.step()
    await loop.idle()
    expect([asked, await breaker()]).toEqual([18, 'closed'])
  })

  it.each([
    ['seconds', 12_000, 12_000],
    ['hours', 3 * 3_600_000, 3 * 3_600_000],
    ['a year: a day of it', 365 * 86_400_000, 86_400_000],
  ])('leaves a route alone as long as it asks, no call of it earlier: %s', async (_name, retryAfterMs, waited) => {
    const route = await waiting(3)
    let asked = 0
    let answer: SendResult = { ...LATER, code: 'http_429', retryAfterMs }
    const send = async (_: Context, delivery: Delivery) => {
      if (delivery.route === route) asked += 1
      return answer
    }
    const loop = new DeliveryLoop(ctx, sendersOf({ send, limits: () => ({ atOnce: 1, perMinute: 600 }) }))
    await drain(loop)
    expect(asked).toBe(1)
    answer = DONE
    world.clock.forward(waited - 1000)
    await drain(loop)
    expect(asked).toBe(1)
    world.clock.forward(1000)
    await drain(loop)
    expect(asked).toBeGreaterThan(1)
    world.clock.forward(60_000)
    await drain(loop)
    expect(await statesOn(route)).toEqual(['done', 'done', 'done'])
  })

  it('holds failures of its own against no route: neither opens a breaker nor closes one', async () => {
    const route = await waiting(12)
    let other: () => Promise<SendResult> = () => Promise.reject(new Error('our own failure'))
    const loop = new DeliveryLoop(
      ctx,
      sendersOf({ send: () => other(), limits: () => ({ atOnce: 5, perMinute: 60_000 }) }),
    )
    const breaker = async () => (await listRoutes(ctx)).find((one) => one.route === route)?.breaker
    await drain(loop)
    expect(await breaker()).toBe('closed')
    other = async () => LATER
    world.clock.forward(5001)
    await drain(loop)
    expect(await breaker()).toBe('open')
    other = () => Promise.reject(new Error('our own failure'))
    world.clock.forward(5001)
    await drain(loop)
    expect(await breaker()).toBe('open')
    other = async () => DONE
    world.clock.forward(60_000)
    await drain(loop)
    world.clock.forward(60_000)
    await drain(loop)
    expect(await statesOn(route)).toEqual(Array(12).fill('done'))
  })

  it('gives up what is refused, tells its owner in the same transaction, hides secrets, and sends again when asked', async () => {
    const route = await waiting(1)
    let answer = NEVER
    const told: boolean[] = []
    const sender: Sender = {
      send: async () => answer,
      settled: async (_ctx, tx, delivery, { dead }) => {
        const [row] = await tx`SELECT state FROM deliveries WHERE id = ${delivery.id}`
        told.push(dead && row?.state === 'dead')
      },
      limits: () => UNLIMITED,
    }
    const loop = new DeliveryLoop(ctx, sendersOf(sender))
    await drain(loop)
    const [row] = (await listDeliveries(ctx, { route, limit: 1 })).rows
    expect([row?.state, told]).toEqual(['dead', [true]])
    const { attempts } = await readDelivery(ctx, { id: row?.id ?? '' })
    expect(attempts).toMatchObject([{ result: 'never', request: 'POST /?access_token=…', answer: '138****1234' }])
    answer = DONE
    expect(await replayDeliveries(ctx, { route })).toEqual({ replayed: 1 })
    await drain(loop)
    expect(await statesOn(route)).toEqual(['done'])
  })

  it('shows the people of one messenger as one route, and sends all of theirs again', async () => {
    const people = ['wecom.message:folded:ann', 'wecom.message:folded:bo', 'wecom.message:folded-too:ann']
    await ctx.sql.begin((tx) =>
      enqueueDeliveries(
        ctx,
        tx,
        people.map((route) => ({ kind: 'wecom.message' as const, route, key: route, orderId: null, payload: {} })),
      ),
    )
    const sender: Sender = { send: async () => NEVER, limits: () => UNLIMITED }
    await drain(new DeliveryLoop(ctx, sendersOf(sender)))
    const route = 'wecom.message:folded'
    const seen = (await listRoutes(ctx)).filter((one) => one.route.startsWith(route))
    expect(seen.map((one) => [one.route, one.dead])).toEqual([
      [route, 2],
      [`${route}-too`, 1],
    ])
    expect((await listDeliveries(ctx, { route, limit: 10 })).rows).toHaveLength(2)
    expect(await replayDeliveries(ctx, { route })).toEqual({ replayed: 2 })
  })

  it('are listed by a route, a kind or a state without looking at all others', async () => {
    await ctx.sql`
      INSERT INTO delivery_routes (route, slot_at) VALUES ('channel.ship:busy', now()), ('email:quiet:ann', now())`
    await ctx.sql`
      INSERT INTO deliveries (kind, route, key, payload, state, next_at, created_at)
      SELECT 'email', 'email:quiet:ann', 'quiet/' || n, '{}', 'done', now(), now() FROM generate_series(1, 3) n`
    await ctx.sql`
      INSERT INTO deliveries (kind, route, key, payload, state, next_at, created_at)
      SELECT 'channel.ship', 'channel.ship:busy', 'busy/' || n, '{}', 'done', now(), now() FROM generate_series(1, 5000) n`
    for (const filter of [
      { route: 'email:quiet' },
      { kind: ['email' as const] },
      { kind: ['email' as const], state: ['done' as const] },
    ]) {
      const { rows, next } = await listDeliveries(ctx, { ...filter, limit: 2 })
      expect(rows.map((row) => row.route)).toEqual(Array(2).fill('email:quiet:ann'))
      expect((await listDeliveries(ctx, { ...filter, limit: 2, cursor: next ?? '' })).rows).toHaveLength(1)
      expect(
        await rowsRead(ctx, 'deliveries', (within) => listDeliveries(within, { ...filter, limit: 2 })),
      ).toBeLessThan(100)
    }
    const both = await listDeliveries(ctx, { kind: ['email', 'channel.ship'], limit: 2 })
    expect(both.rows.map((row) => row.route)).toEqual(Array(2).fill('channel.ship:busy'))
  })

  it('gives up after a day of failing', async () => {
    const route = await waiting(1)
    const loop = new DeliveryLoop(ctx, sendersOf({ send: async () => LATER, limits: () => UNLIMITED }))
    await drain(loop)
    world.clock.forward(23 * 3_600_000)
    await drain(loop)
    expect(await statesOn(route)).toEqual(['pending'])
    world.clock.forward(2 * 3_600_000)
    await drain(loop)
    expect(await statesOn(route)).toEqual(['dead'])
  })
})
