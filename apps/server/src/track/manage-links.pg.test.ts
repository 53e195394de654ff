import { randomUUID } from 'node:crypto'
import { readTimeline } from '@baton/fulfilment/orders'
import { buyersLink, listLinks, makeLink, renewLink, takeBackLink } from '@baton/fulfilment/tracking'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isDead, openTrackWorld, type TrackWorld } from './track-world.fixture.ts'

let world: TrackWorld
beforeAll(async () => {
  world = await openTrackWorld()
})
afterAll(() => world.close())

const linkOf = async (orderId: string) => (await listLinks(world.ctx, { orderId })).buyer
const number = () => `M${randomUUID()}`

describe('people who manage links', () => {
  const as = (name: string) => ({ ...world.ctx, actor: { kind: 'person' as const, id: 'p1', name } })

  it('take the buyer’s back for another, at once, and the order’s timeline says who', async () => {
    const orderId = await world.tell(number())
    await makeLink(as('李娜'), { orderId, kind: 'buyer' })
    const first = await world.linkTo(orderId)
    await renewLink(as('周强'), { id: (await linkOf(orderId))?.id ?? '' })
    const second = await world.linkTo(orderId)
    expect(second).not.toBe(first)
    expect([isDead(await world.textOf(first)), isDead(await world.textOf(second))]).toEqual([true, false])
    const { former } = await listLinks(world.ctx, { orderId })
    expect(former).toMatchObject([{ createdBy: '李娜', revokedBy: '周强', url: null }])
    const { entries } = await readTimeline(world.ctx, { id: orderId, limit: 10 })
    expect(entries.slice(0, 2)).toMatchObject([
      { actorName: '周强', changes: ['link'], link: { kind: 'buyer', act: 'renewed' } },
      { actorName: '李娜', changes: ['link'], link: { kind: 'buyer', act: 'made' } },
    ])
  })

  it('share up to ten links of an order, and take each back alone', async () => {
    const orderId = await world.tell(number())
    const buyers = await world.linkTo(orderId)
    const shares: string[] = []
    for (let made = 0; made < 10; made += 1) {
      world.clock.forward(1000)
      shares.push(await world.linkTo(orderId, 'share'))
    }
    await expect(makeLink(world.ctx, { orderId, kind: 'share' })).rejects.toMatchObject({ code: 'VERSION_CONFLICT' })
    const { shared } = await listLinks(world.ctx, { orderId })
    const id = shared.at(-1)?.id ?? ''
    await takeBackLink(world.ctx, { id })
    await expect(takeBackLink(world.ctx, { id })).rejects.toMatchObject({ code: 'VERSION_CONFLICT' })
    await expect(renewLink(world.ctx, { id })).rejects.toMatchObject({ code: 'VERSION_CONFLICT' })
    const [first = '', second = ''] = shares
    const pages = await Promise.all([first, second, buyers].map((path) => world.textOf(path)))
    expect(pages.map(isDead)).toEqual([true, false, false])
  })

  it('cannot bring back what was taken back, nor make a link open another order, not even past the application', async () => {
    const orderId = await world.tell(number())
    await world.linkTo(orderId)
    const { sql } = world.ctx
    await expect(
      sql`UPDATE tracking_links SET order_id = 'DB2026AAAAAAAA' WHERE order_id = ${orderId}`,
    ).rejects.toThrow()
    await takeBackLink(world.ctx, { id: (await linkOf(orderId))?.id ?? '' })
    await expect(sql`UPDATE tracking_links SET revoked_at = NULL WHERE order_id = ${orderId}`).rejects.toThrow()
    await expect(sql`DELETE FROM tracking_links WHERE order_id = ${orderId}`).rejects.toThrow()
  })

  it('have one buyer’s link however many ask for it at once', async () => {
    const orderId = await world.tell(number())
    const asked = Array.from({ length: 5 }, () => buyersLink(world.ctx, { orderId, createdBy: '打印' }))
    expect(new Set(await Promise.all(asked)).size).toBe(1)
  })
})
