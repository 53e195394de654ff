import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { orderEvent, pushOwnShop } from '@baton/platforms/standard-webhooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ClonedDatabase, cloneDatabase } from '../../../../scripts/testing/database.ts'
import { restoreBackup, writeBackup } from '../backup/index.ts'
import { applyPending, forgetErased, listEvents, Receiver, readEvent, reapplyEvent } from '../channels/index.ts'
import { readErpOrder } from '../erp/index.ts'
import { readSheet } from '../printing/index.ts'
import { exportOrders, replayOrders } from '../reconcile/index.ts'
import { openDatabase } from '../runtime/database.ts'
import type { Context } from '../runtime/index.ts'
import { findText } from '../testing/find-text.ts'
import { OWN_SHOP_SECRET } from '../testing/own-shop.ts'
import { placeFeed } from '../testing/place-feed.ts'
import { aSnapshot } from '../testing/snapshot.ts'
import { LinkLookUps, listLinks, makeLink, readTracked } from '../tracking/index.ts'
import { archiveOrders } from './archive-orders.ts'
import { BUYER, type ErasureWorld, EVERYWHERE, openErasureWorld, PHONE, RECEIVER } from './erasure-world.fixture.ts'
import { eraseBuyer, eraseDue, listOrders, previewErasure, readOrder, readTimeline } from './index.ts'

const DAY = 86_400_000

let world: ErasureWorld
let ctx: Context
beforeAll(async () => {
  world = await openErasureWorld()
  ctx = world.ctx
})
afterAll(() => world.close())

describe('a buyer who asks to be erased', () => {
  it('was in all of these places, and is then in none, whatever comes later', async () => {
    const id = await world.lifeOf('E1')
    await world.writeBeside(id)
    await makeLink(ctx, { orderId: id, kind: 'buyer' })
    const marks = await world.marksOf(id)
    const { buyer } = await listLinks(ctx, { orderId: id })
    const token = buyer?.url?.split('/').at(-1) ?? ''
    expect((await new LinkLookUps(ctx).find(token))?.orderId).toBe(id)
    expect(await findText(ctx, marks)).toEqual(EVERYWHERE)

    expect(await world.erase(id)).toEqual([{ orderId: id, verdict: 'applied', reason: null }])
    expect(await findText(ctx, marks)).toEqual([])
    expect(await new LinkLookUps(ctx).find(token)).toBeNull()
    await expect(makeLink(ctx, { orderId: id, kind: 'share' })).rejects.toMatchObject({ code: 'ORDER_ERASED' })
    await expect(readSheet(ctx, { orderId: id })).rejects.toMatchObject({ code: 'ORDER_ERASED' })
    expect(await readTracked(ctx, { id, audience: 'buyer' })).toMatchObject({ city: null, receiver: null })

    await world.tell('E1', 'done', { buyerMemo: `late ${BUYER}`, amountFen: 1 })
    await world.trace('E1', `again ${BUYER}`, 'in_transit')
    expect(await findText(ctx, marks)).toEqual([])
    expect(await readOrder(ctx, { id })).toMatchObject({
      amountFen: 1,
      receiver: null,
      buyerNick: null,
      buyerMemo: null,
    })
    expect((await listOrders(ctx, { filter: { q: PHONE }, limit: 5 })).rows).toEqual([])
    expect((await listOrders(ctx, { filter: { q: '5678' }, limit: 5 })).rows).toEqual([])
    expect((await replayOrders(ctx, '', { whole: true })).differences).toEqual([])
    expect(await readErpOrder(ctx, { id })).toMatchObject({ id, sellerFlag: 'red', sellerFlagLabel: null })
    const asOf = world.clock.at.toISOString()
    const file = await exportOrders(ctx, { asOf, format: 'csv', encoding: 'utf-8', lang: 'zh', filter: {} })
    const rows: Uint8Array[] = []
    for await (const part of file.bytes) rows.push(part)
    const text = Buffer.concat(rows).toString()
    expect([text.includes(id), text.includes(BUYER)]).toEqual([true, false])
  })

  it('leaves who did what and when, and says who erased it and why', async () => {
    const id = await world.lifeOf('E2')
    const before = (await readTimeline(ctx, { id, limit: 100 })).entries
    await world.erase(id)
    const [newest, ...rest] = (await readTimeline(ctx, { id, limit: 100 })).entries
    expect(newest).toMatchObject({ actorName: '小陈', changes: ['erased'], note: 'asked by post', verdict: 'applied' })
    const withoutWords = before.map((entry) => ({ ...entry, note: entry.note === null ? null : expect.anything() }))
    expect(rest.map((entry) => ({ ...entry, note: entry.note ?? null })).length).toBe(withoutWords.length)
    expect(rest.map(({ note: _, ...entry }) => entry)).toEqual(before.map(({ note: _, ...entry }) => entry))
    expect(rest.filter((entry) => entry.note !== null)).toEqual([])
  })

  it('is erased from the archive as well', async () => {
    const [id, other] = [await world.lifeOf('E3'), await world.lifeOf('E4')]
    world.clock.forward(20 * DAY)
    await placeFeed(ctx)
    expect(await archiveOrders(ctx)).toBeGreaterThan(1)
    const marks = await world.marksOf(id)
    expect(await findText(ctx, marks)).toContain('order_archive_blocks.events')
    const kept = (await readTimeline(ctx, { id: other, limit: 100 })).entries
    await world.erase(id)
    expect((await readTimeline(ctx, { id: other, limit: 100 })).entries).toEqual(kept)
    await world.erase(other)
    expect(await findText(ctx, marks)).toEqual([])
    for (const whole of [true, false]) expect((await replayOrders(ctx, '', { whole })).differences).toEqual([])
    world.clock.forward(20 * DAY)
    await placeFeed(ctx)
    expect(await archiveOrders(ctx)).toBeGreaterThan(1)
    for (const whole of [true, false]) expect((await replayOrders(ctx, '', { whole })).differences).toEqual([])
  })

  it('is erased once, and not while an order or an after-sale is open', async () => {
    await world.tell('E5', 'to_ship')
    const id = await world.idOf('E5')
    expect(await world.erase(id)).toEqual([{ orderId: id, verdict: 'locked', reason: 'not_over' }])
    const refund = { afterSaleNumber: 'R1', orderNumber: 'E5', kind: 'refund_only' as const, nativeStatus: 'requested' }
    const asked = { ...refund, version: 1, amountFen: 1, wholeOrder: false, respondBy: null }
    await world.tell('E5', 'done', { afterSales: [asked] })
    expect(await world.erase(id)).toEqual([{ orderId: id, verdict: 'locked', reason: 'after_sale_open' }])
    expect((await readOrder(ctx, { id })).buyerNick).toBe(`${BUYER} nick`)
    await world.tell('E5', 'done', { afterSales: [{ ...asked, nativeStatus: 'refunded', version: 2 }] })
    expect(await world.erase(id)).toMatchObject([{ verdict: 'applied' }])
    expect(await world.erase(id)).toEqual([{ orderId: id, verdict: 'duplicate', reason: 'nothing_new' }])
  })

  it('is asked for by the last four characters of the order', async () => {
    await world.tell('E6', 'done')
    const id = await world.idOf('E6')
    const wrong = eraseBuyer(ctx, { id, scope: 'order', reason: 'asked by post', typed: 'zzzz' })
    await expect(wrong).rejects.toMatchObject({ code: 'INPUT_INVALID', fields: { typed: 'invalid_value' } })
  })

  it('is erased from all orders with the phone, but the open ones', async () => {
    const phone = '13987654321'
    const receiver = { ...RECEIVER, phone }
    for (const [number, status] of [
      ['F1', 'done'],
      ['F2', 'to_ship'],
      ['F3', 'cancelled'],
    ] as const)
      await world.tell(number, status, { receiver })
    const [first, second, third] = [await world.idOf('F1'), await world.idOf('F2'), await world.idOf('F3')]
    expect(await previewErasure(ctx, { id: first })).toEqual({
      orders: 3,
      open: 1,
      openIds: [second],
      isTooMany: false,
    })
    const results = await world.erase(first, 'phone')
    expect(new Map(results.map((one) => [one.orderId, one.reason ?? one.verdict]))).toEqual(
      new Map([
        [first, 'applied'],
        [second, 'not_over'],
        [third, 'applied'],
      ]),
    )
  })

  it('is erased from all orders with the phone by asking again, where it broke off among them', async () => {
    const receiver = { ...RECEIVER, phone: '13987650000' }
    for (const number of ['G1', 'G2']) await world.tell(number, 'done', { receiver })
    const [named, other] = [await world.idOf('G1'), await world.idOf('G2')]
    await world.owner.unsafe(`ALTER TABLE erasures ADD CONSTRAINT breaks CHECK (order_id <> '${other}')`)
    await expect(world.erase(named, 'phone')).rejects.toThrow(/breaks/)
    await world.owner`ALTER TABLE erasures DROP CONSTRAINT breaks`
    await world.erase(named, 'phone')
    for (const id of [named, other]) expect((await readOrder(ctx, { id })).receiver).toBeNull()
  })

  it('does not come back with a repeat, and nobody applies an emptied message again', async () => {
    await world.tell('E7', 'done')
    const id = await world.idOf('E7')
    const version = world.clock.at.getTime()
    await world.erase(id)
    expect(
      await world.shop.push(`E7-${version}`, aSnapshot({ orderNumber: 'E7', version, receiver: RECEIVER })),
    ).toBeLessThan(300)
    await world.settle()
    const [event] = (await listEvents(ctx, { orderNumber: 'E7', limit: 5 })).rows
    expect(event).toMatchObject({ repeats: 1, state: 'done' })
    const { body, bodyLength, erasedAt } = await readEvent(ctx, { id: event?.id ?? '' })
    expect({ body, isErased: erasedAt !== null, isLong: (bodyLength ?? 0) > 100 }).toEqual({
      body: '',
      isErased: true,
      isLong: true,
    })
    await expect(reapplyEvent(ctx, { id: event?.id ?? '' })).rejects.toMatchObject({ code: 'ORDER_ERASED' })
  })

  it('is nothing that the application could do without its event', async () => {
    await world.tell('E8', 'done')
    const id = await world.idOf('E8')
    const [asked] = await ctx.sql<{ done: boolean }[]>`SELECT baton_erase_order(${id}) AS done`
    expect(asked?.done).toBe(false)
    await ctx.sql`SELECT baton_erase_bodies(${[id]}, now())`
    expect(await findText(ctx, [BUYER])).toContain('raw_events.body')
    const update = ctx.sql.begin(async (tx) => {
      await tx`SELECT set_config('baton.erasing', 'on', true)`
      await tx`UPDATE order_events SET patch = '{}' WHERE order_id = ${id}`
    })
    await expect(update).rejects.toThrow(/permission denied/)
  })

  it('does not stay in what came late and cannot be read or mapped: that waits for a week', async () => {
    await world.tell('E9', 'done')
    const id = await world.idOf('E9')
    await world.erase(id)
    await world.tell('E9', 'done', { nativeStatus: 'mystery', buyerMemo: 'a GRYPHON' })
    await forgetErased(ctx)
    expect(await findText(ctx, ['GRYPHON'])).toEqual(['raw_events.body'])
    world.clock.forward(8 * DAY)
    await forgetErased(ctx)
    expect(await findText(ctx, ['GRYPHON'])).toEqual([])
    const { rows } = await listEvents(ctx, { orderNumber: 'E9', limit: 5 })
    expect(rows).toContainEqual(expect.objectContaining({ state: 'done', error: 'buyer_erased' }))
  })

  it('does not come back with an older backup, as soon as the order there is over', async () => {
    await world.tell('E10', 'done', { buyerMemo: 'a CHIMERA' })
    await world.tell('E11', 'to_ship')
    const [over, open] = [await world.idOf('E10'), await world.idOf('E11')]
    const folder = await mkdtemp(join(tmpdir(), 'baton-erased-'))
    const target: ClonedDatabase = await cloneDatabase()
    const restored = openDatabase(target.appUrl, { name: 'baton-test', max: 3 })
    try {
      await writeBackup({ ownerUrl: world.ownerUrl, file: join(folder, 'old.backup') })
      await world.tell('E11', 'done')
      await world.tell('E12', 'done', { buyerMemo: 'a CHIMERA' })
      for (const id of [over, open, await world.idOf('E12')]) await world.erase(id)
      await writeBackup({ ownerUrl: world.ownerUrl, file: join(folder, 'new.backup') })
      expect(await restoreBackup({ ...target, file: join(folder, 'old.backup') })).toMatchObject({ owed: 3 })
      const there: Context = { ...ctx, sql: restored.sql }
      expect(await findText(there, ['CHIMERA'])).toContain('orders.buyer_memo')
      expect(await eraseDue(there)).toBe(1)
      expect(await eraseDue(there)).toBe(0)
      expect(await findText(there, ['CHIMERA'])).toEqual([])
      await tellAnew(there, 'E12')
      expect(await findText(there, ['CHIMERA'])).toContain('orders.buyer_memo')
      expect(await eraseDue(there)).toBe(1)
      expect(await findText(there, ['CHIMERA'])).toEqual([])
      expect(await there.sql`SELECT order_id FROM erasures_due`).toEqual([{ orderId: open }])
      expect((await replayOrders(there, '', { whole: true })).differences).toEqual([])
    } finally {
      await restored.close()
      await target.drop()
      rmSync(folder, { recursive: true })
    }
  })
})

/** The shop tells a restored system of an order that the backup did not know: it gets another id. */
async function tellAnew(there: Context, orderNumber: string): Promise<void> {
  const receiver = new Receiver(there)
  const snapshot = aSnapshot({ orderNumber, nativeStatus: 'done', buyerMemo: 'a CHIMERA' })
  const event = orderEvent('order.updated', snapshot, new Date(snapshot.version))
  const push = pushOwnShop([OWN_SHOP_SECRET], { id: `anew-${orderNumber}`, event, sentAt: there.now() })
  await receiver.receive({ platform: 'own-shop', pushKey: world.shop.pushKey }, push, '192.0.2.1')
  while ((await applyPending(there, receiver.apps)) > 0);
}
