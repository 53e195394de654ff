import type { StandardStatus } from '@baton/contract'
import type { AfterSaleSnapshot } from '@baton/platforms'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyPending, listEvents } from '../channels/index.ts'
import { saveErp, subscribe } from '../erp/index.ts'
import { compareOrders, exportDifferences, exportOrders, replayOrders } from '../reconcile/index.ts'
import type { Context } from '../runtime/index.ts'
import { openTestShop, type TestShop } from '../testing/own-shop.ts'
import { placeFeed } from '../testing/place-feed.ts'
import { aSnapshot } from '../testing/snapshot.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { archiveOrders } from './archive-orders.ts'
import { listOrders, readOrder, readTimeline } from './index.ts'

const MINUTE = 60_000
const DAY = 86_400_000
let world: TestContext
let ctx: Context
let shop: TestShop
let owner: postgres.Sql
beforeAll(async () => {
  world = await openTestContext()
  ctx = { ...world.ctx, env: { ...world.ctx.env, BATON_ARCHIVE_DAYS: 10 } }
  shop = await openTestShop(ctx)
  owner = postgres(world.ownerUrl, { max: 1, onnotice: () => {} })
})
afterAll(async () => {
  await owner.end()
  await world.close()
})

async function tell(number: string, status: StandardStatus, more: Partial<Parameters<typeof aSnapshot>[0]> = {}) {
  world.clock.forward(MINUTE)
  const version = world.clock.at.getTime()
  const shippedAt = ['shipped', 'signed', 'done'].includes(status) ? world.clock.at : null
  const snapshot = aSnapshot({ orderNumber: number, version, nativeStatus: status, shippedAt, ...more })
  await shop.push(`${number}-${version}`, snapshot)
  while ((await applyPending(ctx, shop.apps)) > 0);
}

const idOf = async (number: string) => {
  const page = await listOrders(ctx, { filter: { q: number }, limit: 1 })
  return page.rows[0]?.id ?? ''
}

async function timelineOf(number: string) {
  const { entries } = await readTimeline(ctx, { id: await idOf(number), limit: 100 })
  return entries.map((entry) => ({ ...entry }))
}

function refundOf(orderNumber: string): AfterSaleSnapshot {
  const version = world.clock.at.getTime()
  const asked = { nativeStatus: 'requested', version, amountFen: 100, wholeOrder: false, respondBy: null } as const
  return { afterSaleNumber: 'R1', orderNumber, kind: 'refund_only', ...asked }
}

async function lifeOf(number: string): Promise<void> {
  await tell(number, 'pending_payment', { paidAt: null })
  await tell(number, 'to_ship')
  await tell(number, 'to_ship', { sellerMemo: '周末送' })
  await tell(number, 'shipped', { parcels: [{ carrier: 'YTO', waybill: `YT-${number}`, lineNumbers: [] }] })
  await tell(number, 'to_ship', { version: 1 })
  await tell(number, 'done')
}

/** What a file or a screen tells of two moments. */
async function comparedBetween(before: string, after: string) {
  const screen = await compareOrders(ctx, { before, after, filter: {} })
  const file = await exportDifferences(ctx, { before, after, filter: {}, lang: 'zh' })
  return { groups: screen.groups, lines: (await textOf(file.bytes)).split('\r\n').sort() }
}

async function textOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = []
  for await (const part of bytes) parts.push(part)
  return Buffer.concat(parts).toString()
}

async function exportedAsOf(asOf: string): Promise<string> {
  const file = await exportOrders(ctx, { asOf, format: 'csv', encoding: 'utf-8', lang: 'zh', filter: {} })
  return textOf(file.bytes)
}

function moment(): string {
  world.clock.forward(MINUTE)
  const now = world.clock.at.toISOString()
  world.clock.forward(MINUTE)
  return now
}

const countOf = async (table: string, number: string) => {
  const [row] = await ctx.sql`SELECT count(*)::int AS n FROM ${ctx.sql(table)} WHERE order_id = ${await idOf(number)}`
  return row?.n
}

describe('orders that are over', () => {
  it('go to the archive whole, and everything that is told of them stays the same', async () => {
    await lifeOf('A1')
    const between = moment()
    await lifeOf('A2')
    await tell('OPEN', 'to_ship')
    const later = moment()
    world.clock.forward(DAY)
    await placeFeed(ctx)
    const told = async () => ({
      timeline: (await timelineOf('A1')).filter((entry) => !entry.changes.includes('archived')),
      order: { ...(await readOrder(ctx, { id: await idOf('A1') })), seq: 0 },
      events: (await listEvents(ctx, { orderNumber: 'A1', limit: 50 })).rows,
      compared: [await comparedBetween(between, later), await comparedBetween('2026-01-01T00:00:00Z', between)],
      exported: [await exportedAsOf(between), await exportedAsOf(later)],
    })
    const before = await told()
    expect(before.timeline).toHaveLength(6)
    expect(before.events).toHaveLength(6)

    expect(await archiveOrders(ctx)).toBe(0)
    world.clock.forward(11 * DAY)
    expect(await archiveOrders(ctx)).toBe(2)
    expect(await archiveOrders(ctx)).toBe(0)

    expect(await told()).toEqual(before)
    expect([await countOf('order_events', 'A1'), await countOf('attempts', 'A1')]).toEqual([1, 1])
    expect(await countOf('order_events', 'OPEN')).toBe(1)
    expect((await timelineOf('A1'))[0]).toMatchObject({
      actor: 'clock',
      seq: 6,
      changes: ['archived'],
      verdict: 'applied',
    })
    expect(await placeFeed(ctx)).toBe(0)
    const now = moment()
    expect((await compareOrders(ctx, { before: later, after: now, filter: {} })).orders).toBe(0)
  })

  it('replay from their snapshot, and from nothing', async () => {
    const short = await replayOrders(ctx, '')
    const whole = await replayOrders(ctx, '', { whole: true })
    expect([short.differences, whole.differences]).toEqual([[], []])
    expect([short.events, whole.events]).toEqual([3, 13])
  })

  it('take what is told later, and go there again', async () => {
    await tell('A1', 'refunded')
    const timeline = await timelineOf('A1')
    expect(timeline).toHaveLength(8)
    expect(timeline[0]).toMatchObject({ verdict: 'applied', seq: 7 })
    expect((await readOrder(ctx, { id: await idOf('A1') })).receiverVersions).toHaveLength(1)
    expect(await placeFeed(ctx)).toBe(1)
    expect(await archiveOrders(ctx)).toBe(0)
    world.clock.forward(11 * DAY)
    expect(await archiveOrders(ctx)).toBe(1)
    expect(await countOf('order_archives', 'A1')).toBe(2)
    expect(await timelineOf('A1')).toHaveLength(9)
    expect((await replayOrders(ctx, '', { whole: true })).differences).toEqual([])
    expect((await replayOrders(ctx, '')).differences).toEqual([])
  })

  it('stay while an after-sale is open, while somebody has still to be told, and where nothing is to go', async () => {
    await lifeOf('B1')
    await lifeOf('B2')
    await tell('B2', 'done', { afterSales: [refundOf('B2')] })
    await placeFeed(ctx)
    world.clock.forward(11 * DAY)
    expect(await archiveOrders({ ...ctx, env: { ...ctx.env, BATON_ARCHIVE_DAYS: 0 } })).toBe(0)
    const { id: erpId } = await saveErp(ctx, { name: '管易', grants: [], mayHold: false })
    await subscribe(ctx, { erpId, url: 'https://erp.example/hooks', types: ['order.shipped'] })
    await ctx.sql`
      UPDATE erp_subscriptions SET position = (SELECT max(position) - 1 FROM order_feed WHERE order_id = ${await idOf('B1')})`
    expect(await archiveOrders(ctx)).toBe(0)
    await ctx.sql`UPDATE erp_subscriptions SET position = (SELECT max(position) FROM order_feed)`
    expect(await archiveOrders(ctx)).toBe(1)
    expect([await countOf('order_events', 'B1'), await countOf('order_events', 'B2')]).toEqual([1, 6])
  })

  it('are those that a carrier says are signed for, too', async () => {
    const parcels = [{ carrier: 'YTO', waybill: 'YT-C1', lineNumbers: [] }]
    await tell('C1', 'shipped', { parcels })
    const signed = { nativeStatus: 'signed', occurredAt: world.clock.at, text: '已签收' }
    await shop.pushTrace('C1-signed', { orderNumber: 'C1', carrier: 'YTO', waybill: 'YT-C1', ...signed })
    while ((await applyPending(ctx, shop.apps)) > 0);
    await placeFeed(ctx)
    await ctx.sql`UPDATE erp_subscriptions SET position = (SELECT max(position) FROM order_feed)`
    world.clock.forward(11 * DAY)
    expect(await archiveOrders(ctx)).toBe(1)
    expect(await countOf('order_event_history', 'C1')).toBe(3)
  })
})

describe('the archive', () => {
  it('is written by its function alone, and only of orders whose last event is their snapshot', async () => {
    const { sql } = ctx
    for (const write of [
      sql`DELETE FROM order_archives`,
      sql`UPDATE order_archive_blocks SET events = '{}'`,
      sql`DELETE FROM order_archive_blocks`,
      sql`INSERT INTO order_archives SELECT * FROM order_archives`,
      sql`DELETE FROM order_events`,
      sql`DELETE FROM attempts`,
    ])
      await expect(write).rejects.toMatchObject({ code: '42501' })
    await expect(owner`DELETE FROM order_archives`).rejects.toThrow('append-only')
    const open = await idOf('OPEN')
    const [moved] = await sql`SELECT baton_archive_orders(${[open]}) AS orders`
    expect(moved).toEqual({ orders: 0 })
    expect(await countOf('order_events', 'OPEN')).toBe(1)
  })

  it('shows a forged or a missing event', async () => {
    const id = await idOf('A2')
    await owner`ALTER TABLE order_archives DISABLE TRIGGER order_archives_append_only`
    await owner`ALTER TABLE order_archive_blocks DISABLE TRIGGER order_archive_blocks_append_only`
    await owner`
      UPDATE order_archive_blocks b SET events = jsonb_set(events::jsonb, ARRAY[${id}, '1', '8', 'amountFen'], '1')
      FROM order_archives a WHERE a.block_id = b.id AND a.order_id = ${id}`
    expect((await replayOrders(ctx, '', { whole: true })).differences).toEqual([`${id}#5`])
    await owner`UPDATE order_archives SET chain = '\\x00' WHERE order_id = ${id}`
    expect((await replayOrders(ctx, '')).differences).toEqual([`${id}#6`])
    await owner`DELETE FROM order_archives WHERE order_id = ${id}`
    expect((await replayOrders(ctx, '')).differences).toEqual([`${id}#6`])
  })
})
