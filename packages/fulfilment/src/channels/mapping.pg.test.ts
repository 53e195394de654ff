import type { MappingSaveInput, StatusAxis } from '@baton/contract'
import fc from 'fast-check'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type History, histories } from '../orders/testing/histories.ts'
import { actingAs } from '../runtime/index.ts'
import { openTestShop, type TestShop } from '../testing/own-shop.ts'
import { aSnapshot } from '../testing/snapshot.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { applyPending } from './apply.ts'
import { listUnmapped } from './list-mapping.ts'
import { exportMapping, importMapping } from './mapping-csv.ts'
import { previewMapping } from './preview-mapping.ts'
import { readMappingHistory, saveMapping } from './save-mapping.ts'

let world: TestContext
let shop: TestShop
const open = async () => {
  world = await openTestContext()
  shop = await openTestShop(world.ctx)
}
const close = () => world.close()

const word = (native: string, standard: string | null, told: Partial<MappingSaveInput> = {}): MappingSaveInput => ({
  platform: 'own-shop',
  axis: 'order',
  native,
  standard,
  expectedVersion: 0,
  reason: '测试',
  ...told,
})

/** Applies all there is; what waits for its order is tried again as long as that moves anything. */
async function settle(): Promise<void> {
  world.clock.forward(3000)
  const { sql } = world.ctx
  for (let before = -1; ; ) {
    while ((await applyPending(world.ctx, shop.apps)) > 0);
    const [row] = await sql<{ count: number }[]>`SELECT count(*)::int AS count FROM order_events`
    if (row?.count === before) return
    before = row?.count ?? 0
    await sql`UPDATE channel_events SET state = 'pending' WHERE state = 'waiting'`
  }
}

async function orderOf(number: string) {
  const [row] = await world.ctx.sql<{ id: string; state: string; shown: string }[]>`
    SELECT id, state, shown FROM orders WHERE native_number = ${number}`
  return row
}

describe('a word mapped late', () => {
  beforeAll(open)
  afterAll(close)

  it('is known at once, also where another process mapped it a moment ago', async () => {
    await shop.push('just-1', aSnapshot({ orderNumber: 'JUST-1' }))
    await settle()
    await world.ctx.sql`
      INSERT INTO status_maps (platform, axis, native, version, label, standard, author, reason, created_at)
      VALUES ('own-shop', 'order', '刚映射', 1, '刚映射', 'shipped', 'ops', '测试', now())`
    await shop.push('just-2', aSnapshot({ orderNumber: 'JUST-2', nativeStatus: '刚映射' }))
    await applyPending(world.ctx, shop.apps)
    expect(await orderOf('JUST-2')).toMatchObject({ state: 'shipped' })
  })

  it('ends in the same state with the same effects as one mapped from the start, whenever it is mapped', async () => {
    let run = 0
    const scenario = fc.record({
      told: fc.array(histories, { minLength: 5, maxLength: 5 }),
      shuffle: fc.infiniteStream(fc.nat(1000)),
      mapAt: fc.infiniteStream(fc.nat(1000)),
    })
    await fc.assert(
      fc.asyncProperty(scenario, async ({ told, shuffle, mapAt }) => {
        run += 1
        const early = `e${run}:`
        const late = `l${run}:`
        const words = wordsOf(told)
        for (const { axis, native } of words) await saveMapping(world.ctx, word(early + native, native, { axis }))
        const pushes = mixed(
          told.flatMap((history, index) => pushesOf(history, `H${index}`)),
          shuffle,
        )
        const mappings = words.map((one) => ({ ...one, at: (mapAt.next().value ?? 0) % (pushes.length + 1) }))
        for (let at = 0; at <= pushes.length; at += 1) {
          for (const { axis, native } of mappings.filter((one) => one.at === at))
            await saveMapping(world.ctx, word(late + native, native, { axis }))
          for (const prefix of [early, late]) await pushes[at]?.(prefix)
          if (at % 3 === 0) await settle()
        }
        await settle()
        expect(await listUnmapped(world.ctx)).toEqual([])
        expect(await endsOf(late)).toEqual(await endsOf(early))
      }),
      { numRuns: 4 },
    )
  })
})

function wordsOf(told: readonly History[]): { axis: StatusAxis; native: string }[] {
  const words = new Map<string, { axis: StatusAxis; native: string }>()
  const add = (axis: StatusAxis, native: string) => words.set(`${axis}:${native}`, { axis, native })
  for (const { claim } of told.flat()) {
    if (claim.kind === 'trace') add('trace', claim.nativeStatus)
    if (claim.kind !== 'snapshot') continue
    add('order', claim.snapshot.nativeStatus)
    for (const one of claim.snapshot.afterSales) add('after_sale', one.nativeStatus)
  }
  return [...words.values()]
}

type Push = (prefix: string) => Promise<unknown>

/** What the channel and the carrier tell of a history; the ERP's steps have no words. */
function pushesOf(history: History, name: string): Push[] {
  return history.flatMap(({ claim, occurredAt }, index): Push[] => {
    if (claim.kind === 'trace')
      return [
        (prefix) =>
          shop.pushTrace(`${prefix}${name}-${index}`, {
            orderNumber: prefix + name,
            carrier: 'YTO',
            waybill: `${prefix}${name}-${claim.waybill}`,
            nativeStatus: prefix + claim.nativeStatus,
            occurredAt,
            text: claim.text,
          }),
      ]
    if (claim.kind !== 'snapshot') return []
    const { snapshot } = claim
    return [
      (prefix) =>
        shop.push(`${prefix}${name}-${index}`, {
          ...snapshot,
          orderNumber: prefix + name,
          nativeStatus: prefix + snapshot.nativeStatus,
          parcels: snapshot.parcels.map((one) => ({ ...one, waybill: `${prefix}${name}-${one.waybill}` })),
          afterSales: snapshot.afterSales.map((one) => ({
            ...one,
            orderNumber: prefix + name,
            nativeStatus: prefix + one.nativeStatus,
          })),
        }),
    ]
  })
}

function mixed<T>(all: readonly T[], numbers: Iterator<number>): T[] {
  return all
    .map((one) => ({ one, at: numbers.next().value ?? 0 }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one)
}

async function endsOf(prefix: string): Promise<readonly object[]> {
  return world.ctx.sql`
    SELECT substr(o.native_number, ${prefix.length + 1}) AS number, o.state, o.shown, o.signed, o.refunded, o.hold_reasons,
      o.seller_memo, o.paid_at, o.shipped_at,
      (SELECT max(reported_version) FROM order_links WHERE order_id = o.id) AS heard,
      (SELECT array_agg(effect ORDER BY effect) FROM (
         SELECT replace(effect, ${prefix}, '') AS effect FROM order_events e, unnest(e.effects) AS effect
         WHERE e.order_id = o.id) AS effects) AS effects
    FROM orders o WHERE o.native_number LIKE ${`${prefix}%`} ORDER BY number`
}

describe('a changed map', () => {
  beforeAll(open)
  afterAll(close)
  const shippedAt = new Date(1_779_999_900_000)
  const parcels = [{ carrier: 'YTO', waybill: 'YT-P1', lineNumbers: [] }]

  it('shows beforehand which orders would stand elsewhere, reads only, and then applies what waited', async () => {
    await shop.push('p1', aSnapshot({ orderNumber: 'P1', version: 1000 }))
    await shop.push('p2', aSnapshot({ orderNumber: 'P1', version: 2000, nativeStatus: '已出库', shippedAt, parcels }))
    await shop.push('p3', aSnapshot({ orderNumber: 'P2', version: 2000, nativeStatus: '已出库', shippedAt }))
    await settle()
    expect(await listUnmapped(world.ctx)).toMatchObject([{ axis: 'order', native: '已出库', count: 2, version: 0 }])
    const preview = await previewMapping(world.ctx, {
      platform: 'own-shop',
      axis: 'order',
      native: '已出库',
      standard: 'shipped',
    })
    const id = (await orderOf('P1'))?.id
    expect(preview).toMatchObject({
      complete: true,
      waiting: 2,
      unclear: 0,
      refusals: [],
      changes: expect.arrayContaining([{ from: null, to: 'shipped', orders: 2, examples: [] }]),
    })
    expect(id).toBeDefined()
    expect(await orderOf('P2')).toBeUndefined()
    const mei = actingAs(world.ctx, { kind: 'person', id: 'p-1', name: '梅' }, null)
    expect(await saveMapping(mei, word('已出库', 'shipped', { reason: '仓库系统的新词' }))).toEqual({
      version: 1,
      released: 2,
    })
    await settle()
    expect([(await orderOf('P1'))?.shown, (await orderOf('P2'))?.shown]).toEqual(['shipped', 'shipped'])
    const history = await readMappingHistory(world.ctx, { platform: 'own-shop', axis: 'order', native: '已出库' })
    expect(history).toMatchObject([{ version: 1, standard: 'shipped', author: '梅', reason: '仓库系统的新词' }])
  })

  it('is refused when it would take shipped orders back, naming them, also once their bytes are gone', async () => {
    const id = (await orderOf('P1'))?.id ?? ''
    const back = word('已出库', 'to_ship', { expectedVersion: 1 })
    const refusal = { code: 'MAPPING_MOVES_BACK', fields: { [id]: 'shipped>to_ship' } }
    await expect(saveMapping(world.ctx, back)).rejects.toMatchObject(refusal)
    const owner = postgres(world.ownerUrl, { max: 1 })
    await owner`DELETE FROM raw_events`
    await owner.end()
    await expect(saveMapping(world.ctx, back)).rejects.toMatchObject(refusal)
  })

  it('is refused when a published state could not be reached any more, and when somebody was faster', async () => {
    await expect(saveMapping(world.ctx, word('done', 'shipped', { expectedVersion: 1 }))).rejects.toMatchObject({
      code: 'MAPPING_STATE_UNREACHABLE',
      fields: { done: 'no_word_left' },
    })
    const race = await Promise.allSettled([1, 2, 3].map(() => saveMapping(world.ctx, word('甲', 'packing'))))
    expect(race.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
    expect(race.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'VERSION_CONFLICT' } })
    await expect(world.ctx.sql`UPDATE status_maps SET standard = 'done'`).rejects.toMatchObject({ code: '42501' })
  })

  it('travels by CSV: an export changes nothing, one wrong line saves nothing, a changed one adds its version', async () => {
    await saveMapping(world.ctx, word('=1+1', 'packing'))
    const { csv } = await exportMapping(world.ctx)
    expect(csv).toContain(`own-shop,order,'=1+1,`)
    expect(await importMapping(world.ctx, { csv, reason: 'x', dryRun: false })).toMatchObject({
      created: 0,
      updated: 0,
      errors: [],
    })
    const changed = csv.replace(/(own-shop,order,'=1\+1,[^,]*),packing/, '$1,to_ship')
    const wrong = `${changed}\r\n\r\nown-shop,order,乙,乙,no_such_status,0\r\n`
    const refused = await importMapping(world.ctx, { csv: wrong, reason: 'x', dryRun: false })
    const line = wrong.split('\r\n').length - 1
    expect(refused).toMatchObject({ applied: false, errors: [{ line, column: 'standard' }] })
    expect(await importMapping(world.ctx, { csv: changed, reason: '盘点', dryRun: false })).toMatchObject({
      updated: 1,
      applied: true,
    })
    const again = await importMapping(world.ctx, { csv: changed, reason: '盘点', dryRun: false })
    expect(again).toMatchObject({ applied: false, errors: [{ column: 'version' }] })
    const history = await readMappingHistory(world.ctx, { platform: 'own-shop', axis: 'order', native: '=1+1' })
    expect(history.map((one) => [one.version, one.standard])).toEqual([
      [2, 'to_ship'],
      [1, 'packing'],
    ])
  })
})
