import type { StandardStatus } from '@baton/contract'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyPending, saveMapping } from '../channels/index.ts'
import { moveOrders } from '../orders/index.ts'
import { openTestShop, type TestShop } from '../testing/own-shop.ts'
import { placeFeed } from '../testing/place-feed.ts'
import { aSnapshot } from '../testing/snapshot.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { readAgreement, readPublicAgreement } from './agreement.ts'
import { checkDeviation } from './check.ts'
import { listDeviations, readDeviationMap } from './read-map.ts'
import { rollDeviation } from './roll.ts'
import { saveDeviationSettings } from './settings.ts'

const LIMITS = { graceMinutes: 15, raiseAbove: 0.03, closeBelow: 0.02, leastOrders: 20, publish: false }
const MINUTE = 60_000
let world: TestContext
let shop: TestShop
beforeAll(async () => {
  world = await openTestContext()
  shop = await openTestShop(world.ctx)
})
afterAll(() => world.close())

let version = 1000
async function tell(number: string, nativeStatus: StandardStatus): Promise<void> {
  version += 1
  const shippedAt = ['shipped', 'signed', 'done'].includes(nativeStatus) ? new Date(version) : null
  await shop.push(`${number}-${version}`, aSnapshot({ orderNumber: number, version, nativeStatus, shippedAt }))
}

/** Somebody else ships it in the hub; the channel still says what it said. */
async function shipInHub(number: string): Promise<void> {
  const source = {
    actor: { kind: 'erp', id: 'e', name: 'ERP' },
    appId: null,
    address: '192.0.2.7',
    eventId: null,
    topic: 'erp.ship',
    authority: 'granted',
    grants: ['shipped'],
  } as const
  const target = { by: 'native', platform: 'own-shop', shopId: shop.shopId, nativeNumber: number } as const
  const claim = { kind: 'step', to: 'shipped', parcels: [] } as const
  await world.ctx.sql.begin((tx) =>
    moveOrders(world.ctx, tx as never, [{ target, source, occurredAt: world.clock.at, claim }]),
  )
}

async function roll(): Promise<void> {
  while ((await applyPending(world.ctx, shop.apps)) > 0);
  await placeFeed(world.ctx)
  await rollDeviation(world.ctx)
}

async function totals(): Promise<{ checked: number; differing: number }> {
  const { channels } = await readDeviationMap(world.ctx, { days: 30 })
  const cells = channels.flatMap((channel) => channel.cells)
  return {
    checked: cells.reduce((sum, [, checked]) => sum + checked, 0),
    differing: cells.reduce((sum, [, , differing]) => sum + differing, 0),
  }
}

describe('the heat map', () => {
  it('counts an order that the hub shipped and the channel did not, after the grace time, and no longer once told', async () => {
    await tell('A', 'to_ship')
    await tell('B', 'to_ship')
    await roll()
    expect(await totals()).toEqual({ checked: 2, differing: 0 })
    await shipInHub('A')
    await roll()
    expect(await totals()).toEqual({ checked: 1, differing: 0 })
    world.clock.forward(15 * MINUTE)
    await rollDeviation(world.ctx)
    expect(await totals()).toEqual({ checked: 2, differing: 1 })
    await tell('A', 'shipped')
    await roll()
    expect(await totals()).toEqual({ checked: 2, differing: 0 })
  })

  it('opens a cell to exactly its orders, with what the channel says of each', async () => {
    await shipInHub('B')
    await roll()
    world.clock.forward(15 * MINUTE)
    await rollDeviation(world.ctx)
    const { channels, from } = await readDeviationMap(world.ctx, { days: 7 })
    const cell = channels[0]?.cells.find(([, , differing]) => differing > 0)
    const hour = new Date(Date.parse(from) + (cell?.[0] ?? 0) * 60 * MINUTE).toISOString()
    const page = await listDeviations(world.ctx, { appId: shop.appId, hour, limit: 50 })
    expect(page.rows.map((row) => row.order.nativeNumber)).toEqual(['B'])
    expect(page).toMatchObject({
      next: null,
      rows: [{ reported: 'to_ship', meaning: 'to_ship', order: { state: 'shipped' } }],
    })
  })

  it('equals its recount after any mixture of reports, moves, waits, changed maps and repeated rolls', async () => {
    const step = fc.oneof(
      fc.record({
        kind: fc.constant('tell' as const),
        order: fc.nat(5),
        to: fc.constantFrom('to_ship', 'shipped', 'signed', 'done'),
      }),
      fc.record({ kind: fc.constant('ship' as const), order: fc.nat(5) }),
      fc.record({ kind: fc.constant('wait' as const), minutes: fc.constantFrom(1, 16, 90) }),
      fc.record({ kind: fc.constant('roll' as const) }),
      fc.record({ kind: fc.constant('grace' as const), minutes: fc.constantFrom(15, 60) }),
    )
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 25 }), async (steps) => {
        run += 1
        for (const one of steps) {
          if (one.kind === 'tell') await tell(`R${run}-${one.order}`, one.to as StandardStatus)
          if (one.kind === 'ship') await shipInHub(`R${run}-${one.order}`)
          if (one.kind === 'wait') world.clock.forward(one.minutes * MINUTE)
          if (one.kind === 'grace')
            await saveDeviationSettings(world.ctx, { settings: { ...LIMITS, graceMinutes: one.minutes } })
          if (one.kind === 'roll') await Promise.all([roll(), rollDeviation(world.ctx)])
        }
        await roll()
        expect(await checkDeviation(world.ctx)).toMatchObject({ wrongHours: 0, wrongOrders: 0 })
      }),
      { numRuns: 8 },
    )
    const { ctx } = world
    await ctx.sql`UPDATE deviation_hours SET checked = checked + 1 WHERE hour = (SELECT max(hour) FROM deviation_hours)`
    await ctx.sql`UPDATE deviation_links SET standing = 'agrees' WHERE order_id = (SELECT order_id FROM deviation_links WHERE standing = 'differs' LIMIT 1)`
    const found = await checkDeviation(ctx)
    expect(found.wrongHours).toBeGreaterThan(0)
    expect(found.wrongOrders).toBe(1)
    expect(await checkDeviation(ctx)).toMatchObject({ wrongHours: 0, wrongOrders: 0 })
  })

  it('judges by the map in force: a changed meaning is looked at for every order', async () => {
    world.clock.forward(61 * MINUTE)
    await roll()
    await saveMapping(world.ctx, {
      platform: 'own-shop',
      axis: 'order',
      native: '已妥投',
      standard: 'signed',
      expectedVersion: 0,
      reason: 'x',
    })
    await tell('M', '已妥投' as StandardStatus)
    await roll()
    const before = await totals()
    await saveMapping(world.ctx, {
      platform: 'own-shop',
      axis: 'order',
      native: '已妥投',
      standard: 'done',
      expectedVersion: 1,
      reason: 'x',
    })
    world.clock.forward(61 * MINUTE)
    await rollDeviation(world.ctx)
    expect((await totals()).differing).toBe(before.differing + 1)
  })
})

describe('the alarm', () => {
  it('opens once above 3 % and closes only below 2 %', async () => {
    const fresh = await openTestContext()
    const own = await openTestShop(fresh.ctx)
    const set = async (checked: number, differing: number) => {
      const hour = new Date(Math.floor(fresh.clock.at.getTime() / 3_600_000) * 3_600_000)
      await fresh.ctx.sql`
        INSERT INTO deviation_hours VALUES (${own.appId}, ${hour}, ${checked}, ${differing})
        ON CONFLICT (app_id, hour) DO UPDATE SET checked = excluded.checked, differing = excluded.differing`
      await rollDeviation(fresh.ctx)
      return (await readDeviationMap(fresh.ctx, { days: 7 })).alarms.map(({ closedAt }) => closedAt === null)
    }
    expect(await set(19, 19)).toEqual([])
    expect(await set(1000, 30)).toEqual([])
    expect(await set(1000, 31)).toEqual([true])
    expect(await set(1000, 60)).toEqual([true])
    expect(await set(1000, 25)).toEqual([true])
    expect(await set(1000, 20)).toEqual([true])
    expect(await set(1000, 19)).toEqual([false])
    expect(await set(1000, 25)).toEqual([false])
    expect(await set(1000, 40)).toEqual([true, false])
    await fresh.close()
  })
})

describe('the public number', () => {
  it('is told with its n, unknown once unverified for six hours, and to anybody only if published', async () => {
    await tell('P', 'to_ship')
    await roll()
    const [known] = await readAgreement(world.ctx)
    expect(known).toMatchObject({ basis: 'told', share: (known?.agreeing ?? 0) / (known?.n ?? 1) })
    expect(await readPublicAgreement(world.ctx)).toBeNull()
    await saveDeviationSettings(world.ctx, { settings: { ...LIMITS, publish: true } })
    expect(Object.keys((await readPublicAgreement(world.ctx))?.[0] ?? {})).not.toContain('name')
    world.clock.forward(6 * 60 * MINUTE + 1)
    expect(await readAgreement(world.ctx)).toMatchObject([{ share: null }])
  })
})

describe('orders of long ago', () => {
  it('are not looked at: nothing of them is compared', async () => {
    await tell('L', 'to_ship')
    await roll()
    expect((await checkDeviation(world.ctx)).orders).toBeGreaterThan(0)
    world.clock.forward(33 * 24 * 60 * MINUTE)
    await tell('N', 'to_ship')
    await roll()
    expect(await checkDeviation(world.ctx)).toEqual({ wrongHours: 0, wrongOrders: 0, orders: 1 })
  })
})
