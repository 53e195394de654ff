import { alertText } from '@baton/contract'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { acknowledgeAlert, dismissAlert, listAlerts } from '../alerts/index.ts'
import { saveProduct } from '../catalogue/index.ts'
import { holdOrders, listOrders } from '../orders/index.ts'
import { type FloorWorld, openFloorWorld } from '../scans/floor-world.fixture.ts'
import { watchLateness } from './index.ts'

const MINUTE = 60_000

let floor: FloorWorld
beforeEach(async () => {
  floor = await openFloorWorld()
})
afterEach(() => floor.close())

const dueIn = (minutes: number) => new Date(floor.clock.at.getTime() + minutes * MINUTE)
const order = (number: string, minutes: number, at?: string) =>
  floor.order(number, { shipBy: dueIn(minutes), ...(at && { at }) })

async function said(): Promise<readonly string[]> {
  await watchLateness(floor.ctx)
  const { rows } = await listAlerts(floor.ctx, { which: 'open', limit: 50 })
  return rows.map((alert) => `${alert.kind} ${alertText(alert).zh}`).sort()
}

/** Each alert that was ever raised: those that were told. */
async function told(kind: string): Promise<number> {
  const [row] = await floor.ctx.sql<[{ n: number }]>`SELECT count(*)::int AS n FROM alerts WHERE kind = ${kind}`
  return row.n
}

async function openAlert(kind: string) {
  const { rows } = await listAlerts(floor.ctx, { which: 'open', limit: 50 })
  return rows.find((one) => one.kind === kind)
}

describe('an order that runs late', () => {
  it('goes from tier to tier, never early, and out of all of them once it has left', async () => {
    const id = await order('T1', 31)
    expect(await said()).toEqual([])
    floor.clock.forward(MINUTE)
    expect(await said()).toEqual([`orders_due 订单${id}预计超时，请优先处理`])
    floor.clock.forward(29 * MINUTE)
    expect(await said()).toEqual([`orders_due 订单${id}预计超时，请优先处理`])
    floor.clock.forward(MINUTE)
    expect(await said()).toEqual([`orders_late 订单${id}已过发货时限`])
    floor.clock.forward(120 * MINUTE)
    expect(await said()).toEqual([`orders_very_late 订单${id}已超时 2 小时，请主管处理`])
    await floor.order('T1', { state: 'shipped', shippedAt: floor.ctx.now() })
    expect(await said()).toEqual([])
  })

  it('is one alert with many others of its warehouse, and another at another', async () => {
    await order('M0', 5, floor.elsewhereId)
    for (let at = 1; at <= 40; at += 1) await order(`M${at}`, at % 20)
    const elsewhere = await openIds('soon')
    expect((await said()).map((one) => one.replace(/DB\w+/, '#'))).toEqual([
      'orders_due 华东仓 有 38 个订单 30 分钟内到发货时限，请优先处理',
      'orders_due 订单#预计超时，请优先处理',
      'orders_late 华东仓 有 2 个订单已过发货时限',
    ])
    expect(elsewhere).toHaveLength(39)
  })

  it('raises none while it is on hold, or where a product of it is exempt', async () => {
    const held = await order('H1', -10)
    await holdOrders(floor.ctx, { orders: { ids: [held] }, reason: 'stock_out', note: '', until: null })
    expect(await said()).toEqual([])
    await order('E1', -10)
    expect(await said()).toHaveLength(1)
    const item = { sku: 'SKU-1', name: '童装外套', category: '服饰', barcode: '6901234567892', hasSerial: false }
    await saveProduct(floor.ctx, { ...item, exempt: true })
    expect(await said()).toEqual([])
  })

  it('that comes later is told of after half an hour at the earliest, and to who had taken the one before', async () => {
    await order('N1', -1)
    await said()
    const first = await openAlert('orders_late')
    await acknowledgeAlert(floor.ctx, { id: first?.id ?? '' })
    floor.clock.forward(MINUTE)
    await order('N2', 5)
    floor.clock.forward(10 * MINUTE)
    await said()
    expect(await openAlert('orders_late')).toMatchObject({ id: first?.id, count: 2, acknowledgedBy: '小陈' })
    floor.clock.forward(19 * MINUTE)
    await said()
    expect(await told('orders_late')).toBe(2)
    expect(await openAlert('orders_late')).toMatchObject({ count: 2, acknowledgedBy: null })
    floor.clock.forward(40 * MINUTE)
    await said()
    expect(await told('orders_late')).toBe(2)
  })

  it('that somebody closed stays silent; a further one speaks again', async () => {
    await order('C1', -1)
    await said()
    await dismissAlert(floor.ctx, { id: (await openAlert('orders_late'))?.id ?? '' })
    floor.clock.forward(31 * MINUTE)
    expect(await said()).toEqual([])
    await order('C2', 1)
    floor.clock.forward(2 * MINUTE)
    expect((await said()).at(-1)).toBe('orders_late 华东仓 有 2 个订单已过发货时限')
    await order('C3', -1)
    expect((await said()).at(-1)).toBe('orders_late 华东仓 有 3 个订单已过发货时限')
  })
})

async function openIds(due: 'late' | 'soon'): Promise<readonly string[]> {
  const { rows } = await listOrders(floor.ctx, { filter: { due: [due] }, limit: 100 })
  return rows.map((row) => row.id)
}

describe('the list of orders', () => {
  it('shows those that are late and those that soon are, one on hold in neither', async () => {
    const [late, soon, held] = [await order('L1', 0), await order('L2', 30), await order('L3', -60)]
    await order('L4', 31)
    await holdOrders(floor.ctx, { orders: { ids: [held] }, reason: 'stock_out', note: '', until: null })
    expect([await openIds('late'), await openIds('soon')]).toEqual([[late], [soon]])
  })

  it('shows them by their time, the most urgent first, page by page', async () => {
    const [third, first, fourth, second] = [
      await order('P1', 10),
      await order('P2', -90),
      await order('P3', 20),
      await order('P4', -5),
    ]
    const seen: string[] = []
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const filter = { due: ['late' as const, 'soon' as const] }
      const page = await listOrders(floor.ctx, { filter, limit: 1, ...(cursor && { cursor }) })
      seen.push(...page.rows.map((row) => row.id))
      cursor = page.next
    }
    expect(seen).toEqual([first, second, third, fourth])
  })
})
