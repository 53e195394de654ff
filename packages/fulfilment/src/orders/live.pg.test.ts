import type { LiveMessage } from '@baton/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acknowledgeAlert, dismissAlert, listAlerts, raiseAlert, tellAlerts } from '../alerts/index.ts'
import { applyPending } from '../channels/index.ts'
import { actingAs } from '../runtime/index.ts'
import { openTestShop, type TestShop } from '../testing/own-shop.ts'
import { placeFeed } from '../testing/place-feed.ts'
import { aSnapshot } from '../testing/snapshot.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { liveOrders, stopLiveOrders } from './live.ts'

describe('the live stream', () => {
  let world: TestContext
  let shop: TestShop
  const abort = new AbortController()
  beforeAll(async () => {
    world = await openTestContext()
    shop = await openTestShop(world.ctx)
  })
  afterAll(async () => {
    abort.abort()
    await stopLiveOrders(world.ctx)
    await world.close()
  })

  async function move(number: string): Promise<void> {
    await shop.push(`m-${number}`, aSnapshot({ orderNumber: number }))
    await applyPending(world.ctx, shop.apps)
    await placeFeed(world.ctx)
    world.ctx.waker.wake('feed_grew')
  }

  const next = async (stream: AsyncGenerator<LiveMessage>) => (await stream.next()).value as LiveMessage

  it('tells each change after the position it was opened at, once', async () => {
    const stream = liveOrders(world.ctx, { after: undefined, signal: abort.signal })
    expect(await next(stream)).toEqual({ kind: 'changed', position: 0, orderIds: [] })
    await move('L1')
    const message = await next(stream)
    expect(message).toMatchObject({ kind: 'changed', position: 1 })
    const late = liveOrders(world.ctx, { after: 0, signal: abort.signal })
    expect(await next(late)).toMatchObject({ kind: 'changed', position: 0 })
    expect(await next(late)).toEqual(message)
  })

  it('sends a reader from another past or future back to the page', async () => {
    const lost = liveOrders(world.ctx, { after: 1_000_000, signal: abort.signal })
    expect(await next(lost)).toEqual({ kind: 'resync', position: 1 })
  })

  it('says at once that an alert has reached people, was taken and was ended', async () => {
    const person = actingAs(world.ctx, { kind: 'person', id: 'p1', name: '李娜' }, null)
    const stream = liveOrders(world.ctx, { after: undefined, signal: abort.signal })
    expect(await next(stream)).toMatchObject({ kind: 'changed' })
    await raiseAlert(world.ctx, world.ctx.sql, { kind: 'review_opened', subject: 'x', params: { other: 'x' } })
    expect(await tellAlerts(world.ctx)).toBe(1)
    expect(await next(stream)).toEqual({ kind: 'alerts', position: 1 })
    const { rows } = await listAlerts(world.ctx, { which: 'open', limit: 1 })
    const id = rows[0]?.id ?? ''
    await acknowledgeAlert(person, { id })
    expect(await next(stream)).toEqual({ kind: 'alerts', position: 1 })
    await dismissAlert(person, { id })
    expect(await next(stream)).toEqual({ kind: 'alerts', position: 1 })
  })
})
